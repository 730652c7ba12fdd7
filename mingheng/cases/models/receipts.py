"""Lines of the agent bank's receipt files: each receipt once, until it is a payment of a case or set aside with a reason."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

OFFICER = "organisation.Officer"


class ReceiptState(models.TextChoices):
    """What became of a receipt."""

    WAITING = "waiting", "待处理"
    POSTED = "posted", "已入账"
    ASIDE = "aside", "不入账"


class ReceiptLine(models.Model):
    """One receipt as the bank told it. `why` says what keeps it waiting, `reason` why a person settled it so.

    `file` is the digest of the file it came in and `row` its row there; `step` the payment it became.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=60, unique=True)
    day = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    payer = models.CharField(max_length=200)
    reference = models.CharField(max_length=60)
    file = models.CharField(max_length=64)
    row = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=ReceiptState.choices)
    why = models.CharField(max_length=400, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    step = models.OneToOneField("cases.Step", models.PROTECT, null=True, related_name="receipt_line")
    imported_by = models.ForeignKey(OFFICER, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()
    settled_by = models.ForeignKey(OFFICER, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="posted") | Q(step__isnull=False), name="posted_receipt_has_step"),
            models.CheckConstraint(condition=~Q(state="aside") | ~Q(reason=""), name="receipt_set_aside_has_reason"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["day"], name="receipt_day"),
            models.Index(fields=["day"], condition=Q(state="waiting"), name="receipt_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.amount}"
