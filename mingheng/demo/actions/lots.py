"""What the brigade draws by lot: squads to visit in each month so far of the half-year, and dossiers.

Last month's dossiers are drawn; this month's list is sealed and one party has still to reveal.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from mingheng.demo.actions.centre import Desk, Event
from mingheng.demo.rules.timetable import shifted
from mingheng.draws.actions import Terms, draw_lots, reveal_secret
from mingheng.draws.queries import parties_on, sources_on
from mingheng.draws.rules.seeds import commitment
from mingheng.kit.dates import moment_of
from mingheng.law.rules.plans import Subject
from mingheng.organisation.rules import Duty
from mingheng.supervision.actions import freeze_month
from mingheng.supervision.rules.obligations.months import HALF

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

SEALED, DEADLINE, BORN = time(9, 30), time(17, 0), time(21, 15)
UNTIL = 5  # working days in which the parties reveal
AN_HOUR = timedelta(hours=1)


def lot_events(desk: Desk) -> Iterator[Event]:
    """The draws, each in its month."""
    supervisor, firsts = desk.staff.of_duty(Duty.SUPERVISOR)[0], _first_days(desk)
    for first in (day for day in firsts if shifted(day, 1, desk.calendar) <= desk.last):
        yield from MonthsDraw(desk, first, supervisor, Subject.VISITS).whole()
    yield from MonthsDraw(desk, firsts[-2], supervisor).whole()
    yield from MonthsDraw(desk, desk.day(1), supervisor).begun(silent=1)


def _first_days(desk: Desk) -> list[date]:
    """The first working day of each month of the half-year up to the last day, which lies after one month of it at least."""
    begins = desk.last.month - (desk.last.month - 1) % HALF
    return [shifted(desk.last.replace(month=month, day=1), 0, desk.calendar) for month in range(begins, desk.last.month + 1)]


@dataclass
class MonthsDraw:
    """The draw of a month, sealed on a day of it."""

    desk: Desk
    day: date
    by: "Officer"
    subject: Subject = Subject.DOSSIERS
    sealed: list[UUID] = field(default_factory=list)

    def whole(self) -> Iterator[Event]:
        """Sealed, revealed by all, drawn on the next working day."""
        yield from self.begun(silent=0)
        at = moment_of(shifted(self.day, 1, self.desk.calendar), SEALED)
        yield at, partial(self._draw, at)

    def begun(self, *, silent: int) -> Iterator[Event]:
        """Sealed, and so many parties still silent."""
        at, parties = moment_of(self.day, SEALED), parties_on(self.day)
        yield at, partial(self._seal, at)
        for number, party in enumerate(parties[: len(parties) - silent], 1):
            yield at + number * AN_HOUR, partial(self._reveal, party, at + number * AN_HOUR)

    def _seal(self, at: datetime) -> None:
        until = shifted(self.day, UNTIL, self.desk.calendar)
        commitments = [(party, commitment(party, self._secret(party))) for party in parties_on(self.day)]
        terms = Terms(commitments, moment_of(until, DEADLINE), sources_on(self.day)[0].name, moment_of(until, BORN))
        frozen = freeze_month(subject=self.subject, terms=terms, token=None, by=self.by, at=at)
        self.sealed.append(frozen.draw_id)

    def _reveal(self, party: str, at: datetime) -> None:
        reveal_secret(draw_id=self.sealed[0], party=party, secret=self._secret(party), by=self.by, at=at)

    def _draw(self, at: datetime) -> None:
        draw_lots(draw_id=self.sealed[0], by=self.by, at=at)

    def _secret(self, party: str) -> str:
        """The same in every demo, so that it can be played on; a real one is random."""
        return sha256(f"{party} {self.subject} {self.day:%Y-%m}".encode()).hexdigest()
