"""Tables of the case centre that are not facts of a docket: absences, cross-checks, answers and examples.

Rows are only ever added. What is written about a case stands sealed in the ledger, not here.
"""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

OFFICER = "organisation.Officer"


class ReviewerAbsence(models.Model):
    """A reviewer is away from `since` to `until`, both days included. The latest row of a person is the one that counts."""

    officer = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=100)
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["officer", "-id"], name="absence_latest")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.since} {self.until}"


class ReviewDraw(models.Model):
    """One month's draw of passed reviews to be reviewed again; whoever has these columns can draw it once more."""

    period = models.CharField(max_length=7, unique=True)
    share = models.DecimalField(max_digits=5, decimal_places=4)
    seed = models.CharField(max_length=64)
    population = models.JSONField()
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.period


class CrossCheck(models.Model):
    """A passed review (step `n` of the case) drawn to be done again, blind, by another reviewer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draw = models.ForeignKey(ReviewDraw, models.PROTECT, related_name="checks")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    n = models.PositiveIntegerField()
    reviewer = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    checker = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "n"], name="review_checked_once"),
            models.CheckConstraint(condition=~Q(checker=F("reviewer")), name="checker_is_not_the_reviewer"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.n}"


class CheckEntry(models.Model):
    """Something done in a cross-check: the second opinion, a remark, the result. Its words are sealed under the same `n`.

    `word` is the conclusion of an opinion or the finding of a result.
    """

    KINDS: ClassVar = (("opinion", "盲审意见"), ("remark", "讨论"), ("result", "结果"))

    check_of = models.ForeignKey(CrossCheck, models.PROTECT, related_name="entries")
    n = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=KINDS)
    word = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["check_of", "n"], name="check_entry_n_once"),
            models.UniqueConstraint(fields=["check_of", "kind"], condition=~Q(kind="remark"), name="one_opinion_one_result"),
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.kind}"


class HotQuestion(models.Model):
    """A question many ask, with the centre's answer, the articles it rests on and the items it is about.

    An answer is never changed: a new row `replaces` it, and a `withdrawn` row ends it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.CharField(max_length=200)
    answer = models.TextField()
    items = ArrayField(models.CharField(max_length=80))
    sources = ArrayField(models.CharField(max_length=40))
    since = models.DateField()
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    withdrawn = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.question


class TypicalCase(models.Model):
    """A good case with everybody's name taken out; `wording` by `act.fact` is offered to drafts of the same items."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    items = ArrayField(models.CharField(max_length=80))
    wording = models.JSONField()
    since = models.DateField()
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    withdrawn = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title
