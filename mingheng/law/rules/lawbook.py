"""The law as values: what the YAML under `lawbook/` becomes after reading.

Every class is frozen and refuses unknown keys, so that a misspelt key in a law file is an
error with its name and not a rule that silently never applies. Amounts are yuan; days are
Asia/Shanghai dates. A citation is `statute/article[/paragraph[/item]]`, e.g. `xzcf/58/1/2`.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class LawValue(BaseModel):
    """Base of all law values: immutable and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Status(StrEnum):
    """How well a fact of law is established (law-facts 0.1)."""

    VERIFIED = "V"
    SECOND_HAND = "W"
    SEED = "S"
    SEEN_IN_PROGRAMS = "G"
    COMPUTED = "C"
    UNVERIFIED = "U"
    DESIGN = "D"


class Dated(LawValue):
    """Something in force from `since` up to and including `until` (None: open)."""

    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on the day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Unit(StrEnum):
    """What a parameter counts."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"
    YUAN = "yuan"
    RATE = "rate"
    COUNT = "count"
    CHARACTERS = "characters"
    CLOCK_TIME = "clock_time"
    WORDS = "words"


class DatedValue(LawValue):
    """One value of a parameter from a day on; `value: null` repeals it."""

    since: date
    value: Decimal | str | tuple[str, ...] | None
    cite: tuple[str, ...]
    status: Status
    checked_on: date
    note: str = ""


class Parameter(LawValue):
    """A number or words of law with its dated values."""

    key: str
    title: str
    unit: Unit
    values: tuple[DatedValue, ...]


class StatuteVersion(Dated):
    """One text of a statute.

    `text` is the file name the importer looks for; `gists` says in
    our own words what an article holds, for when the text has not been imported.
    """

    id: str
    status: Status
    text: tuple[str, ...] = ()
    gists: dict[str, str] = {}
    note: str = ""


class Level(StrEnum):
    """Rank of a statute; a fine may rest on any of them, a clock extension only on some."""

    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    LOCAL_REGULATION = "local_regulation"
    DEPARTMENT_RULE = "department_rule"
    LOCAL_RULE = "local_rule"
    NORMATIVE_DOCUMENT = "normative_document"
    SOURCE_DOCUMENT = "source_document"


class Statute(LawValue):
    """A statute with its versions."""

    key: str
    name: str
    short: str
    authority: str
    number: str = ""
    level: Level
    versions: tuple[StatuteVersion, ...]


class Absolute(LawValue):
    """A fine between two amounts, both included."""

    kind: Literal["absolute"]
    min: Decimal
    max: Decimal


class RateOf(LawValue):
    """A fine as a multiple of a measured fact, e.g. 5–10 % of the cost of the works (0.05–0.10)."""

    kind: Literal["rate"]
    of: str
    min: Decimal
    max: Decimal


class PerUnit(LawValue):
    """A fine per unit of a measured fact and, with `per_day`, per day of a second measure."""

    kind: Literal["per_unit"]
    of: str
    days: str | None = None
    min: Decimal
    max: Decimal


FineRange = Annotated[Absolute | RateOf | PerUnit, Field(discriminator="kind")]


class Who(StrEnum):
    """For whom a clause is meant."""

    ANYONE = "anyone"
    CITIZEN = "citizen"
    ORGANISATION = "organisation"


class Clause(LawValue):
    """One penalty an item may lead to: for whom, in which circumstance, how much.

    `stage` first: at once; refusal: only after a served correction order and a re-check that
    found it not carried out; grave: grave circumstances, to be reasoned.
    """

    key: str
    stage: Literal["first", "refusal", "grave"]
    who: Who = Who.ANYONE
    fine: FineRange | None = None
    warning: bool = False
    also: tuple[str, ...] = ()
    hearing: bool = False
    optional: bool = False
    demolition: bool = False


class ItemVersion(Dated):
    """What the law said about one kind of conduct during one period.

    `seizure`: what lets things be sealed or seized, where so said only after the party refused to correct.
    """

    breach: tuple[str, ...]
    penalty: tuple[str, ...]
    clauses: tuple[Clause, ...]
    procedures: tuple[Literal["ordinary", "simple", "off_site"], ...]
    status: Status
    note: str = ""
    seizure: tuple[str, ...] = ()
    seizure_on_refusal: bool = False


class Measure(LawValue):
    """A measured fact a fine may depend on."""

    title: str
    unit: str


class Concurrence(LawValue):
    """Another item the same conduct may meet; `special`: the item that says so goes before that other one."""

    special: bool = False
    why: str
    status: Status


class Item(LawValue):
    """An enforcement item (执法事项) of the catalogue; `versions` do not overlap."""

    key: str
    number: int
    title: str
    field: str
    environmental: bool = False
    measures: dict[str, Measure] = {}
    elements: tuple[str, ...]
    correction: str
    concurs: dict[str, Concurrence] = {}
    versions: tuple[ItemVersion, ...]


class PowerList(Dated):
    """A published list of the items a body enforces: from when, by which units, at which places (行政处罚法 24).

    No `units`, no `places`: every one. `places` are words one of which stands in the place's name. `demonstration`:
    shipped to show the form, not a published list.
    """

    key: str
    title: str
    body: str
    units: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    items: tuple[str, ...]
    demonstration: bool
    cite: tuple[str, ...]
    status: Status

    def holds_for(self, item: str, unit: str, place: str, day: date) -> bool:
        """Whether the item is on the list for this unit and place on the day."""
        here = not self.places or any(word in place for word in self.places)
        return self.holds_on(day) and item in self.items and here and (not self.units or unit in self.units)


class Grade(LawValue):
    """One step of a discretion benchmark: when it fits and the band it gives."""

    key: str
    title: str
    factors: tuple[str, ...]
    clause: str
    band: FineRange


class Benchmark(Dated):
    """Discretion benchmark (裁量基准) of an item. `demonstration`: shipped to show the form, not law."""

    item: str
    demonstration: bool
    cite: tuple[str, ...] = ()
    status: Status
    grades: tuple[Grade, ...]


class Calendar(LawValue):
    """Days off and make-up working days of one year as published by the State Council."""

    year: int
    off: frozenset[date]
    makeup: frozenset[date]
    status: Status
    source: str


class Predicate(LawValue):
    """A judgement the law asks for, in one sentence: what rules carry out and worked examples prove (law-facts §16)."""

    key: str
    title: str
    severity: Literal["fatal", "heavy", "light"]
    cite: tuple[str, ...]


class Pattern(LawValue):
    """What no single rule shows (预警情形): what it looks for, in which acts, and by which thresholds.

    `says` is the sentence of a finding; `measure` what it measures. `acts` are the acts it reads, by the part they play,
    `facts` the texts it reads, `procedures` those it is about (none: all). `thresholds` are parameters by the name the pattern
    gives them. Without what it `needs` it cannot look (a table of the log, or `table.column`); what makes it `finer` it can miss.
    """

    key: str
    title: str
    looks_for: str
    says: str
    severity: Literal["fatal", "heavy", "light"]
    measure: Literal["days", "minutes", "yuan", "cases", "share"]
    acts: dict[str, tuple[str, ...]] = {}
    facts: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    thresholds: dict[str, str]
    needs: tuple[str, ...] = ()
    finer: tuple[str, ...] = ()
    cite: tuple[str, ...]
    status: Status
