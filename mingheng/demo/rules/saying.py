"""The facts of an act of a story, put together from what is particular to it down to what is said always."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from mingheng.demo.rules.numbers import citizen_id, credit_code, telephone
from mingheng.demo.rules.stories import Evidence, PartyTold, Story, matters, phrases, serial_of
from mingheng.demo.rules.timetable import Happening, shifted
from mingheng.kit.dates import day_of
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.lawbook import Item
from mingheng.law.rules.procedure import ActSpec, FactSpec

CITIZEN = "citizen"
HEAVIER = {"key": "裁量基准列明的较重情节", "step": "scene_record", "reason": "现场记录的范围和次数符合较重档列明的情节"}
WORDED = {"text", "long_text", "place", "person"}  # of these a list is a choice of wordings
ARRANGED = "add_evidence"
SHOWN = timedelta(minutes=8)  # before an act is entered, and before it began
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Known:
    """What an act may refer to: people by name, who handles the case, and what was said in it so far."""

    officers: Mapping[str, int]
    handlers: tuple[str, ...]
    unit: str
    said: Mapping[tuple[str, int | None], Mapping[str, Any]]
    pieces: tuple[str, ...]
    items: Mapping[str, Item]
    calendar: WorkingCalendar


def facts_of(happening: Happening, spec: ActSpec, known: Known) -> dict[str, Any]:
    """Every fact the act declares that the story has a value for, as a form would give it."""
    found: dict[str, Any] = {}
    words, particular = _Words(happening, known), _particular(happening, known)
    for name, fact in spec.facts.items():
        value = _value(happening, name, fact, known, particular)
        if fact.type != "files" and value not in (None, "", [], {}):
            found[name] = _finished(value, name, fact, happening, known, words)
    return found


def evidence_of(happening: Happening, known: Known) -> Evidence:
    """The next piece of evidence of the matter."""
    return matters()[happening.story.matter].evidence[len(known.pieces)]


def _value(happening: Happening, name: str, fact: FactSpec, known: Known, particular: Mapping[str, Any]) -> Any:
    story, act = happening.story, happening.stop.act
    matter = matters().get(story.matter)
    for told in (happening.stop.facts, story.say.get(act, NOTHING), particular):
        if told.get(name) is not None:
            return told[name]
    carried = _carried(fact, happening.party, known) if fact.default else None
    if carried is not None:
        return carried
    for told in (matter.say.get(act, NOTHING) if matter else NOTHING, phrases().get(act, NOTHING)):
        if told.get(name) is not None:
            return told[name]
    return {"officer_pair": list(known.handlers), "flag": fact.required or None, "place": story.place}.get(fact.type)


def _particular(happening: Happening, known: Known) -> dict[str, Any]:
    """What follows from who and what the story is about, by fact."""
    own = OWN.get(happening.stop.act)
    return {**_everywhere(happening, known), **(own(happening, known) if own else {})}


def _everywhere(happening: Happening, known: Known) -> dict[str, Any]:
    story = happening.story
    found: dict[str, Any] = {"item": matters()[story.matter].item} if story.matter else {}
    if ("register_lead", None) in known.said:
        found["conduct_day"] = conduct_of(story, known)
    if story.parties:
        party = story.parties[happening.party or 0]
        found["receiver"] = found["person"] = _receiver(party)
        found["relation"] = "self" if party.kind == CITIZEN else "representative"
    return {**found, "id_shown_at": (happening.at - SHOWN).isoformat()}


def _lead(happening: Happening, known: Known) -> dict[str, Any]:
    return {"source": happening.story.source, "content": happening.story.lead}


def _penalty(happening: Happening, known: Known) -> dict[str, Any]:
    penalty = happening.story.parties[happening.party or 0].penalty
    found = {name: value for name, value in penalty if value} if penalty else {}
    return {**found, "circumstances": [HEAVIER]} if found.get("grade") == "heavy" else found


def conduct_of(story: Story, known: Known) -> date:
    """The day of the conduct: as told, or so many days before the lead."""
    if isinstance(story.conduct, date):
        return story.conduct
    lead = date.fromisoformat(known.said["register_lead", None]["day"])
    return lead - timedelta(days=story.conduct)


def _identity(happening: Happening, known: Known) -> dict[str, Any]:
    party = happening.story.parties[happening.party or 0]
    serial = serial_of(party)
    named = citizen_id(serial, party.born) if party.born else credit_code(serial, party.kind)
    return {
        "kind": party.kind, "name": party.name, "identity_number": named, "address": party.address,
        "legal_representative": party.representative, "phone": telephone(serial),
    }  # fmt: skip


def _receiver(party: PartyTold) -> str:
    return party.representative or party.name


def _piece(happening: Happening, known: Known) -> dict[str, Any]:
    piece, elements = evidence_of(happening, known), known.items[matters()[happening.story.matter].item].elements
    return {
        "kind": piece.kind, "title": piece.title, "source": piece.source, "maker": "{one}",
        "proves": [elements[place] for place in piece.proves],
    }  # fmt: skip


OWN: Mapping[str, Callable[[Happening, Known], dict[str, Any]]] = {
    "register_lead": _lead,
    "register_party": _identity,
    ARRANGED: _piece,
    "explain_discretion": _penalty,
    "tell_on_spot": _penalty,
}


def _carried(fact: FactSpec, party: int | None, known: Known) -> Any:
    """What an earlier act said, where the procedure takes its fact over."""
    act, _, name = fact.default.partition(".")
    for who in (party, None):
        if (act, who) in known.said:
            return known.said[act, who].get(name)
    return None


def _finished(value: Any, name: str, fact: FactSpec, happening: Happening, known: Known, words: Mapping[str, str]) -> Any:
    if fact.type == "officer_pair":
        return [known.officers.get(one, one) for one in value]
    if fact.type == "officer":
        return known.officers.get(value, value)
    if fact.type == "earlier_act":
        said = known.said.get((value, happening.party)) or known.said[value, None]
        return str(said["n"])
    if fact.type in ROWS:
        return [ROWS[fact.type](row, happening, known) for row in _worded(value, words, happening.number)]
    if fact.type == "day":
        return _day(value, happening, known).isoformat()
    if isinstance(value, Mapping) and fact.type in WORDED:
        done = {act for act, who in known.said if happening.party is None or who in (None, happening.party)}
        value = next(said for act, said in value.items() if act in done or act == "otherwise")
    if isinstance(value, list) and fact.type in WORDED:
        value = value[(happening.number + len(name)) % len(value)]
    return _worded(value, words, happening.number)


def _view(row: Mapping[str, Any], happening: Happening, known: Known) -> dict[str, Any]:
    return {**row, "officer": known.officers.get(row["officer"], row["officer"])}


def _part(row: Mapping[str, Any], happening: Happening, known: Known) -> dict[str, Any]:
    return {**row, "day": _day(row["day"], happening, known).isoformat()}


def _proof(row: Mapping[str, Any], happening: Happening, known: Known) -> dict[str, Any]:
    """The step of a proof is written by its act: the last such act of the case."""
    step = known.said.get((row["step"], happening.party)) or known.said[row["step"], None]
    return {**row, "step": str(step["n"])}


ROWS: Mapping[str, Callable[..., dict[str, Any]]] = {"plan": _part, "proofs": _proof, "views": _view}


def _day(value: Any, happening: Happening, known: Known) -> date:
    """A day as told, or so many working days from the act's."""
    if isinstance(value, date):
        return value
    if str(value)[0] in "+-":
        return shifted(day_of(happening.at), int(value), known.calendar)
    return date.fromisoformat(value)


