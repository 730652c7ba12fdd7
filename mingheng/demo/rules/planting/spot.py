"""Lawful cases decided on the spot, minute by minute, alone or one after another along a street."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from mingheng.demo.rules.planting import words
from mingheng.demo.rules.planting.draft import DraftAct
from mingheng.demo.rules.planting.ordinary import AS_USUAL, MORNING, Pen, road
from mingheng.kit.dates import day_of, moment_of

ON_THE_SPOT = ("establish_facts", "tell_on_spot", "order_correction", "make_decision", "serve_decision", "recheck")
PLACED = (*ON_THE_SPOT, "register_lead")
PHRASED = 0.4  # of the cases on the spot say what everybody says
MINUTES = {"establish_facts": 1, "tell_on_spot": 2, "order_correction": 1, "make_decision": 2, "serve_decision": 1, "recheck": 1}


def decided_on_spot(pen: Pen) -> None:
    """From the lead to the street cleared: a matter of ten minutes, entered on the spot."""
    _act(pen, "register_lead", 0, content=f"巡查发现{pen.draft.place}有人涉嫌违法", place=pen.draft.place)
    _act(pen, "register_party", 1, kind=pen.draft.party.kind, name=pen.draft.party.name, identity_number=pen.draft.identity, address=pen.draft.place, party_id=pen.draft.party.id)  # fmt: skip
    for kind in ON_THE_SPOT:
        _act(pen, kind, MINUTES[kind], **_said(pen, kind))


def reported_and_paid(pen: Pen) -> None:
    """Reported the next day, paid, closed, archived."""
    _later(pen, "report_on_spot", 1, report=f"{pen.draft.place}当场处罚，决定书当场交付，当事人已改正，罚款待缴")
    _later(pen, "record_payment", pen.random.randint(1, 3), paid=str(pen.amount), receipt=f"S-{pen.random.randint(10**7, 10**8)}")
    _later(pen, "close_on_spot", pen.random.randint(1, 5), pen.squad.leader, reason=words.opinion(pen.random, pen.draft.place))
    _later(pen, "archive_case", pen.random.randint(1, 4))


def whole_spot(pen: Pen) -> None:
    """A case on the spot from lead to archive."""
    decided_on_spot(pen)
    reported_and_paid(pen)


def _said(pen: Pen, kind: str) -> dict[str, Any]:
    random, draft = pen.random, pen.draft
    said: dict[str, Any] = {"officers": list(draft.pair)}
    about = {"item": pen.matter.item, "conduct_day": day_of(pen.now).isoformat()}
    if kind == "establish_facts":
        said |= {**about, "recording": f"LJ-{random.getrandbits(40):010x}", "found": draft_found(pen)}
    if kind in ("tell_on_spot", "make_decision"):
        said |= {**about, "amount": str(pen.amount)}
    if kind == "make_decision":
        said |= {"grade": pen.matter.grade or None, "found": draft.the("establish_facts").facts["found"]}
    if kind == "order_correction":
        said |= {"until": day_of(pen.now).isoformat()}
    if kind == "serve_decision":
        said |= {"receiver": draft.party.name, "place": draft.place}
    return said


def draft_found(pen: Pen) -> str:
    """What was established: mostly a line of its own, often the short phrase everybody writes."""
    return words.SET_PHRASE if pen.random.random() < PHRASED else words.scene(pen.random, pen.draft.place, pen.draft.party.name)


def _act(pen: Pen, kind: str, minutes: int, /, **facts: Any) -> None:
    pen.now += timedelta(minutes=minutes)
    act = _added(pen, kind, None, facts)
    act.entered = pen.now + timedelta(seconds=40)
    if kind in PLACED:
        act.place, act.point = pen.draft.place, pen.draft.point


def _later(pen: Pen, kind: str, gap: int, by: int | None = None, /, **facts: Any) -> None:
    days = pen.change.get(kind, AS_USUAL).gap or gap
    pen.now = moment_of(pen.day(days), MORNING) + timedelta(minutes=pen.random.randint(0, 400))
    _added(pen, kind, by, facts)


def _added(pen: Pen, kind: str, by: int | None, facts: Mapping[str, Any]) -> DraftAct:
    told, other = road("road-simple.yaml")[kind], pen.change.get(kind, AS_USUAL)
    usual = {**(told.get("facts") or {}), **facts, **other.facts}
    said = {name: value for name, value in usual.items() if value is not None}
    act = DraftAct(kind, other.by or by or pen.draft.pair[0], pen.now, said, pen.draft.party.id if told.get("party") else None)
    if not other.left_out:
        pen.draft.acts.append(act)
    return act
