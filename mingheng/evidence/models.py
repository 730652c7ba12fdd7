"""Evidence of a folder: the file as handed in, what was said about it, and what became of it."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from mingheng.evidence.rules import EFFECT_TITLES, KIND_TITLES

APPEND_ONLY: tuple[str, ...] = ("evidence_evidence", "evidence_fate")


def _choices(titles: dict[str, str]) -> list[tuple[str, str]]:
    return [(str(value), title) for value, title in titles.items()]


class Evidence(models.Model):
    """A file taken into a folder, the `n`th of it. Never altered, never removed; nothing here says who or where.

    `stored_as` is its random name in the storage `evidence`; `mime` is what its first bytes say it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.UUIDField()
    n = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=_choices(KIND_TITLES))
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    mime = models.CharField(max_length=100)
    stored_as = models.CharField(max_length=100, unique=True)
    taken_in_by = models.ForeignKey("organisation.Officer", models.PROTECT, related_name="+")
    taken_in_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["folder", "n"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["folder", "n"], name="evidence_numbered_in_folder"),
            models.UniqueConstraint(fields=["folder", "sha256"], name="evidence_file_once_in_folder"),
            models.CheckConstraint(condition=Q(kind__in=sorted(map(str, KIND_TITLES))), name="evidence_kind_is_one"),
            models.CheckConstraint(condition=Q(size__gt=0, n__gt=0), name="evidence_not_empty"),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="evidence_sha256_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.kind}"


class Description(models.Model):
    """What was said about a file when it was handed in. Holds personal facts, so erasure deletes it; nothing changes it."""

    evidence = models.OneToOneField(Evidence, models.PROTECT, primary_key=True, related_name="description")
    title = models.CharField(max_length=120)
    source = models.CharField(max_length=200)
    maker = models.CharField(max_length=120)
    taken_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    proves = ArrayField(models.CharField(max_length=60), default=list)
    original_name = models.CharField(max_length=255)

    def __str__(self) -> str:
        return self.title


class Fate(models.Model):
    """What became of a piece of evidence: withdrawn by who handed it in, excluded as unlawful, or put back."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="fates")
    effect = models.CharField(max_length=10, choices=_choices(EFFECT_TITLES))
    by = models.ForeignKey("organisation.Officer", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(effect__in=sorted(map(str, EFFECT_TITLES))), name="fate_effect_is_one"),
        ]
        indexes: ClassVar = [models.Index(fields=["evidence", "id"], name="fate_in_order")]

    def __str__(self) -> str:
        return f"{self.effect} {self.at}"


class Reason(models.Model):
    """Why it came to that. May name people, so erasure deletes it; nothing changes it."""

    fate = models.OneToOneField(Fate, models.PROTECT, primary_key=True, related_name="reason")
    text = models.CharField(max_length=500)

    def __str__(self) -> str:
        return self.text
