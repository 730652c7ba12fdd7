"""Review meetings on a bulletin: minutes, what was decided, and how the units answered. Rows are only ever added."""

import uuid
from typing import ClassVar

from django.db import models

from mingheng.supervision.models.bulletins import Bulletin

OFFICER = "organisation.Officer"
MEETING = "meeting:"


class ReviewMeeting(models.Model):
    """The minutes of a meeting held on a bulletin, the `n`-th. `attended` are the keys of units.

    `points` is what was said to which figure of the bulletin: figure, its number then, words. `digest` is the SHA-256 of the
    minutes with their decisions, which the ledger holds under the meeting's chain.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="meetings")
    n = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    chair = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    attended = models.JSONField()
    points = models.JSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering: ClassVar = ["-held_on", "-at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["bulletin", "n"], name="meeting_n_once")]

    def __str__(self) -> str:
        return f"{self.bulletin_id} {self.n}"


class MeetingDecision(models.Model):
    """One thing a meeting decided: what, which unit answers for it, until which day."""

    meeting = models.ForeignKey(ReviewMeeting, models.PROTECT, related_name="decisions")
    n = models.PositiveSmallIntegerField()
    what = models.TextField()
    unit = models.CharField(max_length=40)
    due = models.DateField()

    class Meta:
        ordering: ClassVar = ["n"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "n"], name="meeting_decision_n_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.n}"


class DecisionAnswer(models.Model):
    """What the unit did about a decision, once; it closes it."""

    decision = models.OneToOneField(MeetingDecision, models.PROTECT, related_name="answer")
    words = models.TextField()
    by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.decision_id)
