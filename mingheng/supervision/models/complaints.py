"""The register of complaints and petitions as it was loaded. It holds nothing about who complained. Rows are only ever added."""

import uuid
from typing import ClassVar

from django.db import models

COMPLAINTS = "complaints"


class ComplaintLoad(models.Model):
    """One file that was loaded: how many of its lines were new, corrections or known before, and which could not be taken, and why.

    `digest` is over the rows taken from it. `dropped` are the headings of the columns that were not taken. `token` is that of the form.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taken = models.PositiveIntegerField()
    corrected = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    rejects = models.JSONField()
    dropped = models.JSONField()
    digest = models.CharField(max_length=64)
    token = models.UUIDField(null=True, unique=True)
    by = models.ForeignKey("organisation.Officer", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "id"]

    def __str__(self) -> str:
        return f"{self.at} {self.taken}"


class Complaint(models.Model):
    """What was said of a complaint: its first row, then a row for each correction; the last counts.

    `line` is its line in the file. `satisfied` is None where nobody asked. `case` is the case's reference, if one was filed.
    """

    number = models.CharField(max_length=40)
    n = models.PositiveSmallIntegerField(default=1)
    load = models.ForeignKey(ComplaintLoad, models.PROTECT, related_name="rows")
    line = models.PositiveIntegerField()
    source = models.CharField(max_length=20)
    received = models.DateField()
    unit = models.CharField(max_length=40)
    field = models.CharField(max_length=16)
    times = models.PositiveSmallIntegerField()
    satisfied = models.BooleanField(null=True)
    answered = models.DateField(null=True)
    case = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["received", "number"], name="complaint_received")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["number", "n"], name="complaint_n_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.n}"
