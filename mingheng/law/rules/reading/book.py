"""The lawbook as one value, and the questions it answers."""

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from mingheng.law.rules.citations import Citation, CitationRefused
from mingheng.law.rules.lawbook import (
    Benchmark,
    Calendar,
    DatedValue,
    Item,
    Parameter,
    Pattern,
    PowerList,
    Predicate,
    Statute,
    Unit,
)
from mingheng.law.rules.plans import Plan
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.reading.problems import NoSuchEntry, NoSuchParameter, NotInForce
from mingheng.law.rules.standards import ReviewStandard


class Lawbook(BaseModel):
    """All of the law the program knows. Immutable; `digest` names exactly this content.

    `procedures` are those of cases, `supervision` those of matters of supervision: nobody offers one for the other.
    Procedures and benchmarks come as their versions, oldest first. Instruments are given as they
    were written: their schema belongs to the room that renders them.
    """

    model_config = ConfigDict(frozen=True)

    items: Mapping[str, Item]
    parameters: Mapping[str, Parameter]
    procedures: Mapping[str, tuple[Procedure, ...]]
    statutes: Mapping[str, Statute]
    calendars: Mapping[int, Calendar]
    instruments: Mapping[str, Mapping[str, JsonValue]]
    benchmarks: Mapping[str, tuple[Benchmark, ...]]
    powers: tuple[PowerList, ...] = ()
    predicates: Mapping[str, Predicate] = Field(default_factory=dict)
    patterns: Mapping[str, Pattern] = Field(default_factory=dict)
    plans: tuple[Plan, ...] = ()
    standards: Mapping[str, tuple[ReviewStandard, ...]] = Field(default_factory=dict)
    supervision: Mapping[str, tuple[Procedure, ...]] = Field(default_factory=dict)
    digest: str

    def value(self, key: str, on: date) -> DatedValue:
        """The parameter as in force on the day. Raises NoSuchParameter or NotInForce."""
        if key not in self.parameters:
            raise NoSuchParameter(f"法律库没有参数 {key}，请在 lawbook/parameters/ 中补上。")
        begun = [value for value in self.parameters[key].values if value.since <= on]
        found = max(begun, key=lambda value: value.since, default=None)
        if found is None:
            raise NotInForce(f"“{self.parameters[key].title}”在 {on} 尚未施行。")
        if found.value is None:
            raise NotInForce(f"“{self.parameters[key].title}”自 {found.since} 起已废止，{on} 没有值。")
        return found

    def parameter_unit(self, key: str) -> Unit:
        """What the parameter counts. Raises NoSuchParameter."""
        if key not in self.parameters:
            raise NoSuchParameter(f"法律库没有参数 {key}，请在 lawbook/parameters/ 中补上。")
        return self.parameters[key].unit

    def plan(self, on: date) -> Plan | None:
        """The plan of supervision in force on the day, if there is one."""
        return next((plan for plan in self.plans if plan.holds_on(on)), None)

    def statute(self, key: str) -> Statute:
        """Raises NoSuchEntry."""
        if key not in self.statutes:
            raise NoSuchEntry(f"法律库没有登记 {key}，请在 lawbook/statutes/ 中补上。")
        return self.statutes[key]

    def procedure(self, key: str, on: date | None = None) -> Procedure:
        """The procedure of cases or of supervision in force on the day; without a day, its latest version. Raises NoSuchEntry."""
        versions = self.procedures.get(key) or self.supervision.get(key, ())
        if not versions:
            raise NoSuchEntry(f"法律库没有程序 {key}，请在 lawbook/procedures/ 中补上。")
        if on is None:
            return versions[-1]
        held = [v for v in versions if v.since <= on and (v.until is None or on <= v.until)]
        if not held:
            raise NoSuchEntry(f"程序 {key} 在 {on} 没有施行中的版本。")
        return held[-1]

    def standard(self, key: str, on: date) -> ReviewStandard:
        """The scoring standard in force on the day. Raises NoSuchEntry."""
        held = [version for version in self.standards.get(key, ()) if version.holds_on(on)]
        if not held:
            raise NoSuchEntry(f"法律库没有 {on} 施行中的评分标准 {key}，请在 lawbook/standards/ 中补上。")
        return held[-1]

    def cite_text(self, ref: str) -> str:
        """`xzcf/58/1/2` as 行政处罚法 第58条第1款第2项. Raises CitationRefused."""
        citation = Citation.parse(ref)
        if citation.statute not in self.statutes:
            raise CitationRefused(f"引用“{ref}”所指的法律 {citation.statute} 没有登记。")
        return f"{self.statutes[citation.statute].short} {citation.place}"
