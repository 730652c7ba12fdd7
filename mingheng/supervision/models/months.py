"""The list of a month as it was frozen for a draw, with the table of obligations it was asked by."""

from typing import ClassVar

from django.db import models

MONTHS = "month:"


class FrozenMonth(models.Model):
    """What supervision owed of one subject when the list of a month was sealed. `table` is the lines, `digest` over their bytes.

    `closed` says which unit had each case closed in the month before, by its docket, on the day of the freeze.
    """

    subject = models.CharField(max_length=12)
    period = models.CharField(max_length=7)
    draw = models.OneToOneField("draws.Draw", models.PROTECT, related_name="+")
    table = models.JSONField()
    digest = models.CharField(max_length=64)
    closed = models.JSONField()
    by = models.ForeignKey("organisation.Officer", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["subject", "period"], name="frozen_month_subject")]

    def __str__(self) -> str:
        return f"{self.subject} {self.period}"
