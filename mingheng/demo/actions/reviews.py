"""The brigade reviews dossiers of the fiction, so that there is a review in every state."""

from collections.abc import Callable, Iterator
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING

from mingheng.cases.queries.dockets import every_case
from mingheng.demo.actions.centre import Desk, Event
from mingheng.demo.actions.scoring import hand_in
from mingheng.demo.rules.reviewing import (
    APPEAL,
    DECIDED,
    EXAMPLE,
    EXAMPLE_TITLE,
    PICKED,
    PLANNED,
    REPLY,
    TITLE,
    WITHDRAWN,
    Planned,
    sheet,
)
from mingheng.demo.rules.timetable import shifted
from mingheng.kit.dates import day_of, moment_of
from mingheng.law import queries as law
from mingheng.organisation.rules import Duty
from mingheng.supervision import actions
from mingheng.supervision.queries.reviewing.bench import bench
from mingheng.supervision.queries.reviewing.drawn import pairs_of
from mingheng.supervision.queries.reviewing.going import waiting_in_draw

if TYPE_CHECKING:
    from mingheng.cases.models import Case
    from mingheng.organisation.models import Officer
    from mingheng.supervision.models import CentralReview, Review

STANDARD = "dossier"
MORNING = time(9, 20)
FIRST_IN, LATER, ANSWERED, DECIDED_AFTER, PICKED_AFTER = 1, 2, 3, 4, 9  # working days after the review was opened


class Reviewing:
    """The brigade at its reviews: what it opened, by the number of the plan."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.bench = desk.staff.of_duty(Duty.SUPERVISOR)
        self.opened: dict[int, Review] = {}
        self.batch: CentralReview | None = None

    def events(self) -> Iterator[Event]:
        """What it does, and when."""
        for n, planned in enumerate(PLANNED):
            for days, act in self._acts(n, planned):
                at = moment_of(shifted(self.desk.day(planned.ago), days, self.desk.calendar), MORNING)
                if day_of(at) <= self.desk.last:
                    yield at, self._when(n, act, at)

    def _when(self, n: int, act: Callable[[int, datetime], object], at: datetime) -> Callable[[], object]:
        return lambda: act(n, at) if n in self.opened or act == self._open else None

    def _acts(self, n: int, planned: Planned) -> Iterator[tuple[int, Callable[[int, datetime], object]]]:
        yield 0, self._open
        for slot in range(len(planned.sheets)):
            yield FIRST_IN + slot, partial(self._hand_in, slot)
        if planned.third:
            yield ANSWERED, self._third
        if planned.withdrawn:
            yield LATER, self._withdraw
        if planned.reply:
            yield ANSWERED, self._reply
        if planned.appeal:
            yield ANSWERED, self._appeal
        if planned.decided:
            yield DECIDED_AFTER, self._decide
        if planned.example:
            yield PICKED_AFTER, self._pick

    def _open(self, n: int, at: datetime) -> None:
        case = self._case(n)
        if case is None:
            return
        lead = self.bench[0]
        if PLANNED[n].central and self.batch is None:
            self.batch = actions.open_central_review(title=TITLE, by=lead, at=at)
        batch = self.batch if PLANNED[n].central else None
        drawn = waiting_in_draw(STANDARD, case.ref)
        if drawn is None:
            pair = [self.bench[(2 * n + k) % (len(self.bench) - 1)] for k in range(2)]
            self.opened[n] = actions.open_review(standard=STANDARD, reviewers=pair, case=case, batch=batch, by=lead, at=at)
            return
        named = pairs_of(drawn.pk)[case.ref]
        pair = [one for one in bench(law.lawbook(), day_of(at)) if one.username in named]
        self.opened[n] = actions.open_review(
            standard=STANDARD, reviewers=pair, case=case, draw=drawn.pk, pick=case.ref, batch=batch, by=lead, at=at
        )

    def _case(self, n: int) -> "Case | None":
        """The closed cases in turn, one for each review; of those that were drawn only when there is no other."""
        taken = [review.case_id for review in self.opened.values() if review.case_id]
        closed = every_case().filter(closed_on__isnull=False, number__isnull=False).exclude(pk__in=taken)
        rows = list(closed.order_by("-opened_at", "ref"))
        return next((case for case in rows if waiting_in_draw(STANDARD, case.ref) is None), rows[0] if rows else None)

    def _hand_in(self, slot: int, n: int, at: datetime) -> None:
        given = self.opened[n].sheets.get(slot=slot + 1)
        hand_in(given, PLANNED[n].sheets[slot], at)

    def _third(self, n: int, at: datetime) -> None:
        if self.opened[n].draw is not None:
            actions.deal_reviewer(review_id=self.opened[n].pk, by=self.bench[0], at=at)
            return
        had = set(self.opened[n].sheets.values_list("reviewer_id", flat=True))
        third = next(one for one in reversed(self.bench) if one.pk not in had)
        actions.assign_reviewer(review_id=self.opened[n].pk, reviewer=third, by=self.bench[0], at=at)

    def _withdraw(self, n: int, at: datetime) -> None:
        given = self.opened[n].sheets.get(slot=2)
        actions.withdraw_sheet(sheet_id=given.pk, reason=WITHDRAWN, by=self.bench[0], at=at)

    def _reply(self, n: int, at: datetime) -> None:
        actions.reply_to_review(review_id=self.opened[n].pk, text=REPLY, token=None, by=self._leader(n), at=at)

    def _appeal(self, n: int, at: datetime) -> None:
        actions.appeal_review(review_id=self.opened[n].pk, text=APPEAL, token=None, by=self._leader(n), at=at)

    def _decide(self, n: int, at: datetime) -> None:
        head = self.desk.staff.of_duty(Duty.BUREAU_HEAD)[0]
        points = sheet((("filing", PLANNED[n].decided),)).marks[0].points
        actions.decide_appeal(review_id=self.opened[n].pk, word="changed", points=points, reason=DECIDED, by=head, at=at)

    def _pick(self, n: int, at: datetime) -> None:
        actions.pick_example(
            review_id=self.opened[n].pk,
            kind="excellent",
            title=EXAMPLE_TITLE,
            summary=EXAMPLE,
            reason=PICKED,
            by=self.bench[0],
            at=at,
        )

    def _leader(self, n: int) -> "Officer":
        return self.desk.staff.of_duty(Duty.SQUAD_LEADER, self.opened[n].unit)[0]


def review_events(desk: Desk) -> Iterator[Event]:
    """What the brigade does in its reviews, and when."""
    return Reviewing(desk).events()
