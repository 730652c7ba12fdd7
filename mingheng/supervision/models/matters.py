"""A matter of supervision is its docket: acts are rows that are only ever added; the matter's row is their fold."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

MATTER_CHAIN = "matter:"


class Matter(models.Model):
    """One matter: a fault that is to be put right, or a key matter. Every column from `steps` on follows from its acts.

    `edition` is the digest of the lawbook whose procedure was pinned when it was opened; `unit` is addressed; `finding` is
    the warning it came from, `review` the review; `kind` names the sort of fault by which later ones are compared.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procedure = models.CharField(max_length=40)
    edition = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    first_unit = models.CharField(max_length=40)
    finding = models.ForeignKey("insight.Finding", models.PROTECT, null=True, related_name="+")
    review = models.ForeignKey("supervision.Review", models.PROTECT, null=True, related_name="+")
    steps = models.PositiveIntegerField(default=0)
    unit = models.CharField(max_length=40)
    trigger = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=80, blank=True)
    case_ref = models.CharField(max_length=200, blank=True)
    stage = models.CharField(max_length=20)
    turn = models.CharField(max_length=40, blank=True)
    turn_duties = ArrayField(models.CharField(max_length=24), default=list)
    due = models.DateField(null=True)
    due_for = models.CharField(max_length=40, blank=True)
    closed = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due", "id"], name="matter_due", condition=Q(closed=False)),
            models.Index(fields=["unit", "-opened_at"], name="matter_of_unit"),
            models.Index(fields=["unit", "kind", "opened_at"], name="matter_kind", condition=~Q(kind="")),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.id}"


class MatterAct(models.Model):
    """One act of a matter. Facts that describe people stand sealed in the ledger under the matter's chain and the same `n`.

    `by` is nobody where the system took the act. `people` are the standings of who took it and whom it names; `token` is that of
    the form it came by: a form sent twice is taken once.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="acts")
    n = models.PositiveIntegerField()
    act = models.CharField(max_length=40)
    by = models.ForeignKey("organisation.Officer", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    happened = models.DateField()
    happened_at = models.DateTimeField(null=True)
    facts = models.JSONField()
    people = models.JSONField(default=list)
    instrument = models.UUIDField(null=True)
    token = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["matter", "n"], name="matter_act_n_once")]

    def __str__(self) -> str:
        return f"{self.n} {self.act}"
