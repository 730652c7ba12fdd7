"""Tables of the ledger. Entries and their positions only ever grow; content and keys can be destroyed."""

from typing import ClassVar

from django.db import models

APPEND_ONLY: tuple[str, ...] = ("ledger_entry", "ledger_position")


class Chain(models.Model):
    """One case, person or unit: where its chain ends, and the key of its content. No key means: erased."""

    chain = models.CharField(max_length=128, primary_key=True)
    n = models.BigIntegerField()
    leaf = models.BinaryField(max_length=32)
    wrapped_key = models.BinaryField(max_length=40, null=True)

    class Meta:
        db_table = "ledger_chain"


class StoredEntry(models.Model):
    """An entry as it was written. `entry` is what counts; the other columns repeat parts of it for the database."""

    id = models.BigAutoField(primary_key=True)
    chain = models.CharField(max_length=128)
    n = models.BigIntegerField()
    leaf = models.BinaryField(max_length=32, unique=True)
    entry = models.BinaryField()

    class Meta:
        db_table = "ledger_entry"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "n"], name="ledger_entry_one_successor"),
        ]


class Sealed(models.Model):
    """The personal values of an entry, sealed under the chain's key. Erasure deletes these rows."""

    entry = models.OneToOneField(StoredEntry, models.PROTECT, primary_key=True)
    sealed = models.BinaryField()

    class Meta:
        db_table = "ledger_sealed"


class Outbox(models.Model):
    """An entry that has no position yet; written with it, taken away when the sequencer places it."""

    entry = models.OneToOneField(StoredEntry, models.PROTECT, primary_key=True)

    class Meta:
        db_table = "ledger_outbox"


class Position(models.Model):
    """The place of an entry among all entries, from 1 without a gap. The primary key is the fence against a fork."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(StoredEntry, models.PROTECT)
    placed_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_position"


class StoredTile(models.Model):
    """A tile of the tree over all entries, or what there is of an unfilled one (see `rules.tree.tiles`)."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    data = models.BinaryField()

    class Meta:
        db_table = "ledger_tile"


class SignedCheckpoint(models.Model):
    """A signed root of the tree. `note` is what counts; the other columns repeat parts of it for the database."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_checkpoint"


class Cosignature(models.Model):
    """That a witness saw a checkpoint: its last line for it, and the time that line names."""

    checkpoint = models.ForeignKey(SignedCheckpoint, models.PROTECT)
    witness = models.CharField(max_length=255)
    line = models.TextField()
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_cosignature"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["checkpoint", "witness"], name="ledger_cosignature_one_a_witness"),
        ]
        indexes: ClassVar = [models.Index(fields=["witness", "-checkpoint"], name="ledger_cosignature_latest")]


class Timestamp(models.Model):
    """What an authority said of a checkpoint (RFC 3161): its reply as it came, the time that gives, when and where it was asked for."""

    checkpoint = models.OneToOneField(SignedCheckpoint, models.PROTECT, primary_key=True)
    reply = models.BinaryField()
    stamped_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    authority = models.CharField(max_length=2000)

    class Meta:
        db_table = "ledger_timestamp"
