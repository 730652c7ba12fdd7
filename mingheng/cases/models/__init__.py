"""A case is its docket: steps are rows that are only ever added; the case row is their fold."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from mingheng.cases.models.audits import AuditDifference, AuditRun, CaseLock
from mingheng.cases.models.centre import CheckEntry, CrossCheck, HotQuestion, ReviewDraw, ReviewerAbsence, TypicalCase
from mingheng.cases.models.receipts import ReceiptLine, ReceiptState
from mingheng.cases.models.waivers import WitnessWaiver

__all__ = [
    "APPEND_ONLY", "AuditDifference", "AuditRun", "Case", "CaseLock", "CaseParty", "CheckEntry", "CrossCheck", "Draft", "HotQuestion", "ReceiptLine", "ReceiptState", "ReviewDraw",
    "ReviewerAbsence", "Step", "TypicalCase", "WitnessWaiver",
]  # fmt: skip

APPEND_ONLY: tuple[str, ...] = (
    "cases_step", "cases_reviewerabsence", "cases_reviewdraw", "cases_crosscheck", "cases_checkentry", "cases_hotquestion",
    "cases_typicalcase", "cases_caselock", "cases_witnesswaiver",
)  # fmt: skip


SHOWN_BY = ["stage", "closed", "procedure"]  # columns of filters that an index of a list answers without the rows
UNIT_AS_ARRAY = models.Func(
    models.F("unit"), template="(ARRAY[%(expressions)s])", output_field=ArrayField(models.CharField(max_length=40))
)  # the unit as an index of arrays takes it


class Case(models.Model):
    """One docket. Every column below `procedure` is a pointer derived from the steps (`rules.pointers`).

    `ref` names the docket from its lead on, `number` is the 案号 given at filing; `edition` is the digest
    of the lawbook whose procedure was pinned at filing (before it: the one of the lead). `source` names the
    system a case was brought over from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(max_length=20, unique=True)
    procedure = models.CharField(max_length=40)
    edition = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    steps = models.PositiveIntegerField(default=0)
    number = models.CharField(max_length=60, null=True, unique=True)  # noqa: DJ001  # unique once there is one; before filing there is none
    title = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=40)
    item = models.CharField(max_length=80, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    stage = models.CharField(max_length=20)
    turn = models.CharField(max_length=40, blank=True)
    turn_party = models.UUIDField(null=True)
    turn_duties = ArrayField(models.CharField(max_length=24), default=list)
    turn_officers = ArrayField(models.BigIntegerField(), default=list)
    handlers = ArrayField(models.BigIntegerField(), default=list)
    due = models.DateField(null=True)
    due_for = models.CharField(max_length=40, blank=True)
    provisional = models.BooleanField(default=False)
    held = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)
    marks = ArrayField(models.CharField(max_length=24), default=list)
    filed_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    last_happened = models.DateField(null=True)
    source = models.CharField(max_length=120, blank=True)
    search = SearchVectorField(null=True)

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["search"], name="case_search"),
            GinIndex(fields=["turn_officers"], name="case_turn_officers", condition=Q(closed=False)),
            GinIndex(models.F("handlers"), UNIT_AS_ARRAY, name="case_handlers_unit"),
            GinIndex(fields=["marks"], name="case_marks"),
            models.Index(fields=["unit", "due"], name="case_unit_due", condition=Q(closed=False)),
            models.Index(fields=["-opened_at", "id"], name="case_newest_first", include=SHOWN_BY),
            models.Index(fields=["-opened_at", "id"], name="case_open_newest", condition=Q(closed=False)),
            models.Index(fields=["unit", "-opened_at", "id"], name="case_unit_newest", include=SHOWN_BY),
            models.Index(fields=["stage", "-opened_at", "id"], name="case_stage_newest", include=["unit", "closed", "procedure"]),
            models.Index(fields=["item", "-opened_at", "id"], name="case_item_newest"),
            models.Index(fields=["due"], name="case_due", condition=Q(closed=False)),
            models.Index(
                fields=["closed_on", "unit"], name="case_closed_on", include=["id", "ref"], condition=Q(closed_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.ref


class CaseParty(models.Model):
    """A party of the case, in the order of registration, by the name it was registered under here.

    What other cases learn of the same party changes nothing here; a new registration in this case does.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="party_links")
    party = models.ForeignKey("subjects.Party", models.PROTECT, related_name="+")
    n = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "party"], name="party_once_in_case")]
        ordering: ClassVar = ["n"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.n}"


PRESENT = ("scene_record", "question_person", "take_sample", "preserve_evidence")
"""Acts that say where their officers were, to the minute."""


class Step(models.Model):
    """One act of a docket. Facts that describe people are sealed in the ledger under the same chain and `n`.

    `people` are the standings of the officers the act names, as the register said on its day. `token` is that of the
    form it came by: a form sent twice is taken once.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="step_rows")
    n = models.PositiveIntegerField()
    act = models.CharField(max_length=40)
    by = models.ForeignKey("organisation.Officer", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    happened = models.DateField()
    happened_at = models.DateTimeField(null=True)
    party = models.UUIDField(null=True)
    round = models.PositiveSmallIntegerField(default=1)
    facts = models.JSONField()
    people = models.JSONField(default=list)
    instrument = models.UUIDField(null=True)
    token = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "n"], name="step_n_once_in_case")]
        ordering: ClassVar = ["n"]
        indexes: ClassVar = [
            models.Index(fields=["happened", "case"], condition=Q(act="archive_case"), name="step_archived_by_day"),
            models.Index(fields=["happened", "case"], condition=Q(act="make_decision"), name="step_decided_by_day"),
            models.Index(
                fields=["act", "at"],
                condition=Q(act__in=["legal_review", "distribute_review", "assign_reviewer"]),
                name="step_reviews_by_time",
            ),
            models.Index(fields=["happened"], condition=Q(act="record_payment"), name="step_payments"),
            models.Index(
                fields=["party"],
                condition=Q(
                    act__in=[
                        "make_decision",
                        "decide_no_penalty",
                        "revoke_decision",
                        "record_reconsideration_result",
                        "record_judgment",
                    ]
                ),
                name="step_decisions_on",
            ),
            models.Index(fields=["happened_at"], condition=Q(act__in=PRESENT), name="step_presence"),
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.act}"


class Draft(models.Model):
    """What somebody has typed for an act and not yet submitted. A draft is not an act.

    `ref` is the case's reference, empty for a new lead; dockets of other rooms have references of their own there.
    """

    ref = models.CharField(max_length=80, blank=True)
    officer = models.ForeignKey("organisation.Officer", models.PROTECT, related_name="+")
    act = models.CharField(max_length=40)
    party = models.CharField(max_length=36, blank=True)
    body = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ref", "officer", "act", "party"], name="one_draft_an_act"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.saved_at}"
