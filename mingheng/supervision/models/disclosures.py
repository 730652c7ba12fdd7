"""A month's check of what was published, with what the machine said of each case and what a supervisor made of it. Only ever added."""

import uuid
from typing import ClassVar

from django.db import models

DISCLOSURES = "disclosures:"
OFFICER = "organisation.Officer"


class DisclosureCheck(models.Model):
    """A confirmed check of the decisions of a month; those whose period still ran then are left to a further one.

    `digest` is over its rows. `token` is that of the form it came by.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.CharField(max_length=7)
    n = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    token = models.UUIDField(null=True, unique=True)
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["month", "n"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["month", "n"], name="disclosure_check_n_once")]

    def __str__(self) -> str:
        return f"{self.month} {self.n}"


class DisclosureChecked(models.Model):
    """A case in a check: its unit then, the days, what the machine said, and what stands; they differ where `remark` says why."""

    check_of = models.ForeignKey(DisclosureCheck, models.PROTECT, related_name="rows")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    unit = models.CharField(max_length=40)
    decided = models.DateField()
    published = models.DateField(null=True)
    due = models.DateField(null=True)
    machine = models.CharField(max_length=12)
    verdict = models.CharField(max_length=12)
    remark = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["check_of", "case"], name="disclosure_case_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.verdict}"
