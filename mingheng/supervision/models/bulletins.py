"""Bulletins: what was frozen, when and by whom. Rows are only ever added; one that was wrong is followed by another."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from mingheng.supervision.rules.bulletins.periods import PeriodKind

BULLETIN = "bulletin:"


class Bulletin(models.Model):
    """One bulletin of a period, the `n`-th: later ones put the earlier right and say why.

    `frozen` is everything it counted, `digest` its SHA-256, which the ledger holds under the chain of the bulletin.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=[(PeriodKind.MONTH.value, "月通报"), (PeriodKind.QUARTER.value, "季讲评")])
    period = models.CharField(max_length=8)
    n = models.PositiveSmallIntegerField()
    points = models.TextField()
    reason = models.TextField(blank=True)
    frozen = models.JSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey("organisation.Officer", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering: ClassVar = ["-period", "-n"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "n"], name="bulletin_n_once_in_period"),
            models.CheckConstraint(condition=Q(n=1) | ~Q(reason=""), name="bulletin_put_right_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.n}"
