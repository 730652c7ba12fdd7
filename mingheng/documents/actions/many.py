"""Ordering many instruments in one go: the rows and numbers that `order_instrument` makes of the same, in the same order."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

from mingheng.documents import queries
from mingheng.documents.actions.binding import Exhibit, written_exhibit
from mingheng.documents.actions.order import Ordered
from mingheng.documents.actions.records import said_of
from mingheng.documents.models import Dossier, Instrument, NumberSeries
from mingheng.documents.rules import DossierRefused, compose, official_number
from mingheng.documents.rules.digests import digest_of
from mingheng.documents.rules.wording import Json
from mingheng.kit.copying import copy_models, copy_rows
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import Json as Recordable
from mingheng.ledger.rules import Said

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

Series = tuple[str, int]


class OrderBook:
    """The numbers of one authority held within another act's transaction; nothing is written before `close`.

    The series of these years are locked at once and in one order, so that two loads wait instead of meeting crosswise.
    `waits_until` is when the worker may begin to print what is ordered here; None: as always, at once.
    """

    def __init__(self, authority_code: str, years: Sequence[int], *, waits_until: datetime | None = None) -> None:
        self.code, self.waits_until = authority_code, waits_until
        held = NumberSeries.objects.select_for_update().filter(authority_code=authority_code, year__in=years)
        self._last: dict[Series, int] = {(row.series, row.year): row.last for row in held.order_by("year", "series")}
        self._there = dict(self._last)
        self._papers: dict[UUID, set[str]] = {}
        self._instruments: list[Instrument] = []
        self._dossiers: list[Dossier] = []
        self._said: list[Said] = []

    def number(self, series: str, year: int, *, issue: bool = False) -> str:
        """As `allocate_number`."""
        last = self._last.get((series, year), 0) + 1
        written = official_number(self.code, series, year, last, issue=issue)
        self._last[series, year] = last
        return written

    def order(
        self,
        *,
        folder: UUID,
        key: str,
        source: str,
        data: Mapping[str, Json],
        year: int,
        by: "Officer",
        at: datetime,
        edition: str,
    ) -> Ordered:
        """As `order_instrument`. Raises UnknownInstrument, MissingFields, BadValue."""
        definition = queries.definition(key, edition)
        number = self.number(definition.series, year, issue=definition.issues) if definition.series else ""
        paper = compose(definition, data, number=number)
        ordered = Instrument(
            folder=folder, key=key, title=paper["title"], number=number, source=source, paper=paper,
            ordered_by=by, ordered_at=at, not_before=self.waits_until or at,
        )  # fmt: skip
        self._instruments.append(ordered)
        self._papers.setdefault(folder, set()).add(ordered.title)
        return Ordered(ordered.uid, number, digest_of(paper))

    def bind(
        self, *, folder: UUID, cover: Mapping[str, Json], by: "Officer", at: datetime, evidence: Sequence[Exhibit], edition: str
    ) -> None:
        """As `bind_dossier`, of instruments ordered here."""
        if folder not in self._papers:
            raise DossierRefused("卷内没有文书，不能装订。请先办理案件各步骤")
        words = compose(queries.definition("dossier_cover", edition), cover)
        shown = [written_exhibit(exhibit, folder) for exhibit in evidence]
        row = Dossier(
            folder=folder, cover=words, ordered_by=by, ordered_at=at, not_before=self.waits_until or at, exhibits=shown
        )  # fmt: skip
        self._dossiers.append(row)
        facts: dict[str, Recordable] = {"papers": len(self._papers[folder]), "exhibits": len(shown), "dossier": str(row.uid)}
        self._said.append(said_of("dossier.ordered", folder, facts, files=[e.sha256 for e in evidence], by=by, at=at))

    def close(self) -> None:
        """Write what was ordered and how far the numbers went."""
        copy_models(Instrument, self._instruments)
        copy_models(Dossier, self._dossiers)
        fresh = [
            (self.code, series, year, last) for (series, year), last in self._last.items() if (series, year) not in self._there
        ]
        copy_rows("documents_numberseries", ("authority_code", "series", "year", "last"), fresh)
        moved = [(s, y, self._last[s, y]) for s, y in self._there if self._last[s, y] != self._there[s, y]]
        if moved:
            with connection.cursor() as cursor:
                cursor.executemany(
                    "UPDATE documents_numberseries SET last = %s WHERE authority_code = %s AND series = %s AND year = %s",
                    [(last, self.code, series, year) for series, year, last in moved],
                )
        ledger.record_many(acts=self._said)
