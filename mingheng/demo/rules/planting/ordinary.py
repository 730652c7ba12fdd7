"""Lawful cases of the ordinary procedure, act by act: the road of `lawbook/scenarios`, told anew with other people, places and days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any

from mingheng.demo.rules.planting import words
from mingheng.demo.rules.planting.draft import Draft, DraftAct
from mingheng.demo.rules.planting.matters import PlantedMatter
from mingheng.demo.rules.planting.town import Diary, Squad, Town
from mingheng.demo.rules.timetable import shifted
from mingheng.kit.dates import day_of, moment_of
from mingheng.kit.paths import lawbook_dir
from mingheng.kit.yaml_files import read_yaml
from mingheng.law.rules.calendar import WorkingCalendar

PLACED = ("register_lead", "check_lead", "scene_record", "question_person", "take_sample", "add_evidence", "recheck")
IN_THE_FIELD = ("scene_record", "question_person", "recheck")
MORNING = time(8, 40)


@cache
def road(name: str) -> Mapping[str, Mapping[str, Any]]:
    """The facts of every act of a worked road, and of those beside it."""
    told = read_yaml(lawbook_dir() / "scenarios" / name)
    return {**told["aside"], **{act["act"]: act for act in told["road"]}}


@dataclass(frozen=True)
class Change:
    """What is different about an act: so many working days later, by another, other facts, or not done at all."""

    gap: int | None = None
    by: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    left_out: bool = False


AS_USUAL = Change()


@dataclass
class Pen:
    """Writes one case: where it stands in time, and what its people are doing elsewhere."""

    random: Random
    town: Town
    squad: Squad
    diary: Diary
    calendar: WorkingCalendar
    draft: Draft
    matter: PlantedMatter
    now: datetime
    head: int = 0
    amount: int = 0
    elements: tuple[str, ...] = ()
    change: Mapping[str, Change] = field(default_factory=dict)
    waives: bool = True
    reviews: bool = False

    def day(self, gap: int) -> date:
        """So many working days on."""
        return shifted(day_of(self.now), gap, self.calendar)

    def act(self, kind: str, gap: int = 0, by: int | None = None, /, **facts: Any) -> DraftAct:
        """The act, so many working days later, with the facts of the road where no others are given."""
        other = self.change.get(kind, AS_USUAL)
        self.now = self._when(kind, gap if other.gap is None else other.gap)
        told = road("road.yaml")[kind]
        usual = {**(told.get("facts") or {}), **self._own(kind), **facts, **other.facts}
        said = {name: value for name, value in usual.items() if value is not None}
        act = DraftAct(
            kind, other.by or by or self.draft.pair[0], self.now, said, self.draft.party.id if told.get("party") else None
        )
        if not other.left_out:
            self.draft.acts.append(act)
        if kind in PLACED:
            act.place, act.point = self.draft.place, self.draft.point
        if kind in (*IN_THE_FIELD, "check_lead"):
            act.entered = self.now + timedelta(minutes=self.random.randint(5, 18))
            self.now = act.entered
        return act

    def _when(self, kind: str, gap: int) -> datetime:
        later = self.now + timedelta(minutes=self.random.randint(3, 14))
        if kind in IN_THE_FIELD:
            for more in range(gap, gap + 30):
                day = self.day(more)
                hour = self.diary.hour(self.draft.pair, day) if day > day_of(self.now) else None
                if hour is not None:
                    return hour
        return later if gap == 0 else moment_of(self.day(gap), MORNING) + timedelta(minutes=self.random.randint(0, 200))

    def _own(self, kind: str) -> dict[str, Any]:
        """What every case says in its own way."""
        random, draft = self.random, self.draft
        name, place = draft.party.name, draft.place
        conduct = day_of(draft.acts[0].at if draft.acts else self.now).isoformat()
        penalty: dict[str, Any] = {
            "item": self.matter.item,
            "conduct_day": conduct,
            "clause": "first",
            "amount": str(self.amount),
        }
        told: dict[str, Callable[[], dict[str, Any]]] = {
            "register_lead": lambda: {"content": f"巡查发现{place}有人涉嫌违法，{random.choice(words.HOW)}", "place": place},
            "check_lead": lambda: {"findings": words.scene(random, place, name)},
            "register_party": lambda: {
                "kind": draft.party.kind, "name": name, "identity_number": draft.identity, "address": place, "party_id": draft.party.id,
            },
            "propose_filing": lambda: {"item": self.matter.item, "conduct_day": conduct, "evidence": f"{place}现场照片{random.randint(3, 9)}张"},
            "approve_filing": lambda: {"reason": words.opinion(random, place), "case_number": None},
            "scene_record": lambda: {"place": place, "findings": words.scene(random, place, name)},
            "order_correction": lambda: {"violation": words.found(random, place, name), "until": self.day(3).isoformat()},
            "question_person": lambda: {"person": name, "place": place, "questions": words.answers(random, place)},
            "add_evidence": lambda: {
                "place": place, "title": f"{place}照片", "proves": list(self.elements[:1]), "files": [{"id": "1", "sha256": words.fingerprint(random), "name": "1.jpg"}],
            },
            "recheck": lambda: {"findings": words.scene(random, place, name)},
            "explain_discretion": lambda: {**penalty, "grade": self.matter.grade or None, "factors": words.found(random, place, name)},
            "report_investigation": lambda: {"found": words.found(random, place, name), "evidence_chain": words.opinion(random, place)},
            "give_notice": lambda: {**penalty, "found": words.found(random, place, name), "hearing_told": "yes" if self.matter.hearing else "no"},
            "propose_decision": lambda: {"opinion": words.opinion(random, place)},
            "approve_decision": lambda: {"reason": words.opinion(random, place)},
            "make_decision": lambda: {**penalty, "found": words.found(random, place, name), "discretion": words.opinion(random, place)},
            "record_payment": lambda: {"paid": str(self.amount), "receipt": f"P-{random.randint(10**7, 10**8)}"},
            "propose_no_filing": lambda: {"explanation": words.ground(random, place)},
            "approve_no_filing": lambda: {"reason": words.opinion(random, place)},
            "propose_withdrawal": lambda: {"explanation": words.ground(random, place)},
            "approve_withdrawal": lambda: {"reason": words.opinion(random, place)},
            "extend_decision": lambda: {"reason": words.opinion(random, place)},
            "suspend_case": lambda: {"reason": words.opinion(random, place)},
            "resume_case": lambda: {"reason": words.opinion(random, place)},
            "legal_review": lambda: {"opinion": words.opinion(random, place)},
        }  # fmt: skip
        own = told[kind]() if kind in told else {}
        if kind == "make_decision" and draft.has("give_notice"):
            own["found"] = draft.the("give_notice").facts["found"]
        if kind in ("scene_record", "question_person"):
            own["id_shown_at"] = self.now.isoformat()
        if "officers" in (road("road.yaml")[kind].get("facts") or {}):
            own["officers"] = list(draft.pair)
        if kind.startswith("serve_"):
            own |= {"receiver": name, "relation": "self" if draft.party.kind == "citizen" else "representative", "place": place}
        return own


def lead(pen: Pen) -> None:
    """From the lead to the check that finds something."""
    pen.act("register_lead")
    pen.act("check_lead", pen.random.randint(0, 4))


def filed(pen: Pen) -> None:
    """A filed case with its two officers."""
    lead(pen)
    pen.act("register_party", pen.random.randint(0, 1))
    pen.act("propose_filing")
    pen.act("approve_filing", pen.random.randint(1, 3), pen.head)
    pen.act("assign_officers", 0, pen.squad.leader)


def seen(pen: Pen) -> None:
    """Looked at, ordered to mend, asked, mended."""
    pen.act("scene_record", pen.random.randint(1, 3))
    pen.act("order_correction")
    pen.act("add_evidence")
    pen.act("recheck", 3)
    pen.act("question_person", pen.random.randint(1, 4))
    pen.act("add_evidence")


def reported(pen: Pen) -> None:
    """Investigated."""
    pen.act("explain_discretion", pen.random.randint(1, 5))
    pen.act("report_investigation", pen.random.randint(0, 2))


def told(pen: Pen) -> None:
    """Noticed and heard: the party gives up its say, or the days for it pass."""
    pen.act("give_notice", pen.random.randint(1, 3))
    pen.act("serve_notice", pen.random.randint(0, 2))
    if pen.waives:
        pen.act("waive_statement", pen.random.randint(1, 3))
        if pen.matter.hearing:
            pen.act("waive_hearing")
        return
    pen.now = moment_of(pen.day(6), MORNING)


def reviewed(pen: Pen) -> None:
    """Reviewed by the centre."""
    reviewer = pen.random.choice(pen.town.reviewers)
    pen.act("submit_review", pen.random.randint(0, 2))
    items = [
        {**row, "reason": f"{row['reason']}，{pen.draft.place}"} for row in road("road.yaml")["legal_review"]["facts"]["items"]
    ]
    pen.act("legal_review", pen.random.randint(1, 4), reviewer, items=items)


def decided(pen: Pen) -> None:
    """Approved, decided, served."""
    if pen.matter.hearing or pen.reviews:
        reviewed(pen)
    pen.act("propose_decision", pen.random.randint(0, 3))
    pen.act("approve_decision", pen.random.randint(1, 3), pen.head)
    pen.act("make_decision", pen.random.randint(0, 1))
    pen.act("serve_decision", pen.random.randint(0, 4))


def ended(pen: Pen) -> None:
    """Paid, closed, archived."""
    pen.act("record_payment", pen.random.randint(1, 6))
    pen.act("propose_closing", pen.random.randint(1, 9))
    pen.act("approve_closing", pen.random.randint(0, 2), pen.squad.leader)
    pen.act("archive_case", pen.random.randint(1, 4))


def whole(pen: Pen) -> None:
    """A case from lead to archive."""
    for part in (filed, seen, reported, told, decided, ended):
        part(pen)


def extended(pen: Pen) -> None:
    """A case whose time was extended while it was investigated; decided after."""
    for part in (filed, seen):
        part(pen)
    pen.act("extend_decision", pen.random.randint(20, 45), pen.head)
    for part in (reported, told, decided, ended):
        part(pen)


def suspended(pen: Pen) -> None:
    """A case that was suspended for some weeks or months, and taken up again."""
    for part in (filed, seen):
        part(pen)
    pen.act("suspend_case", pen.random.randint(1, 5), pen.head)
    pen.act("resume_case", pen.random.randint(15, 90), pen.head)
    for part in (reported, told, decided, ended):
        part(pen)


def withdrawn(pen: Pen) -> None:
    """A case withdrawn, for it was not so."""
    for part in (filed, seen):
        part(pen)
    pen.act("propose_withdrawal", pen.random.randint(1, 15))
    pen.act("approve_withdrawal", pen.random.randint(1, 3), pen.head)


def not_filed(pen: Pen) -> None:
    """A lead that came to nothing, with approval."""
    pen.act("register_lead")
    pen.act("check_lead", pen.random.randint(0, 4), result="unfounded")
    pen.act("propose_no_filing", pen.random.randint(0, 2))
    pen.act("approve_no_filing", pen.random.randint(1, 4), pen.head)


def entered_at(draft: Draft, kind: str, acts: int, moment: datetime) -> None:
    """The last act of a kind and the next ones, so many in all, are entered from this moment on, a minute each."""
    first = max(n for n, act in enumerate(draft.acts) if act.kind == kind)
    for minutes, act in enumerate(draft.acts[first : first + acts]):
        act.entered = moment + timedelta(minutes=minutes)


def moved(pen: Pen, act: DraftAct, at: datetime) -> None:
    """The act, the last so far, happens at another time and is entered a quarter of an hour later."""
    act.at, act.entered = at, at + timedelta(minutes=15)
    if "id_shown" in act.facts:
        act.facts["id_shown_at"] = at.isoformat()
    pen.now = act.entered


def one_morning(pen: Pen, minutes: int, at: datetime | None = None) -> None:
    """Filed; then looked at, a sample taken and the party asked on one morning, so many minutes from one to the next."""
    filed(pen)
    scene = pen.act("scene_record", 1)
    if at is not None:
        moved(pen, scene, at)
    start = scene.at
    for n, kind in enumerate(("take_sample", "question_person"), 1):
        pen.now = start + timedelta(minutes=n * minutes - 2)
        act = pen.act(kind)
        act.at = start + timedelta(minutes=n * minutes)
        if "id_shown" in act.facts:
            act.facts["id_shown_at"] = act.at.isoformat()
    for n, kind in enumerate(("scene_record", "take_sample", "question_person")):
        pen.draft.the(kind).entered = start + timedelta(minutes=2 * minutes + 5 + n)
    pen.now = start + timedelta(minutes=2 * minutes + 10)


def seen_to_end(pen: Pen) -> None:
    """Ordered to mend, mended, and so to the archive."""
    pen.act("order_correction")
    pen.act("add_evidence")
    pen.act("recheck", 3)
    pen.act("question_person", pen.random.randint(1, 4))
    for part in (reported, told, decided, ended):
        part(pen)
