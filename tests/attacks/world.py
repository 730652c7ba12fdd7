"""The bureau under attack: one decided case, its log signed and seen by a witness outside, and what others hold in their hands."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connections
from psycopg.rows import dict_row

from mingheng.documents.models import Instrument
from mingheng.documents.queries.proofs import paper_voucher
from mingheng.draws import models as draws
from mingheng.kit import clock
from mingheng.kit.postgres import SUPERUSER, Cluster
from mingheng.kit.stored import StoredFile
from mingheng.ledger.actions import grow_tree, keep_cosignatures, record, sequence_entries
from mingheng.ledger.models import APPEND_ONLY, Position, StoredEntry
from mingheng.ledger.queries import checkpoint_note, entry_bundle, proof_of, receipt_of, tile_bytes
from mingheng.ledger.rules import Entry, leaf_hash
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.growing import Edge
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.proofs import Proof
from mingheng.ledger.rules.tree.tiles import ENTRIES, Tile
from mingheng.ledger.rules.vouching.openings import Opening
from mingheng.ledger.rules.vouching.vouchers import Voucher
from mingheng.supervision import models as supervision
from mingheng.witness.examining import examine
from mingheng.witness.state import Witness
from mingheng.witness.watching import Served, look
from tests.fixtures.database import clone

GUARDED = (*APPEND_ONLY, *supervision.APPEND_ONLY, *draws.APPEND_ONLY, "cases_step", "evidence_evidence", "evidence_description")
_LEAVES = "SELECT e.leaf FROM ledger_position p JOIN ledger_entry e ON e.id = p.entry_id ORDER BY p.position"
STEPS = "chain ~ '^[0-9a-f]{8}-'"  # the chain of the one case


class OwnLog(Served):
    """Our log as the witness reads it, without a web server between."""

    def __init__(self) -> None:
        super().__init__("")

    def checkpoint(self) -> Note:
        note = checkpoint_note()
        assert note is not None
        return note

    def tile(self, tile: Tile) -> bytes:
        return entry_bundle(tile) if tile.level == ENTRIES else tile_bytes(tile)


@dataclass
class World:
    """Where the attack happens. `folder` holds what is kept outside the database."""

    cluster: Cluster
    database: str
    folder: Path
    case: UUID
    kept: list[tuple[StoredFile, bytes]] = field(default_factory=list)

    @property
    def memory(self) -> Path:
        """What the signer remembers."""
        return self.folder / "signer"

    @property
    def witness(self) -> Witness:
        """The witness, as it stands."""
        return Witness(self.folder / "witness")

    def sql(self, *statements: str, guarded: bool = False) -> None:
        """Full rights over the database: every guard taken off, the statements done, the guards put back in one transaction."""
        connections.close_all()
        with psycopg.connect(self.cluster.url(SUPERUSER, self.database)) as administrator:
            if not guarded:
                self._guards(administrator, "DISABLE TRIGGER ALL")
                for check in ("ledger_entry_leaf_is_its_hash", "ledger_entry_columns_repeat_it"):
                    administrator.execute(f"ALTER TABLE ledger_entry DROP CONSTRAINT IF EXISTS {check}".encode())
            for statement in statements:
                assert administrator.execute(statement.encode()).rowcount, statement
            if not guarded:
                self._guards(administrator, "ENABLE TRIGGER ALL")

    def rows(self, statement: str) -> list[dict[str, Any]]:
        """What a query says."""
        connections.close_all()
        with psycopg.connect(self.cluster.url(SUPERUSER, self.database), row_factory=dict_row) as administrator:
            return administrator.execute(statement.encode()).fetchall()

    def rewrite(self, n: int, old: str, new: str, *, mend_chain: bool) -> None:
        """Change words of the `n`th entry of the case in its bytes; `mend_chain` also makes every later one follow it."""
        entries = self.rows(f"SELECT id, n, entry FROM ledger_entry WHERE {STEPS} AND n >= {n} ORDER BY n")
        before: bytes | None = None
        for row in entries:
            written = bytes(row["entry"])
            if row["n"] == n:
                assert old.encode() in written
                written = written.replace(old.encode(), new.encode())
            elif not mend_chain or before is None:
                break
            else:
                written = written.replace(Entry.from_bytes(written).previous.hex().encode(), before.hex().encode())
            before = leaf_hash(written)
            self.sql(f"UPDATE ledger_entry SET entry = '\\x{written.hex()}', leaf = '\\x{before.hex()}' WHERE id = {row['id']}")
        if mend_chain and before is not None:
            self.sql(f"UPDATE ledger_chain SET leaf = '\\x{before.hex()}' WHERE {STEPS}")

    def forget(self) -> None:
        """Make the signer forget what it signed."""
        shutil.rmtree(self.memory)
        self.memory.mkdir()

    def build_again(self) -> None:
        """The whole tree built again from the entries as they are, and signed with the stolen key."""
        self.sql("DELETE FROM ledger_cosignature", "DELETE FROM ledger_checkpoint", "DELETE FROM ledger_tile")
        self.forget()
        self.sign()

    def sign(self) -> int:
        """The worker's round: entries placed, the tree grown and signed; how many entries were signed."""
        while sequence_entries(at=clock.now()):
            pass
        signed = 0
        while more := grow_tree(at=clock.now()):
            signed += more
        return signed

    def act(self, *, at: datetime | None = None, kind: str = "penalty.decided") -> str:
        """Somebody takes one more act somewhere; its leaf."""
        return record(
            kind=kind, chain="else:1", facts={}, personal={}, by="o:7", unit="u:0107", at=at or clock.now(), happened=None
        ).leaf  # fmt: skip

    def witnessed(self) -> None:
        """The witness looks, reads the entries, and brings its cosignature. Raises Refused."""
        log, now = OwnLog(), clock.now()
        note = look(self.witness, log, at=int(now.timestamp()))
        examine(self.witness, log, note, at=int(now.timestamp()), tell=lambda done, total: None)
        keep_cosignatures(note=note, at=now)

    def paper(self) -> UUID:
        """The decision as the party holds it."""
        found: UUID = Instrument.objects.values_list("uid", flat=True).get(key="penalty_decision")
        return found

    def voucher(self) -> str:
        """What the code on the annex of the decision holds."""
        return paper_voucher(self.paper()).code()

    def proof_of_last(self) -> Voucher:
        """The proof of the last entry under the latest checkpoint, whoever has seen it."""
        last = Position.objects.order_by("position").last()
        assert last is not None
        proof = proof_of(last.entry_id)
        assert proof is not None
        return Voucher(bytes(last.entry.entry), (), proof)

    def under_latest(self, held: Voucher) -> Voucher:
        """What somebody holds, with the checkpoint the log shows now in place of the one it came with."""
        note = checkpoint_note()
        assert note is not None
        assert isinstance(held.vouched, Proof)
        return replace(held, vouched=replace(held.vouched, note=note))

    def act_with_receipt(self) -> tuple[str, Note]:
        """One more act, and the receipt its taker keeps."""
        leaf = self.act()
        entry = StoredEntry.objects.values_list("pk", flat=True).get(leaf=bytes.fromhex(leaf))
        return leaf, receipt_of(entry)

    def size(self) -> int:
        """How many entries the latest checkpoint holds."""
        note = checkpoint_note()
        assert note is not None
        return Checkpoint.read(note.text).size

    def truncate(self, number: int) -> None:
        """The last entries gone, with everything that could tell of them but the tree."""
        lost = f"SELECT entry_id FROM ledger_position WHERE position > (SELECT max(position) - {number} FROM ledger_position)"
        chains = f"SELECT chain FROM ledger_entry WHERE id IN ({lost})"
        self.sql(
            f"CREATE TABLE lost AS {lost}", f"CREATE TABLE touched AS {chains}",
            "DELETE FROM ledger_position WHERE entry_id IN (SELECT entry_id FROM lost)",
            "DELETE FROM ledger_sealed WHERE entry_id IN (SELECT entry_id FROM lost)",
            "DELETE FROM ledger_entry WHERE id IN (SELECT entry_id FROM lost)",
            "UPDATE ledger_chain c SET n = e.n, leaf = e.leaf FROM (SELECT DISTINCT ON (chain) chain, n, leaf FROM ledger_entry"
            " ORDER BY chain, n DESC) e WHERE e.chain = c.chain",
        )  # fmt: skip

    def tiles_again(self) -> None:
        """The tiles of the tree as the entries are now, under the checkpoints that were signed."""
        leaves = [bytes(row["leaf"]) for row in self.rows(_LEAVES)]
        edge, full = Edge().grown(leaves)
        for tile, data in [*full, *edge.tiles()]:
            self.sql(f"UPDATE ledger_tile SET data = '\\x{data.hex()}' WHERE level = {tile.level} AND \"index\" = {tile.index}")

    def as_it_was(self) -> None:
        """The database put back to what it was, after acts that the signer signed and the witness saw."""
        before = f"{self.database}_before"
        clone(self.cluster, self.database, before)
        for _ in range(3):
            self.act()
        self.sign()
        self.witnessed()
        connections.close_all()
        with psycopg.connect(self.cluster.url(SUPERUSER, "postgres"), autocommit=True) as server:
            server.execute(f"DROP DATABASE {self.database} WITH (FORCE)")
            server.execute(f"ALTER DATABASE {before} RENAME TO {self.database}")

    def put_back_later(self, file: StoredFile) -> None:
        """Keep a file of a store, which all copies share, until the attack is over."""
        with storages[file.storage].open(file.name) as opened:
            self.kept.append((file, opened.read()))

    def put_back(self) -> None:
        """Every file as it was."""
        for file, content in self.kept:
            storages[file.storage].delete(file.name)
            storages[file.storage].save(file.name, ContentFile(content))

    @staticmethod
    def altered(openings: Sequence[Opening], name: str, value: str) -> tuple[Opening, ...]:
        """The openings with another value in one of them."""
        assert any(one.name == name for one in openings)
        return tuple(replace(one, value=value) if one.name == name else one for one in openings)

    @staticmethod
    def _guards(administrator: "psycopg.Connection", what: str) -> None:
        for table in GUARDED:
            administrator.execute(f"ALTER TABLE {table} {what}".encode())
