"""Since when a squad exists, where it was founded in mid-year."""

from django.db import models

FOUNDED = "founding:"


class Founding(models.Model):
    """The day a squad was founded; said by a supervisor, once. Of whom nobody said so, it has been there all along."""

    unit = models.CharField(max_length=40, unique=True)
    since = models.DateField()
    by = models.ForeignKey("organisation.Officer", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.unit} {self.since}"
