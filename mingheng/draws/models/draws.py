"""A draw from its sealing to its end: the sealed plan, the secrets revealed, the public value, and what came of it."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

CHAIN = "draw:"
PARTY = "s:draw-party"  # who reveals by himself, in the ledger
OFFICER = "organisation.Officer"


class Draw(models.Model):
    """What was sealed, the `n`-th for its purpose and period; a further one names the one it follows.

    `plan` and `frame` are as published (`rules.plan`, `rules.frame`); `plan_digest` is over the canonical bytes of the plan,
    which names the root of the frame. `commitments` repeats those of the plan: a secret serves once. `blind` is the one the
    plan commits to, without which nobody works out who looks at what was drawn; empty where nobody is assigned, and in draws
    sealed before there were blinds. `token` is that of the form it came by.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=40)
    period = models.CharField(max_length=40)
    n = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    plan = models.JSONField()
    plan_digest = models.CharField(max_length=64, unique=True)
    frame = models.JSONField()
    commitments = ArrayField(models.CharField(max_length=64))
    blind = models.CharField(max_length=64, blank=True)
    deadline = models.DateTimeField()
    fallback_at = models.DateTimeField()
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="followed_by")
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering: ClassVar = ["-at", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["purpose", "period", "n"], name="draw_n_once")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.period} {self.n}"


class Reveal(models.Model):
    """The secret of one party, which fits its commitment; `by` nobody of ours where the party handed it in itself."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="reveals")
    party = models.CharField(max_length=80)
    secret = models.CharField(max_length=64)
    by = models.ForeignKey(OFFICER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["draw", "party"], name="reveal_once_a_party")]

    def __str__(self) -> str:
        return self.party


class PublicValue(models.Model):
    """The value that was named with the plan, as one person read it. Once two read the same it takes the place of secrets not revealed."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="readings")
    value = models.CharField(max_length=400)
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["draw", "by"], name="public_value_once_a_person")]

    def __str__(self) -> str:
        return self.value


class DrawEnd(models.Model):
    """That a draw was drawn, with its outcome as published, or that it lapsed, with the reason. There is one end, and it stays."""

    class Kind(models.TextChoices):
        """How it ended."""

        DRAWN = "drawn", "已抽取"
        LAPSED = "lapsed", "已作废"

    draw = models.OneToOneField(Draw, models.PROTECT, related_name="end")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    outcome = models.JSONField(null=True)
    digests = models.JSONField(null=True)
    why = models.CharField(max_length=2000, blank=True)
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="drawn", outcome__isnull=False, digests__isnull=False, why="")
                | models.Q(kind="lapsed", outcome__isnull=True, digests__isnull=True, why__gt=""),
                name="draw_end_says_what_came",
            ),
        ]

    def __str__(self) -> str:
        return self.kind
