"""Reviews by a scoring standard. Rows of acts are only ever added; reasons stand sealed in the ledger, under the same `n`."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

REVIEW_CHAIN = "review:"
OFFICER = "organisation.Officer"


class CentralReview(models.Model):
    """A half-yearly central review (集中评查): reviews that were opened together, under one title."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=80, unique=True)
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Review(models.Model):
    """What is reviewed, by which version of which standard, and the draw it came from, if any.

    Without a case it is about `subject`. `edition` is the lawbook whose standard of `since` counts. `steps` and `dossier` say what
    was there when it was opened: a case taken up again afterwards is reviewed as it was then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=40)
    standard = models.CharField(max_length=40)
    since = models.DateField()
    edition = models.CharField(max_length=64)
    draw = models.UUIDField(null=True)
    pick = models.CharField(max_length=80, blank=True)
    batch = models.ForeignKey(CentralReview, models.PROTECT, null=True, related_name="reviews")
    steps = models.PositiveIntegerField(default=0)
    dossier = models.UUIDField(null=True)
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-at", "id"], name="review_newest_first"),
            models.Index(fields=["case", "-at"], name="review_of_case"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(case__isnull=False) | ~Q(subject=""), name="review_is_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.standard} {self.id}"


class Sheet(models.Model):
    """A scoring sheet given to a reviewer: the first or second, blind to each other, or the third. Nobody gets two of one review."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="sheets")
    slot = models.PositiveSmallIntegerField()
    reviewer = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["slot", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "reviewer"], name="nobody_reviews_twice")]

    def __str__(self) -> str:
        return f"{self.review_id} {self.slot}"


class SheetDraft(models.Model):
    """What a reviewer has typed and not yet handed in, as typed. A draft is not an act."""

    sheet = models.OneToOneField(Sheet, models.PROTECT, primary_key=True, related_name="draft")
    body = models.JSONField()
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.saved_at}"


class ReviewEntry(models.Model):
    """Something done in a review, the `n`-th; its words are sealed under the same number of the review's chain.

    `score` and `grade` are those of a sheet handed in, of the result, or of a decision that changed it; `word` says how an appeal
    was decided. `token` is that of the form it came by: a form sent twice is taken once.
    """

    class Kind(models.TextChoices):
        """What was done."""

        OPENED = "opened", "分配评查"
        ASSIGNED = "assigned", "补派评查人"
        WITHDRAWN = "withdrawn", "收回评分表"
        SUBMITTED = "submitted", "提交评分"
        RESULT = "result", "评查结果"
        REPLY = "reply", "中队回复"
        APPEAL = "appeal", "中队申诉"
        DECISION = "decision", "申诉处理"
        EXAMPLE = "example", "选为案例"

    review = models.ForeignKey(Review, models.PROTECT, related_name="entries")
    n = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sheet = models.ForeignKey(Sheet, models.PROTECT, null=True, related_name="entries")
    word = models.CharField(max_length=20, blank=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    grade = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "n"], name="review_entry_n_once"),
            models.UniqueConstraint(
                fields=["review", "kind"],
                condition=Q(kind__in=["opened", "result", "reply", "appeal", "decision"]),
                name="once_in_a_review",
            ),
            models.UniqueConstraint(fields=["sheet"], condition=Q(kind__in=["submitted", "withdrawn"]), name="a_sheet_ends_once"),
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.kind}"


class SheetFinding(models.Model):
    """What a sheet says of one item: points off and the page, or what a person said to what the machine filled in.

    `machine` is what the scan answered, empty where no rule of it answers; `said` the person's word to it, `evidence` the findings
    it rests on. The reason is sealed with the sheet's entry, under `n`.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="findings")
    n = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=40)
    points = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    page = models.PositiveIntegerField(null=True)
    machine = models.CharField(max_length=8, blank=True)
    said = models.CharField(max_length=8, blank=True)
    evidence = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "n"], name="sheet_finding_n_once")]

    def __str__(self) -> str:
        return f"{self.n} {self.item}"


class ReviewExample(models.Model):
    """A case picked from the results as excellent or typical, told with the names taken out."""

    LONGEST_TITLE = 80

    class Kind(models.TextChoices):
        """What it is an example of."""

        EXCELLENT = "excellent", "优秀案卷"
        TYPICAL = "typical", "典型问题"

    review = models.OneToOneField(Review, models.PROTECT, related_name="example")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=LONGEST_TITLE)
    summary = models.TextField()
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title
