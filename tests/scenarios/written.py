"""Worked examples as lawyers write them in `lawbook/scenarios/*.yaml`, strict about their keys."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from mingheng.kit.paths import lawbook_dir
from mingheng.kit.yaml_files import read_yaml
from mingheng.law.rules.docket import Act
from mingheng.law.rules.lawbook import Unit
from tests.scenarios.road import ORDINARY, PENALTY, Cast, Example, example


class Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Deadline(Written):
    """From which day, how long, until which day."""

    name: str
    kind: Literal["deadline"]
    since: date = Field(alias="from")
    limit: int
    unit: Unit
    roll: bool
    expect: date
    provisional: bool = False
    cite: tuple[str, ...]


class TextExpected(Written):
    version_since: date | None
    min: Decimal | None
    max: Decimal | None
    no_fine: bool


class LawOfTime(Written):
    """Which text applies to a conduct of one day decided on another."""

    name: str
    kind: Literal["law_of_time"]
    item: str
    who: Literal["citizen", "organisation"]
    stage: str
    conduct: date
    decided: date
    expect: TextExpected
    why: str


class WrittenAct(Written):
    """An act: what differs from the road or from the side table of `road.yaml`. A fact of null is taken out."""

    act: str
    day: date | None = None
    received: date | None = None
    time: str | None = None
    by: int | None = None
    party: str | None = None
    facts: dict[str, Any] = Field(default_factory=dict)

    def onto(self, made: Example) -> Act:
        return made.next(self.act, self.day, party=self.party, by=self.by, received=self.received, at=self.time, **self.facts)


class Change(Written):
    """What is different about an act of the road."""

    day: date | None = None
    by: int | None = None
    facts: dict[str, Any] = Field(default_factory=dict)
    left_out: bool = False


class Certificate(Written):
    """Another state of somebody's certificate from a day on."""

    state: Literal["valid", "suspended", "withdrawn", "cancelled", "expired", "none"]
    since: date = Field(alias="from")


class Given(Written):
    """The road until an act, with changes, then more acts."""

    until: str | None
    procedure: str = ORDINARY
    shift: int = 0
    parties: dict[str, Literal["citizen", "organisation", "individual_business"]] | None = None
    item: str | None = None
    clause: str | None = None
    grade: str | None = None
    amount: str | None = None
    conduct_day: date | None = None
    measures: dict[str, str] | None = None
    people: dict[int, Certificate] = Field(default_factory=dict)
    change: dict[str, Change] = Field(default_factory=dict)
    then: tuple[WrittenAct, ...] = ()

    def example(self) -> Example:
        told = {name: getattr(self, name) for name in PENALTY if getattr(self, name) is not None}
        cast = Cast({i: (c.since, c.state) for i, c in self.people.items()})
        change = {act: other.model_dump(exclude_unset=True) for act, other in self.change.items()}
        made = example(
            self.until, parties=self.parties, change=change, penalty=told, cast=cast, shift=self.shift, procedure=self.procedure
        )
        for more in self.then:
            facts = {"party": more.party, "by": more.by, "received": more.received, "at": more.time, **more.facts}
            made = made.then(more.act, more.day, **facts)
        return made


class Expected(Written):
    """What the engine shall say: allowed, or the codes of all refusals; and where the docket then stands.

    `noted` are the codes of breaches that are recorded without stopping the act, `next` the act whose turn it
    is (with the party after a space), `clocks` the last day of periods (with the party after a space, and after another the number of the act it is about).
    """

    allowed: Literal[True] | None = None
    refused: tuple[str, ...] = ()
    noted: tuple[str, ...] | None = None
    next: str | None = None
    stage: str | None = None
    due: date | None = None
    provisional: bool | None = None
    closed: bool | None = None
    clocks: dict[str, date] = Field(default_factory=dict)


class ProcedureExample(Written):
    """May this act be taken here? `facts` are the facts of law (docs/law-facts) the example proves."""

    name: str
    kind: Literal["procedure"]
    given: Given
    when: WrittenAct
    expect: Expected
    facts: tuple[str, ...] = ()
    why: str = ""


Scenario = Annotated[Deadline | LawOfTime | ProcedureExample, Field(discriminator="kind")]
BACKDROP = "road"  # the road and what stands beside it


@cache
def written() -> Mapping[str, Deadline | LawOfTime | ProcedureExample]:
    """Every worked example by its name. Raises when a name is used twice or a file is not in the format."""
    found: dict[str, Deadline | LawOfTime | ProcedureExample] = {}
    for path in sorted((lawbook_dir() / "scenarios").glob("*.yaml")):
        if path.stem.startswith(BACKDROP):
            continue
        listed = TypeAdapter(list[Scenario]).validate_python(read_yaml(path))
        for one in listed:
            if one.name in found:
                raise ValueError(f"{path.name}: the name “{one.name}” is used twice")
            found[one.name] = one
    return found


def of_procedure() -> tuple[ProcedureExample, ...]:
    return tuple(one for one in written().values() if isinstance(one, ProcedureExample))
