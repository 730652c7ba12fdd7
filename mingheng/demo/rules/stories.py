"""What happens in the cases of the district: a story names its people, its road and what is particular to it.

`data/stories/` holds the stories, `matters.yaml` what is said in every case of one enforcement item, `roads.yaml`
stretches of road that many cases go, `phrases.yaml` what is said whatever the matter. Law is in none of them.
"""

from collections.abc import Iterator
from datetime import date, time
from functools import cache
from typing import Any

from pydantic import Field, model_validator

from mingheng.demo.rules.reading import DATA, Told, told

Say = dict[str, dict[str, Any]]
ORDINARY = "ordinary"
CHECKED, ANSWERED = "check_lead", "tell_informant"
FROM_PEOPLE = ("hotline", "complaint")


class Penalty(Told):
    """What is proposed for a party; sums are decimal text, as a form gives them."""

    clause: str
    amount: str
    grade: str = ""
    measures: dict[str, str] = Field(default_factory=dict)
    confiscated: str = ""
    mitigation: str = ""
    departure: str = ""


class PartyTold(Told):
    """A party; `born` only for citizens, `representative` only for the others. `serial` tells one of many apart."""

    kind: str
    name: str
    address: str
    born: date | None = None
    representative: str = ""
    penalty: Penalty | None = None
    serial: int | None = None


class Stop(Told):
    """One act on a road: so many working days after the one before, and what is particular to it.

    `scans` are papers that come with the act, where it takes files.
    """

    act: str
    gap: int = 0
    party: int | None = None
    by: str = ""
    at: time | None = None
    scans: int = 0
    facts: dict[str, Any] = Field(default_factory=dict)


class Evidence(Told):
    """A piece of evidence as a matter tells it: `proves` counts the item's elements from 0."""

    kind: str
    title: str
    source: str
    proves: tuple[int, ...]
    photos: int = 0
    scans: int = 0


class Matter(Told):
    """What is said in every case of an item, by act and fact, and its evidence in the order it is taken.

    `hours` are the times of day at which single acts take place, where it matters.
    """

    item: str
    hours: dict[str, time] = Field(default_factory=dict)
    say: Say = Field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


class Story(Told):
    """One case. It ended `ago` working days before the last one, or it began on a day of its own.

    `conduct` is a day, or so many days before the lead. A `once` is not told again in the ten years' volume. Of a `signed` one every
    paper was scanned back before it went to the archive.
    """

    key: str
    procedure: str = ORDINARY
    once: bool = False
    signed: bool = False
    unit: str
    pair: tuple[str, str]
    place: str
    source: str
    lead: str
    matter: str = ""
    parties: tuple[PartyTold, ...] = ()
    conduct: date | int = 0
    details: dict[str, str] = Field(default_factory=dict)
    say: Say = Field(default_factory=dict)
    road: tuple[Stop, ...]
    ago: int | None = None
    began: date | None = None

    @model_validator(mode="before")
    @classmethod
    def _stretches_are_roads(cls, given: Any) -> Any:
        return {**given, "road": _answered(list(_road(given["road"])), given["source"])}

    @model_validator(mode="after")
    def _stands_in_time(self) -> "Story":
        if (self.ago is None) == (self.began is None):
            raise ValueError(f"{self.key}: either ago or began")
        return self


def _road(written: Any) -> Iterator[dict[str, Any]]:
    """Stops out of names of stretches, `act+2` and written-out stops."""
    for word in written:
        if isinstance(word, str) and word in told("roads.yaml"):
            yield from _road(told("roads.yaml")[word])
        elif isinstance(word, str):
            act, _, gap = word.partition("+")
            yield {"act": act, "gap": int(gap or 0)}
        else:
            act, _, gap = word["act"].partition("+")
            yield {**word, "act": act, "gap": int(gap or 0)}


def _answered(road: list[dict[str, Any]], source: str) -> list[dict[str, Any]]:
    """Who reported it is told once it was checked, unless that is as far as the story goes."""
    checked = next((n for n, stop in enumerate(road[:-1], 1) if stop["act"] == CHECKED), 0)
    told_now = source in FROM_PEOPLE and checked
    return [*road[:checked], {"act": ANSWERED}, *road[checked:]] if told_now else road


@cache
def stories() -> tuple[Story, ...]:
    """Every story, in the order of the files and within them."""
    files = sorted((DATA / "stories").glob("*.yaml"))
    return tuple(Story.model_validate(one) for file in files for one in told(f"stories/{file.name}"))


@cache
def matters() -> dict[str, Matter]:
    """Matters by key."""
    return {key: Matter.model_validate({"item": key, **said}) for key, said in told("matters.yaml").items()}


@cache
def phrases() -> Say:
    """What is said whatever the matter, by act and fact."""
    found: Say = told("phrases.yaml")
    return found


def serial_of(party: PartyTold) -> int:
    """The number of a party from which its identity number and telephone follow."""
    return serials()[party.name] if party.serial is None else party.serial


@cache
def serials() -> dict[str, int]:
    """Every party by name with a number of its own: one that comes in two stories is one party."""
    names = dict.fromkeys(party.name for story in stories() for party in story.parties)
    return {name: number for number, name in enumerate(names, 1)}
