"""Telling a story act by act: who takes it, when, with which facts and files, exactly as an officer's form would."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from mingheng.cases.actions import Offer, ToldAct
from mingheng.demo.actions.people import Staff
from mingheng.demo.rules.pictures import photograph, scan
from mingheng.demo.rules.saying import ARRANGED, Known, evidence_of, facts_of
from mingheng.demo.rules.stories import Evidence
from mingheng.demo.rules.timetable import ON_THE_SPOT, Happening
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.procedure import ActSpec, Procedure
from mingheng.organisation.rules import Duty

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

OPENS, JOINS, MOVES = "register_lead", "register_party", "change_unit"
ASSIGNS = ("assign_officers", "change_handler")
REVIEWS = (
    "legal_review",
    "accept_hearing",
    "notify_hearing",
    "announce_hearing",
    "hold_hearing",
    "report_hearing",
)  # taken by the centre unless the story says otherwise
AGO = {True: timedelta(minutes=1), False: timedelta(minutes=6)}  # what happened was entered later, on the spot at once
BETWEEN = timedelta(minutes=2)  # two photographs

Files = Mapping[str, list[SimpleUploadedFile]]


@dataclass
class Thread:
    """How far one story has come."""

    handlers: tuple[str, ...]
    unit: str
    taken: int = 0
    said: dict[tuple[str, int | None], dict[str, Any]] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)


class Teller:
    """Tells stories with the people of the district; `files` makes what comes with an act."""

    def __init__(
        self,
        staff: Staff,
        procedures: Mapping[str, Procedure],
        files: "Callable[[Happening, ActSpec, Known], Files] | None" = None,
    ) -> None:
        self.staff, self.procedures, self.files = staff, procedures, files or pictured
        book = law.lawbook()
        self.items, self.calendar = book.items, WorkingCalendar(book.calendars.values())
        self.officers = {name: officer.pk for name, officer in staff.officers.items()}
        self.names = {pk: name for name, pk in self.officers.items()}

    def tell(self, happening: Happening, thread: Thread) -> ToldAct:
        """The next act of its story; the thread moves on as if it was taken."""
        story, stop = happening.story, happening.stop
        spec = self.procedures[story.procedure].acts[stop.act]
        known = Known(
            self.officers, thread.handlers, self.staff.units[thread.unit].short_name, thread.said,
            tuple(thread.pieces), self.items, self.calendar,
        )  # fmt: skip
        if stop.act in ASSIGNS and "officers" not in stop.facts:
            stop = stop.model_copy(update={"facts": {**stop.facts, "officers": story.pair}})
            happening = Happening(happening.at, story, happening.number, stop, happening.party)
        facts = facts_of(happening, spec, known)
        offer = Offer(
            act=stop.act, facts=facts, happened=day_of(happening.at) if spec.happened != "now" else None,
            happened_at=happening.at - AGO[story.procedure == ON_THE_SPOT] if spec.happened == "minute" else None, files=self.files(happening, spec, known),
        )  # fmt: skip
        by = self._actor(happening, spec, thread)
        self._remember(thread, happening, facts)
        return ToldAct(offer, by, happening.at, (happening.party or 0) if spec.per_party else None)

    def _actor(self, happening: Happening, spec: ActSpec, thread: Thread) -> "Officer":
        """Who takes the act: the person the story names, the handler, or who holds the duty it needs."""
        named = happening.stop.by
        if named in self.staff.officers:
            return self.staff.officers[named]
        if not named and spec.relation in ("handler", "anyone"):
            return self.staff.officers[thread.handlers[0]]
        duty = named or (Duty.CENTRE_REVIEWER if happening.stop.act in REVIEWS else spec.by[0])
        if duty == Duty.OFFICER:
            return self.staff.officers[thread.handlers[0]]
        local = self.staff.of_duty(duty, thread.unit)
        held = local or self.staff.of_duty(duty)
        return held[happening.number % len(held)]

    def _remember(self, thread: Thread, happening: Happening, facts: dict[str, Any]) -> None:
        act = happening.stop.act
        thread.taken += 1
        thread.said[act, happening.party] = {**facts, "n": thread.taken, "day": day_of(happening.at).isoformat()}
        if act in ASSIGNS:
            thread.handlers = tuple(self.names[pk] for pk in facts["officers"])
        if act == MOVES:
            thread.unit = facts["unit"]
        if act == ARRANGED:
            thread.pieces.append(facts["title"])


def pictured(happening: Happening, spec: ActSpec, known: Known) -> Files:
    """The photographs and scans of the next piece of evidence, or the papers that come with another act."""
    if happening.stop.act == ARRANGED:
        piece = evidence_of(happening, known)
        return {"files": [*_photographs(happening, piece, len(known.pieces)), *_scans(happening, piece.title, piece.scans)]}
    fact = next((name for name, fact in spec.facts.items() if fact.type == "files"), "")
    return {fact: list(_scans(happening, f"{spec.title}凭证", happening.stop.scans))} if happening.stop.scans else {}


def _photographs(happening: Happening, piece: Evidence, place: int) -> Iterator[SimpleUploadedFile]:
    for number in range(piece.photos):
        taken = happening.at - AGO[False] - (piece.photos - number) * BETWEEN
        seed = happening.number * 100 + place * 10 + number
        name = f"IMG_{taken:%Y%m%d_%H%M%S}.jpg"
        yield SimpleUploadedFile(name, photograph(piece.title, happening.story.place, taken, seed), "image/jpeg")


def _scans(happening: Happening, title: str, count: int) -> Iterator[SimpleUploadedFile]:
    about = happening.story.parties if happening.party is None else [happening.story.parties[happening.party]]
    parties = "、".join(party.name for party in about)
    for number in range(1, count + 1):
        lines = (f"当事人：{parties}", f"日期：{happening.at:%Y-%m-%d}", f"第 {number} 页，共 {count} 页")
        yield SimpleUploadedFile(f"{title}-{number}.pdf", scan(title, lines), "application/pdf")
