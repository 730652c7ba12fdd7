"""That decisions may go on although the witnesses of the ledger are away: by whom, why, until when. Rows are only added."""

import uuid

from django.db import models


class WitnessWaiver(models.Model):
    """One leave given by a head of the bureau."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey("organisation.Officer", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    reason = models.TextField()

    def __str__(self) -> str:
        return f"until {self.until}"
