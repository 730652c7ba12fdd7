"""Audits of the record: the runs there were, what they found, and the cases locked for it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

OFFICER, CASE = "organisation.Officer", "cases.Case"


class AuditRun(models.Model):
    """One audit: asked for, under way, done or given up.

    `case` is the one it is about, none for the whole or the nightly one. `stage`, `done` and `total` say how far it has
    come, `upto` the last position it covered, `counted` what it read, `found` how many differences, `fresh` how many of them
    nobody had seen before. `signed` says whether it could check the log's own signatures.
    """

    class Kind(models.TextChoices):
        """What is read again."""

        WHOLE = "whole", "全部"
        NIGHT = "night", "每夜"
        CASE = "case", "单案"

    class State(models.TextChoices):
        """How far a run is."""

        WAITING = "waiting", "等待"
        RUNNING = "running", "正在审计"
        DONE = "done", "完成"
        FAILED = "failed", "没有完成"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    case = models.ForeignKey(CASE, models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(OFFICER, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=12, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    upto = models.BigIntegerField(default=0)
    counted = models.JSONField(default=dict)
    found = models.PositiveIntegerField(default=0)
    fresh = models.PositiveIntegerField(default=0)
    signed = models.BooleanField(default=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state__in=["waiting", "running"]) & ~Q(kind="case"), name="one_audit_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class CaseLock(models.Model):
    """That a case was locked, or unlocked by a person. Rows are only ever added; the last one of a case counts.

    `count` is how many differences there were. The words of a person stand sealed in the ledger.
    """

    class Kind(models.TextChoices):
        """What was done."""

        LOCKED = "locked", "锁定"
        UNLOCKED = "unlocked", "解除锁定"

    class Category(models.TextChoices):
        """Why a case may be worked on again."""

        RESTORED = "restored", "已照存证恢复"
        AGREES = "agrees", "重新核对已一致"

    case = models.ForeignKey(CASE, models.PROTECT, related_name="locks")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    category = models.CharField(max_length=8, choices=Category.choices, blank=True)
    count = models.PositiveIntegerField()
    run = models.ForeignKey(AuditRun, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(OFFICER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-id"], name="case_lock_latest")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class AuditDifference(models.Model):
    """Something that is not as it was recorded, for as long as audits find it.

    `fingerprint`: what it is about; the same difference is the same row every night. Values are kept only where they can
    name nobody: of cases and persons they are read anew whenever somebody looks. `gone` is since when it is no longer
    found; `accepted` the unlocking that took it into account.
    """

    fingerprint = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=24)
    case = models.ForeignKey(CASE, models.PROTECT, null=True, related_name="+")
    chain = models.CharField(max_length=128, blank=True)
    n = models.BigIntegerField()
    field = models.CharField(max_length=80, blank=True)
    recorded = models.TextField(blank=True)
    stored = models.TextField(blank=True)
    about = models.CharField(max_length=200, blank=True)
    first_seen = models.DateTimeField()
    first_run = models.ForeignKey(AuditRun, models.PROTECT, related_name="+")
    last_seen = models.DateTimeField()
    gone = models.DateTimeField(null=True)
    accepted = models.ForeignKey(CaseLock, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "id"], name="audit_difference_stands", condition=Q(gone=None))]

    def __str__(self) -> str:
        return f"{self.kind} {self.chain} {self.n}"
