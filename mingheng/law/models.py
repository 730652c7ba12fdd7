"""Tables of the law: rows that are published once and never change, editions made of rows, imported texts."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

APPEND_ONLY: tuple[str, ...] = ("law_row", "law_edition", "law_edition_row", "law_article_text")


class LawbookRow(models.Model):
    """One piece of law as written: a version of an item, a value of a parameter, a year of the calendar (rules.reading.rows).

    `body` is JSON kept as text: a `jsonb` column would put the keys, and with them stages and facts, in another order.
    """

    kind = models.CharField(max_length=32)
    key = models.CharField(max_length=128)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    body = models.TextField()
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "law_row"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="law_row_ends_after_it_begins",
            ),
        ]


class LawbookEdition(models.Model):
    """A lawbook as a whole on the day it was loaded. The newest is the current one; cases name theirs by digest."""

    digest = models.CharField(max_length=64, db_index=True)
    loaded_at = models.DateTimeField()
    by = models.CharField(max_length=128)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "law_edition"


class EditionRow(models.Model):
    """A row's place in an edition. Two rows of the same kind and key may not hold on the same day."""

    edition = models.ForeignKey(LawbookEdition, models.PROTECT, related_name="members")
    row = models.ForeignKey(LawbookRow, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32)
    key = models.CharField(max_length=128)
    validity = DateRangeField()

    class Meta:
        db_table = "law_edition_row"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="law_edition_row_no_overlap",
                expressions=[
                    ("edition", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("key", RangeOperators.EQUAL),
                    ("validity", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class ArticleText(models.Model):
    """One article of one version of a statute, as imported. A corrected text is a later row; the newest counts."""

    statute = models.CharField(max_length=64)
    version = models.CharField(max_length=64)
    article = models.CharField(max_length=16)
    body = models.TextField()
    imported_at = models.DateTimeField()

    class Meta:
        db_table = "law_article_text"
        indexes: ClassVar = [
            models.Index(fields=["statute", "version", "article", "-id"], name="law_article_text_newest"),
        ]
