"""Tables of instruments: their numbers, the instruments themselves, the dossiers bound from them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

APPEND_ONLY: tuple[str, ...] = ()


class State(models.TextChoices):
    """Where later work stands. `failed` waits for a person; its reason says what to do."""

    WAITING = "waiting", "待生成"
    READY = "ready", "已生成"
    FAILED = "failed", "生成失败"


class NumberSeries(models.Model):
    """The last number given out under one 机关代字, 文书代字 and year. The row's lock makes numbering gap-free."""

    authority_code = models.CharField(max_length=20)
    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority_code", "series", "year"], name="documents_one_row_per_series"),
        ]

    def __str__(self) -> str:
        return f"{self.authority_code}{self.series} {self.year}: {self.last}"


class LaterWork(models.Model):
    """What a worker makes when its turn comes: how often it was tried, and what became of it.

    `n` keeps the order of forming where moments are equal; `uid` is what other rooms and addresses know.
    """

    n = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    folder = models.UUIDField(db_index=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True)
    ordered_at = models.DateTimeField()
    not_before = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    file = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Instrument(LaterWork):
    """An instrument as ordered: `paper` holds its very words, so that later changes of a template do not touch it.

    Holds personal facts in `paper` and in its files; all are erasable.
    """

    key = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=60)
    paper = models.JSONField()
    ordered_by = models.ForeignKey("organisation.Officer", models.PROTECT, related_name="+")
    scan_file = models.CharField(max_length=200, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    scan_size = models.PositiveBigIntegerField(default=0)
    scan_pages = models.PositiveIntegerField(default=0)
    scan_mime = models.CharField(max_length=40, blank=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey("organisation.Officer", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="documents_number_once"),
            models.CheckConstraint(condition=~Q(state="ready") | ~Q(sha256=""), name="documents_ready_has_file"),
            models.CheckConstraint(condition=Q(signed_at=None) | ~Q(scan_sha256=""), name="documents_signed_has_scan"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["not_before"], condition=Q(state="waiting"), name="documents_instrument_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()


class Dossier(LaterWork):
    """One binding of a folder: cover as composed, the instruments and exhibits it takes, and the catalogue it got."""

    cover = models.JSONField()
    exhibits = models.JSONField()
    contents = models.JSONField(default=list)
    ordered_by = models.ForeignKey("organisation.Officer", models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="ready") | ~Q(sha256=""), name="documents_dossier_has_file"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["not_before"], condition=Q(state="waiting"), name="documents_dossier_waiting"),
        ]

    def __str__(self) -> str:
        return f"dossier of {self.folder}"
