"""What is handed to supervisors from outside, what they say of it, and what is answered. Rows are only ever added."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from mingheng.supervision.rules.handing import HANDED_WORDS, Handed

OFFICER = "organisation.Officer"
HANDING = "handing:"


class Handing(models.Model):
    """A case, a draw, a matter or a bulletin handed to an outside unit to look into, for a purpose, up to and with the day `until`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    draw = models.ForeignKey("draws.Draw", models.PROTECT, null=True, related_name="+")
    matter = models.ForeignKey("supervision.Matter", models.PROTECT, null=True, related_name="+")
    bulletin = models.ForeignKey("supervision.Bulletin", models.PROTECT, null=True, related_name="+")
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
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, draw=None, matter=None, bulletin=None)
                | Q(case=None, draw__isnull=False, matter=None, bulletin=None)
                | Q(case=None, draw=None, matter__isnull=False, bulletin=None)
                | Q(case=None, draw=None, matter=None, bulletin__isnull=False),
                name="handing_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def what(self) -> Handed:
        """What it is that was handed over."""
        return next(what for what in Handed if getattr(self, f"{what}_id") is not None)

    @property
    def word(self) -> str:
        """The same in a word."""
        return HANDED_WORDS[self.what]

    def runs_on(self, day: date) -> bool:
        """Whether it is neither over nor taken back."""
        return self.until >= day and getattr(self, "taken_back", None) is None

    @property
    def thing(self) -> uuid.UUID:
        """Which one."""
        found: uuid.UUID = getattr(self, f"{self.what}_id")
        return found


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
