"""What of our own dockets is to be exported anew, and which cases are to be asked again."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

import pyarrow as pa
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from mingheng.cases.queries.dockets import every_case
from mingheng.insight.models import Exported, Finding, Part
from mingheng.law import queries as law
from mingheng.law.rules.procedure import Procedure
from mingheng.ledger import queries as ledger

LIVE = pa.schema([("case", pa.int64()), ("part", pa.int64())])


def version_of(edition: str, procedure: Procedure) -> str:
    """The digest of what a procedure of that edition says, by which cases bound to the same words are asked together."""
    return _digest(edition, procedure.key, procedure.since)


@lru_cache(maxsize=256)
def _digest(edition: str, key: str, since: date) -> str:
    said = next(one for one in law.edition(edition).procedures[key] if one.since == since)
    return sha256(said.model_dump_json().encode()).hexdigest()


def changed_cases() -> list[UUID]:
    """The cases whose part of the export is not what their dockets say, in the order in which they were opened."""
    same = Exported.objects.filter(
        case=OuterRef("pk"), part__isnull=False, steps=OuterRef("steps"), closed=OuterRef("closed"), edition=OuterRef("edition"),
        procedure=OuterRef("procedure"),
    )  # fmt: skip
    changed = every_case().exclude(Exists(same)).order_by("opened_at", "pk").values_list("pk", flat=True)
    return [*changed, *_erased_since()]


def _erased_since() -> list[UUID]:
    """Cases whose content was destroyed after they were exported."""
    erased = [UUID(chain) for chain in ledger.erased_chains() if _is_case(chain)]
    rows = Exported.objects.filter(case__in=erased, erased=False, part__isnull=False)
    return list(rows.filter(steps=F("case__steps"), closed=F("case__closed")).order_by("key").values_list("case_id", flat=True))


def _is_case(chain: str) -> bool:
    """Whether a chain is named as those of cases are."""
    try:
        return str(UUID(chain)) == chain
    except ValueError:
        return False


def last_key() -> int:
    """The highest number given to a case in the export."""
    return Exported.objects.aggregate(last=Max("key"))["last"] or 0


def next_part() -> int:
    """The number of the next part."""
    return (Part.objects.aggregate(last=Max("n"))["last"] or 0) + 1


def live() -> pa.Table:
    """Which part holds each case (columns `case`, `part`)."""
    rows = list(Exported.objects.filter(part__isnull=False).order_by("key").values_list("key", "part_id"))
    return pa.table([[key for key, _ in rows], [part for _, part in rows]], schema=LIVE)


def to_ask(under: str, as_of: date) -> QuerySet[Exported]:
    """The cases whose answers may be others than when they were last asked.

    They changed, or are not closed, or a period that ran then has ended; or the law or the program is another (`under`). What was
    erased is not asked again: it cannot answer.
    """
    ended = Finding.objects.filter(case=OuterRef("case"), gone=None, answer="pending").filter(Q(due=None) | Q(due__lt=as_of))
    return Exported.objects.filter(erased=False, part__isnull=False).filter(
        ~Q(asked_under=under) | Q(closed=False) | Exists(ended)
    )


def versions(rows: QuerySet[Exported]) -> Sequence[str]:
    """The procedures these cases are bound to."""
    return sorted(set(rows.order_by().values_list("version", flat=True).distinct()))
