"""A procedure, a law and a calendar small enough to read whole, for tests of the engine's parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.docket import Act, Docket, Party, Standing
from mingheng.law.rules.lawbook import Benchmark, Calendar, DatedValue, Item, Parameter, PowerList, Status, Unit
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.reading import NotInForce

YEAR = Calendar(
    year=2026,
    off=frozenset(date(2026, 10, d) for d in range(1, 8)),
    makeup=frozenset({date(2026, 10, 10)}),
    status=Status.DESIGN,
    source="虚构",
)
OFFICERS: Mapping[int, Standing] = MappingProxyType({
    1: Standing(1, "甲某", "u", "A", "valid", auxiliary=False, legally_qualified=False),
    2: Standing(2, "乙某", "u", "B", "valid", auxiliary=False, legally_qualified=True),
    3: Standing(3, "丙某", "u", "C", "suspended", auxiliary=False, legally_qualified=False),
    4: Standing(4, "丁某", "u", None, "none", auxiliary=True, legally_qualified=False),
    5: Standing(5, "戊某", "u", "E", "valid", auxiliary=True, legally_qualified=False),
})  # fmt: skip


def parameter(key: str, unit: Unit, *values: tuple[date, Any]) -> Parameter:
    listed = tuple(DatedValue(since=since, value=v, cite=(), status=Status.DESIGN, checked_on=since) for since, v in values)
    return Parameter(key=key, title=key, unit=unit, values=listed)


@dataclass(frozen=True)
class SmallLaw:
    """Parameters and one calendar year; no items."""

    parameters: Mapping[str, Parameter]
    calendars: Mapping[int, Calendar] = field(default_factory=lambda: MappingProxyType({2026: YEAR}))
    items: Mapping[str, Item] = field(default_factory=lambda: MappingProxyType({}))
    benchmarks: Mapping[str, tuple[Benchmark, ...]] = field(default_factory=lambda: MappingProxyType({}))
    powers: tuple[PowerList, ...] = ()

    def value(self, key: str, on: date) -> DatedValue:
        held = [v for v in self.parameters[key].values if v.since <= on]
        if not held:
            raise NotInForce(f"参数 {key} 在 {on} 尚未施行。")
        return held[-1]


START = date(2024, 1, 1)
LAW = SmallLaw({
    "five.working": parameter("five.working", Unit.WORKING_DAYS, (START, Decimal(5))),
    "ten.days": parameter("ten.days", Unit.CALENDAR_DAYS, (START, Decimal(10))),
    "a.day": parameter("a.day", Unit.HOURS, (START, Decimal(24))),
    "three.more": parameter("three.more", Unit.CALENDAR_DAYS, (START, Decimal(3))),
    "two": parameter("two", Unit.COUNT, (START, Decimal(2))),
    "near": parameter("near", Unit.WORKING_DAYS, (START, Decimal(2))),
    "least": parameter("least", Unit.CHARACTERS, (START, Decimal(15))),
    "trivial": parameter("trivial", Unit.WORDS, (START, ("同意", "没有意见"))),
    "later": parameter("later", Unit.COUNT, (date(2026, 6, 1), Decimal(2))),
})  # fmt: skip

TEXT = {"title": "写明", "type": "long_text", "required": False}
MONEY = {"title": "金额", "type": "money", "required": False}
PAIR = {"title": "人员", "type": "officer_pair", "required": False}
CHOICE = {"title": "意见", "type": "choice", "required": False, "choices": {"yes": "同意", "no": "不同意"}}
CASE_FACTS = {
    "reason": TEXT,
    "amount": MONEY,
    "officers": PAIR,
    "opinion": CHOICE,
    "until": {"title": "到", "type": "day", "required": False},
}


def procedure(rules: Mapping[str, Any] | None = None, **more: Any) -> Procedure:
    """Acts `open`, `middle`, `close` for the case and `tell`, `answer` per party, with the rules of the test."""
    told = {"title": "题", "verb": "办", "stage": "only", "by": ["officer"], "facts": CASE_FACTS, "happened": "day"}
    acts: dict[str, Any] = {name: dict(told) for name in ("open", "middle", "close", "pause", "resume", "extend")}
    acts |= {name: {**told, "per_party": True} for name in ("tell", "answer")}
    acts["correct"] = {**told, "facts": {
        "corrects": {"title": "哪一步", "type": "earlier_act"}, "fact": {"title": "哪一项", "type": "text"},
        "corrected_value": {"title": "改为", "type": "long_text"},
    }}  # fmt: skip
    for name, changes in more.pop("acts", {}).items():
        acts[name] = {**acts[name], **changes}
    whole = {
        "key": "small", "title": "小程序", "since": START, "cite": [], "stages": {"only": "唯一"}, "path": [{"any_of": ["open"]}],
        "ends": ["close"], "acts": acts, "clocks": {}, **more,
        "rules": {code: {"cite": [], "why": "不行", "remedy": "补上", **rule} for code, rule in (rules or {}).items()},
    }  # fmt: skip
    return Procedure.model_validate(whole)


def docket(of: Procedure, *acts: Act, parties: tuple[str, ...] = ("甲", "乙")) -> Docket:
    return Docket(of, tuple(Party(p, "citizen", p) for p in parties), tuple(acts))


def act(n: int, kind: str, day: int | date, *, party: str | None = None, by: int = 1, **facts: Any) -> Act:
    """An act of a day (of September 2026), received that evening."""
    on = day if isinstance(day, date) else date(2026, 9, day)
    named = {by, *(int(o) for o in facts.get("officers") or () if str(o).isdigit())}
    return Act(
        n=n, kind=kind, by=by, at=datetime.combine(on, time(18), SHANGHAI), happened=on, party=party,
        facts=MappingProxyType(facts), people=MappingProxyType({i: OFFICERS[i] for i in named if i in OFFICERS}),
    )  # fmt: skip