def _worded(value: Any, words: Mapping[str, str], number: int) -> Any:
    """Places filled in, in texts and in lists and tables of texts; under `reason` a list is a choice of wordings."""
    if isinstance(value, str):
        return value.format_map(words) if "{" in value else value
    if isinstance(value, list | tuple):
        return [_worded(one, words, number) for one in value]
    if isinstance(value, Mapping):
        chosen = {k: v[number % len(v)] if k == "reason" and isinstance(v, list) else v for k, v in value.items()}
        return {k: _worded(v, words, number) for k, v in chosen.items()}
    return value


class _Words(dict[str, str]):
    """What the places in wordings stand for, worked out where one is met."""

    def __init__(self, happening: Happening, known: Known) -> None:
        super().__init__()
        self.happening, self.known = happening, known

    def __missing__(self, word: str) -> str:
        details = self.happening.story.details
        said = details[word].format_map(self) if word in details else PLACES[word](self.happening, self.known)
        self[word] = said
        return said


def _party_of(happening: Happening) -> PartyTold | None:
    parties = happening.story.parties
    return parties[happening.party or 0] if parties else None


def _parties_named(happening: Happening, known: Known) -> str:
    parties = happening.story.parties
    return "、".join(one.name for one in parties) if happening.party is None else parties[happening.party].name


def _said_item(happening: Happening, known: Known, part: str) -> str:
    matter = matters().get(happening.story.matter)
    return str(getattr(known.items[matter.item], part)) if matter else ""


def _lead_day(happening: Happening, known: Known) -> str:
    lead = known.said.get(("register_lead", None))
    return _said_day(date.fromisoformat(lead["day"])) if lead else ""


def _penalty_amount(happening: Happening, known: Known) -> str:
    party = _party_of(happening)
    return _yuan(party.penalty.amount) if party and party.penalty else ""


PLACES: Mapping[str, Callable[[Happening, Known], str]] = {
    "place": lambda happening, known: happening.story.place,
    "unit": lambda happening, known: known.unit,
    "one": lambda happening, known: known.handlers[0],
    "two": lambda happening, known: known.handlers[1] if len(known.handlers) > 1 else happening.story.pair[1],
    "party": _parties_named,
    "person": lambda happening, known: _receiver(party) if (party := _party_of(happening)) else "",
    "address": lambda happening, known: party.address if (party := _party_of(happening)) else "",
    "amount": _penalty_amount,
    "owed": lambda happening, known: _owed(known.said.get(("make_decision", happening.party), {})),
    "serial": lambda happening, known: f"{serial_of(party) if (party := _party_of(happening)) else 0:06}",
    "item": lambda happening, known: _said_item(happening, known, "title"),
    "correction": lambda happening, known: _said_item(happening, known, "correction"),
    "evidence": lambda happening, known: "、".join(known.pieces),
    "lead_day": _lead_day,
    "conduct": lambda happening, known: (
        _said_day(conduct_of(happening.story, known)) if ("register_lead", None) in known.said else ""
    ),
    "today": lambda happening, known: _said_day(day_of(happening.at)),
}


def _owed(decision: Mapping[str, Any]) -> str:
    """What a decision orders to be paid: the fine and what is confiscated."""
    return str(sum(Decimal(str(decision.get(name) or 0)) for name in ("amount", "confiscated")))


def _said_day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _yuan(amount: str) -> str:
    return f"{Decimal(amount):,f}元"
