"""Issuing a bulletin: what it counts is frozen in the same moment."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from mingheng.documents import actions as documents
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.law.rules.reading import Lawbook, NotInForce
from mingheng.ledger import actions as ledger
from mingheng.organisation import queries as organisation
from mingheng.supervision.actions.sent_before import taken_before
from mingheng.supervision.models import BULLETIN, Bulletin
from mingheng.supervision.queries.bulletins.counting import closed_by_period, sights_between, taken
from mingheng.supervision.queries.bulletins.paper import INSTRUMENT, paper_of
from mingheng.supervision.rules.bulletins.figures import digest_of
from mingheng.supervision.rules.bulletins.index import PARTS
from mingheng.supervision.rules.bulletins.periods import Period

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

_ISSUING = 0x6D68_6275_6C6C_0001  # "mhbull": any number nobody else in this database locks


TREND = 12  # periods that the picture goes back, this one among them


class BulletinRefused(ValueError):
    """The bulletin cannot be issued; `field` says which part of the form stands against it. Nothing was changed."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def issue_bulletin(
    *, period: Period, points: str, reason: str, seen: int, token: UUID | None, by: "Officer", at: datetime
) -> Bulletin:
    """Freeze what stands now and issue it; of a form sent twice, the one that was issued.

    `seen` is how many bulletins of the period the page showed. A second one says in `reason` what it puts right. Raises BulletinRefused,
    and SentOtherwise for a form sent twice in other words.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ISSUING])
    again = taken_before(
        Bulletin.objects.select_related("by"), token, by,
        same=lambda row: (row.period, row.points, row.reason) == (period.name, points, reason if row.n > 1 else ""),
        told=lambda row: f"{Period.named(row.period).title}通报的第 {row.n} 份",
    )  # fmt: skip
    if again is not None:
        return again
    earlier = list(Bulletin.objects.filter(period=period.name).select_related("by").order_by("n"))
    today, book = day_of(at), law.lawbook()
    if today < period.until:
        raise BulletinRefused(f"{period.title}还没有结束，{period.until} 起才能签发")
    if len(earlier) > seen:
        raise BulletinRefused(f"{earlier[-1].by.name}刚刚已经签发本期通报。先看这一份，确需更正的再签发")
    if lacking := law.unargued(points, today):
        raise BulletinRefused(f"本期要点{lacking}。写明主要问题、整改情况和下一步要求", "points")
    if earlier and (lacking := law.unargued(reason, today)):
        raise BulletinRefused(f"更正理由{lacking}。写明前一份哪里不对、现在怎样", "reason")
    frozen = frozen_now(period, book)
    if not any(frozen["counted"].values()):
        raise BulletinRefused(f"{period.title}没有任何案件和问题，没有可以通报的数字。请核对期间")
    made = Bulletin.objects.create(
        id=uuid4(), kind=period.kind, period=period.name, n=len(earlier) + 1, points=points,
        reason=reason if earlier else "", frozen=frozen, digest=digest_of(frozen), by=by, at=at, token=token,
    )  # fmt: skip
    ordered = _ordered(made, book, by, at)
    ledger.record(
        kind="bulletin:issue", chain=f"{BULLETIN}{made.pk}",
        facts={"period": period.name, "n": made.n, "digest": made.digest, "points": points, "reason": made.reason, "number": ordered.number},
        personal={}, by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None, refs={"instrument": ordered.sha256},
    )  # fmt: skip
    return made


def _ordered(made: Bulletin, book: Lawbook, by: "Officer", at: datetime) -> documents.Ordered:
    """The bulletin as a paper with its number; a worker makes the PDF."""
    bureau = organisation.bureau()
    return documents.order_instrument(
        folder=made.pk, key=INSTRUMENT, source="1", year=at.year, authority_code=bureau.code, by=by, at=at, edition=book.digest,
        data=paper_of(made.frozen, points=made.points, reason=made.reason, digest=made.digest, authority=bureau.name, at=at),
    )  # fmt: skip


def frozen_now(period: Period, book: Lawbook) -> dict[str, Any]:
    """What a bulletin issued at this moment would freeze: the lists, the names of the units, and the weights of the index."""
    now = taken(period, book)
    return {
        "period": period.name,
        "law": book.digest,
        "bureau": organisation.bureau().key,
        "units": _units(now.counted.values()),
        "counted": now.counted,
        "names": dict(now.names),
        "scores": dict(now.scores),
        "sights": [one.frozen() for one in sights_between(period, book)],
        "trend": closed_by_period(period, TREND),
        "weights": {key: str(weight) for key, weight in weights_on(period, book).items()},
    }


def weights_on(period: Period, book: Lawbook) -> dict[str, Fraction]:
    """The points of each part of the index on the last day of a period; of a time before there was an index, none."""
    found = {}
    for key in PARTS:
        with suppress(NotInForce):
            found[key] = Fraction(str(book.value(f"supervision.index.{key}.points", period.last_day).value))
    return found


def _units(lists: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """Every unit that handles cases or was counted, by its short name then."""
    counted_in = {unit for units in lists for unit in units}
    names = organisation.unit_names()
    return {key: names.get(key, key) for key in sorted(counted_in | organisation.squads().keys())}
