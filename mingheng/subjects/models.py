"""The register of parties: who a case is about. One identity number is one row."""

import uuid
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from mingheng.subjects.rules import IDENTITY_TITLES, KIND_TITLES

APPEND_ONLY: tuple[str, ...] = ()


def _choices(titles: dict[str, str]) -> list[tuple[str, str]]:
    return [(str(value), title) for value, title in titles.items()]


class Party(models.Model):
    """A citizen, an organisation or an individual business, as last registered. Erasure empties the row and keeps its id.

    `name_key` sorts by pinyin; `search` holds name, representative and address as bigrams. A party whose number is not
    known yet has neither `identity_kind` nor `identity_number`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=_choices(KIND_TITLES))
    name = models.CharField(max_length=120, blank=True)
    name_key = models.CharField(max_length=900, blank=True)
    identity_kind = models.CharField(max_length=20, choices=_choices(IDENTITY_TITLES), blank=True)
    identity_number = models.CharField(max_length=20, blank=True)
    legal_representative = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    search = SearchVectorField(null=True)
    registered_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["name_key", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["identity_kind", "identity_number"], condition=~Q(identity_number=""), name="party_one_per_number"
            ),
            models.CheckConstraint(condition=Q(kind__in=sorted(map(str, KIND_TITLES))), name="party_kind_is_one"),
            models.CheckConstraint(
                condition=Q(identity_kind="", identity_number="") | (~Q(identity_kind="") & ~Q(identity_number="")),
                name="party_number_has_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True, name_key__gt="")
                | Q(
                    erased_at__isnull=False,
                    name="", name_key="", identity_number="", legal_representative="", address="", phone="",
                    search__isnull=True,
                ),
                name="party_erased_is_empty",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            GinIndex(fields=["search"], name="party_search"),
            GinIndex(fields=["identity_number"], opclasses=["gin_trgm_ops"], name="party_identity_part"),
            models.Index(fields=["name_key", "id"], name="party_by_pinyin"),
        ]

    def __str__(self) -> str:
        return self.name or "（已删除）"
