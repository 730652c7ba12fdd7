"""What persons said to what the scan found. Rows are only ever added; their words stand sealed in the ledger."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

CHAIN = "finding:"


class AnswerKind(models.TextChoices):
    """What a person may say to a finding."""

    CONFIRMED = "confirmed", "属实"
    EXPLAINED = "explained", "已说明"
    FALSE_ALARM = "false_alarm", "误报"
    PUT_RIGHT = "put_right", "已整改"


class FindingAnswer(models.Model):
    """One answer to a finding, the `n`-th. Its reason is sealed in the ledger under the finding's chain and the same number.

    `to` is what the finding said when it was answered: an answer to a limit that runs is none to the same limit broken.
    `settles`: given by whoever supervises, so that the finding does not come up again; an explanation of the unit does not.
    `token` is that of the form it came by: a form sent twice is taken once.
    """

    finding = models.ForeignKey("insight.Finding", models.PROTECT, related_name="answers")
    n = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=AnswerKind.choices)
    to = models.CharField(max_length=8)
    settles = models.BooleanField()
    by = models.ForeignKey("organisation.Officer", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["finding", "n"], name="finding_answer_n_once")]
        indexes: ClassVar = [models.Index(fields=["finding", "to"], name="finding_settled", condition=Q(settles=True))]

    def __str__(self) -> str:
        return f"{self.n} {self.kind}"
