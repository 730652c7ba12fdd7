"""What was exported, what was found in it, and the runs that did so. Everything here can be computed again from the dockets."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

OFFICER, CASE = "organisation.Officer", "cases.Case"


class Run(models.Model):
    """One scan of our dockets: asked for, under way, done or given up; `as_of` is the day it answers for.

    `stage`, `done` and `total` say how far it has come. `read` dockets were exported anew for it; `found` counts findings by
    answer, `unknown` those not answered by rule; `fresh` and `gone` are findings that came up and that ceased. `left_out` names
    the cases that could not be read, with the reason, `lacking` the patterns that could not be looked for, with what they lack.
    """

    class State(models.TextChoices):
        """How far a run is."""

        WAITING = "waiting", "等待"
        RUNNING = "running", "正在扫描"
        DONE = "done", "完成"
        FAILED = "failed", "没有完成"

    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(OFFICER, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    as_of = models.DateField()
    tries = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=12, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    law = models.CharField(max_length=64, blank=True)
    read = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    cases = models.PositiveIntegerField(default=0)
    acts = models.PositiveIntegerField(default=0)
    found = models.JSONField(default=dict)
    unknown = models.JSONField(default=dict)
    left_out = models.JSONField(default=dict)
    lacking = models.JSONField(default=dict)
    fresh = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state"], condition=Q(state__in=["waiting", "running"]), name="one_run_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.as_of} {self.state}"


class Part(models.Model):
    """One part of the export: a folder of Parquet, named by the number of this row. It is there before the row is.

    `form` numbers the way in which dockets are written; a program that writes them otherwise exports them anew.
    """

    n = models.PositiveIntegerField(primary_key=True)
    form = models.PositiveSmallIntegerField(default=1)
    cases = models.PositiveIntegerField()
    acts = models.PositiveIntegerField()
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.n)


class Exported(models.Model):
    """How a case stands in the export: its number there, in which part, and what of it was written.

    A case is exported anew when it has more steps, is bound to another procedure, was closed or erased since. `version` is the
    digest of what its procedure says. `asked_under` names the law and the program it was last scanned under, `asked_in` the run;
    both are empty until it was.
    """

    key = models.BigIntegerField(primary_key=True)
    case = models.OneToOneField(CASE, models.PROTECT, related_name="+")
    part = models.ForeignKey(Part, models.PROTECT, null=True, related_name="rows")
    steps = models.PositiveIntegerField()
    procedure = models.CharField(max_length=40)
    edition = models.CharField(max_length=64)
    version = models.CharField(max_length=64)
    closed = models.BooleanField()
    erased = models.BooleanField(default=False)
    asked_under = models.CharField(max_length=64, blank=True)
    asked_in = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.key)


class Finding(models.Model):
    """A breach, a duty that runs, a pattern, or what could not be answered. Never edited by hand: every scan says it anew.

    `fingerprint`: the rule, the case, the party and the acts it rests on; the same facts give the same row on every night.
    Without a case it is about `ref`, an item of the catalogue. `others` are the other acts it rests on: numbers in its own case, `ref#n` in others. `weight` puts the gravest first.
    `gone` is since when it is no longer found; without it, it holds.
    """

    fingerprint = models.CharField(max_length=40, unique=True)
    rule = models.CharField(max_length=80)
    kind = models.CharField(max_length=8)
    answer = models.CharField(max_length=8)
    severity = models.CharField(max_length=8)
    weight = models.PositiveSmallIntegerField()
    case = models.ForeignKey(CASE, models.PROTECT, null=True, related_name="+")
    ref = models.CharField(max_length=80, blank=True)
    procedure = models.CharField(max_length=40)
    n = models.PositiveIntegerField(null=True)
    act = models.CharField(max_length=40, blank=True)
    others = models.TextField(blank=True)
    party = models.CharField(max_length=36, blank=True)
    happened = models.DateField(null=True)
    due = models.DateField(null=True)
    measure = models.FloatField(null=True)
    measure_unit = models.CharField(max_length=20, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    by = models.BigIntegerField(null=True)
    reason = models.TextField()
    cite = models.TextField(blank=True)
    lacks = models.TextField(blank=True)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    seen_in = models.ForeignKey(Run, models.PROTECT, related_name="+")
    gone = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["weight", "due", "id"], name="finding_gravest_first", condition=Q(gone=None)),
            models.Index(fields=["case", "rule"], name="finding_of_case"),
            models.Index(fields=["answer", "due"], name="finding_answer_due", condition=Q(gone=None)),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.answer}"

    @property
    def handlers(self) -> list[int]:
        """Whoever handles its case now."""
        return self.case.handlers if self.case else []

    @property
    def unit_now(self) -> str:
        """The unit that has its case now."""
        return self.case.unit if self.case else ""
