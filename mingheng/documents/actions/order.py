"""Ordering an instrument inside the transaction of the act it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, transaction

from mingheng.documents import queries
from mingheng.documents.models import Instrument
from mingheng.documents.rules import compose, official_number
from mingheng.documents.rules.digests import digest_of
from mingheng.documents.rules.wording import Json

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@dataclass(frozen=True)
class Ordered:
    """What the act gets back: the instrument's id, its 文号 or nothing, and the SHA-256 of its words for the ledger."""

    id: UUID
    number: str
    sha256: str


def order_instrument(
    *,
    folder: UUID,
    key: str,
    source: str,
    data: Mapping[str, Json],
    year: int,
    authority_code: str,
    by: "Officer",
    at: datetime,
    edition: str = "",
) -> Ordered:
    """Fix the words of an instrument and its number; a worker makes the PDF later.

    Part of another room's act, which records it: this writes no entry of its own. `source` names the step, `data` is what
    the definition asks for (see `lawbook/instruments/`). Raises UnknownInstrument, MissingFields, BadValue; nothing is
    written then.
    """
    definition = queries.definition(key, edition)
    compose(definition, data)  # refuse before a number is taken and its series locked
    with transaction.atomic(savepoint=False):
        series = definition.series
        number = (
            allocate_number(authority_code=authority_code, series=series, year=year, issue=definition.issues) if series else ""
        )
        paper = compose(definition, data, number=number)
        ordered = Instrument.objects.create(
            folder=folder, key=key, title=paper["title"], number=number, source=source, paper=paper,
            ordered_by=by, ordered_at=at, not_before=at,
        )  # fmt: skip
    return Ordered(ordered.uid, number, digest_of(paper))


def allocate_number(*, authority_code: str, series: str, year: int, issue: bool = False) -> str:
    """The next 文号 of a series. Belongs to the caller's transaction: rolled back with it, so no gap stays behind.

    The statement takes the lock of the series' row until that transaction ends; another act of the same series waits.
    """
    official_number(authority_code, series, year, 1)  # raises before a row of nonsense is made
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_numberseries AS given (authority_code, series, year, last) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (authority_code, series, year) DO UPDATE SET last = given.last + 1 RETURNING last",
            [authority_code, series, year],
        )
        (last,) = cursor.fetchone()
    return official_number(authority_code, series, year, last, issue=issue)
