"""Filling the district with ten years' volume, batch by batch, through the bulk acts of cases."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from mingheng.cases import actions as cases
from mingheng.cases.actions import Batch, Books, Brought, ToldAct, ToldDocket
from mingheng.demo.actions.people import Staff
from mingheng.demo.actions.telling import Files, Teller, Thread
from mingheng.demo.rules.saying import ARRANGED, Known, evidence_of
from mingheng.demo.rules.stories import Story
from mingheng.demo.rules.timetable import Happening, happenings, per_party
from mingheng.demo.rules.volume import FIRST_DAY, KEPT, MOVED, NEEDED, OLD_SYSTEM, beginning, choices, retold
from mingheng.kit.dates import moment_of
from mingheng.law.rules.procedure import ActSpec

if TYPE_CHECKING:
    from mingheng.cases.models import Case
    from mingheng.organisation.models import Officer

PROCEDURE = "ordinary"
KEY = "demo-volume"
EVENING = time(18)


class NoStory(RuntimeError):
    """No story may begin on a day: the law of that day allows none of its kind."""


@dataclass(frozen=True)
class Span:
    """The cases from the first number up to the last, which is not one of them, of so many; `until` the last day of all."""

    first: int
    last: int
    total: int
    until: date

    @property
    def key(self) -> str:
        """What the batch is known by."""
        return f"{KEY}:{self.total}:{self.first}-{self.last}"


class Volume:
    """Tells cases by number. Each shape of case is judged by every rule once for each month it begins in, then repeated."""

    def __init__(self, staff: Staff, books: Books) -> None:
        self.staff, self.books = staff, books
        procedure = books.law.procedure(PROCEDURE)
        self.teller = Teller(staff, {PROCEDURE: procedure}, files=in_words)
        self.per_party = per_party([procedure])
        self.lawful: dict[tuple[str, int, int], bool] = {}

    def dockets(self, span: Span) -> Iterator[ToldDocket]:
        """Every case of the span. Raises NoStory."""
        return (self._docket(number, span) for number in range(span.first, span.last))

    def load(self, *, span: Span, by: "Officer", at: datetime) -> "list[Case]":
        """Take in one span as one batch. Raises AlreadyThere, NoStory."""
        batch = Batch(span.key, list(self.dockets(span)))
        return cases.take_in_dockets(batch=batch, books=self.books, by=by, at=at)

    def _docket(self, number: int, span: Span) -> ToldDocket:
        until = span.until
        began = beginning(number, span.total, until)
        if began < self._moved(until):
            return self._old(number, began, until)
        for story in choices(number):
            shape = story.key, began.year, began.month
            docket = None
            if shape not in self.lawful:
                docket = self._told(retold(story, number, began), number, until)
                self.lawful[shape] = docket is not None and self._stands(docket)
            if self.lawful[shape]:
                docket = docket or self._told(retold(story, number, began), number, until)
            if docket is not None and self.lawful[shape]:
                return docket
        raise NoStory(f"第 {number} 件（{began}）没有合法的案例可用")

    @staticmethod
    def _moved(until: date) -> date:
        """The day from which on cases grew here."""
        return FIRST_DAY + (until - FIRST_DAY) * MOVED

    def _old(self, number: int, began: date, until: date) -> ToldDocket:
        """A case of the system before: the acts it kept, entered here on the last day."""
        story = retold(choices(number, closed=True)[0], number, began)
        thread = Thread(story.pair[:1], story.unit)
        acts = []
        for happening in happenings(story, number, until, self.teller.calendar, self.per_party):
            if happening.stop.act in NEEDED and happening.at.date() <= until:
                told = self.teller.tell(happening, thread)
                acts += [_entered_later(told, happening, until, number)] if happening.stop.act in KEPT else []
        return ToldDocket(acts, brought=Brought(OLD_SYSTEM))

    def _told(self, story: Story, number: int, until: date) -> ToldDocket | None:
        """The case in words; cut off where the present is reached, None when nothing of it has happened yet."""
        thread = Thread(story.pair[:1], story.unit)
        there = [h for h in happenings(story, number, until, self.teller.calendar, self.per_party) if h.at.date() <= until]
        return ToldDocket([self.teller.tell(h, thread) for h in there]) if there else None

    def _stands(self, docket: ToldDocket) -> bool:
        """Whether every rule lets the docket stand, tried and taken back."""
        self.books.judged = True
        try:
            with transaction.atomic():
                cases.take_in_dockets(
                    batch=Batch("trial", [docket]), books=self.books, by=docket.acts[0].by, at=docket.acts[-1].at
                )
                self.books.give_up()
                transaction.set_rollback(True)
        except cases.DocketRefused:
            return False
        finally:
            self.books.judged = False
        return True


def _entered_later(told: ToldAct, happening: Happening, until: date, number: int) -> ToldAct:
    """The act as it was brought over: it happened on its day, and was received here on the last."""
    facts = dict(told.offer.facts)
    if told.offer.act == "approve_filing":
        facts["case_number"] = f"澜城旧案〔{happening.at.year}〕{number + 1}号"
    offer = replace(told.offer, facts=facts, happened=happening.at.date(), files={})
    return replace(told, offer=offer, at=moment_of(until, EVENING))


def in_words(happening: Happening, spec: ActSpec, known: Known) -> Files:
    """A line of text instead of pictures: two hundred thousand cases would fill a disk with them."""
    if happening.stop.act != ARRANGED:
        return {}
    piece = evidence_of(happening, known)
    line = (
        f"{piece.title}：{piece.source}。{happening.story.place}，{happening.at:%Y-%m-%d %H:%M}。第 {len(known.pieces) + 1} 份。"
    )
    name = f"{piece.title}.txt"
    return {"files": [SimpleUploadedFile(name, line.encode(), "text/plain")]}
