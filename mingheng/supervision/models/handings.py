"""What is handed to supervisors from outside, what they say of it, and what is answered. Rows are only ever added."""

import uuid
from typing import ClassVar

from django.db import models

OFFICER = "organisation.Officer"
HANDING = "handing:"


class Handing(models.Model):
    """One case handed to an outside unit to look into, for a purpose, up to and with the day `until`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    to = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    purpose = models.TextField()
    until = models.DateField()
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["to", "until"], name="handing_to_until")]

    def __str__(self) -> str:
        return self.title


class HandingTakenBack(models.Model):
    """That a handing ended before its day, and why."""

    handing = models.OneToOneField(Handing, models.PROTECT, related_name="taken_back")
    reason = models.TextField()
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.handing_id)


class Opinion(models.Model):
    """What an outside supervisor says of a case handed to his unit; it is to be answered by the day `due`."""

    handing = models.ForeignKey(Handing, models.PROTECT, related_name="opinions")
    n = models.PositiveSmallIntegerField()
    words = models.TextField()
    due = models.DateField()
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["handing", "n"], name="opinion_n_once")]

    def __str__(self) -> str:
        return f"{self.handing_id} {self.n}"


class OpinionAnswer(models.Model):
    """What the bureau answered to an opinion, once."""

    opinion = models.OneToOneField(Opinion, models.PROTECT, related_name="answer")
    words = models.TextField()
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.opinion_id)
