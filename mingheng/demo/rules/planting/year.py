"""A year of a district in the making: lawful cases, what looks odd and is not, and what was planted, with its label."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random
from typing import Any

from mingheng.demo.rules.planting.draft import Draft
from mingheng.demo.rules.planting.matters import ORDINARY, SPOT, PlantedMatter
from mingheng.demo.rules.planting.ordinary import MORNING, Pen
from mingheng.demo.rules.planting.town import Diary, Squad, Town, somebody, somewhere, town
from mingheng.demo.rules.timetable import shifted
from mingheng.kit.dates import day_of, moment_of
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.docket import Party
from mingheng.law.rules.reading import Lawbook

FIRST, LAST = date(2025, 1, 2), date(2025, 12, 31)
EVENING = time(23, 59)
FIRST_SERIAL = 500_000
POINTED = 0.7  # of the places are on the map as well as named


@dataclass(frozen=True)
class Label:
    """What was planted: a rule's or a pattern's code (`kind`), and the case, lead or item it shows in."""

    kind: str
    code: str
    ref: str


@dataclass
class Planted:
    """Something planted in a case that has no number yet."""

    kind: str
    code: str
    draft: Draft


@dataclass
class Year:
    """The year; `begin` starts a case in it."""

    random: Random
    book: Lawbook
    calendar: WorkingCalendar
    town: Town = field(default_factory=town)
    drafts: list[Draft] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    leads: list[dict[str, Any]] = field(default_factory=list)
    diary: Diary = field(init=False)
    serial: int = FIRST_SERIAL

    def __post_init__(self) -> None:
        self.diary = Diary(self.random)

    def begin(
        self, procedure: str, start: datetime | date, *, matter: PlantedMatter | None = None, squad: Squad | None = None,
        pair: tuple[int, int] | None = None, party: tuple[Party, str] | None = None, place: tuple[str, Any] | None = None,
        amount: int = 0,
    ) -> Pen:  # fmt: skip
        """A case that begins then; whoever and whatever is not named is drawn."""
        random = self.random
        squad = squad or random.choice(self.town.squads)
        matter = matter or random.choice(ORDINARY if procedure == "ordinary" else SPOT)
        one, other = pair or random.sample(squad.officers, 2)
        who, identity = party or self.party(matter.kind)
        where, point = place or self.door(squad)
        draft = Draft(procedure, squad.unit, matter.item, who, identity, where, point, (one, other))
        self.drafts.append(draft)
        now = start if isinstance(start, datetime) else moment_of(shifted(start, 0, self.calendar), MORNING)
        return Pen(
            random, self.town, squad, self.diary, self.calendar, draft, matter, now, head=random.choice(self.town.heads),
            amount=amount or random.choice(matter.fines), elements=self.book.items[matter.item].elements,
            waives=matter.hearing or random.random() < POINTED,
        )  # fmt: skip

    def chance(self, of: float) -> bool:
        """So often in a hundred."""
        return self.random.random() < of

    def party(self, kind: str) -> tuple[Party, str]:
        """Somebody new."""
        self.serial += 1
        return somebody(self.random, self.serial, kind)

    def door(self, squad: Squad) -> tuple[str, Any]:
        """A door in a squad's street; most are on the map."""
        place, point = somewhere(self.random, squad)
        return place, point if self.chance(POINTED) else None

    def any_day(self, first: date = FIRST, last: date = LAST) -> date:
        """Some working day between two."""
        day = date.fromordinal(self.random.randint(first.toordinal(), last.toordinal()))
        return min(shifted(day, 0, self.calendar), last)

    def spot_hour(self, pair: tuple[int, int], first: date = FIRST, last: date = LAST) -> datetime:
        """An hour at which both are free."""
        while True:
            hour = self.diary.hour(pair, self.any_day(first, last))
            if hour is not None:
                return hour

    def free_day(self, pair: tuple[int, int], first: date, last: date) -> date:
        """A day on which both have nothing else, kept for them."""
        while True:
            day = self.any_day(first, last)
            if self.diary.whole_day(pair, day):
                return day

    def clock(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A time of a day."""
        return moment_of(day, time(hour, minute))

    def plant(self, kind: str, code: str, *drafts: Draft) -> None:
        """Label cases."""
        self.planted += [Planted(kind, code, draft) for draft in drafts]

    def plant_all(self, kind: str, codes: Iterable[str], draft: Draft) -> None:
        """Label a case with several codes."""
        for code in codes:
            self.plant(kind, code, draft)

    def finish(self) -> None:
        """End the year: what was not entered by its last evening is forgotten; cases get their numbers, labels their cases."""
        end = moment_of(LAST, EVENING)
        for draft in self.drafts:
            draft.until(end)
        self.drafts = [draft for draft in self.drafts if draft.acts]
        self.drafts.sort(key=lambda draft: (draft.acts[0].at, draft.party.id))
        for number, draft in enumerate(self.drafts, 1):
            draft.ref = f"澜城管案〔{day_of(draft.acts[0].at).year}〕{number}号"
        self.labels += sorted(
            {Label(p.kind, p.code, p.draft.ref) for p in self.planted if p.draft.ref}, key=lambda x: (x.kind, x.code, x.ref)
        )
