"""The shape of an act before any rule reads it: its times, its party, and each declared fact well written.

A fact that cannot be read is not given to the rules: they answer as if it were missing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from mingheng.kit.dates import day_of
from mingheng.law.rules.docket import Act, Docket
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.procedure import FactSpec, plain

CENT = Decimal("0.01")
LARGEST = Decimal(10) ** 12


def shape(docket: Docket, act: Act) -> tuple[Act, tuple[Finding, ...]]:
    """The act as the rules may read it, and what is wrong with its form."""
    findings = [*_times(docket, act), *_party(docket, act)]
    readable = dict(act.facts)
    for name, fact in docket.procedure.acts[act.kind].facts.items():
        found = _fact(name, fact, act.facts.get(name))
        findings += [found] if found else []
        if _blank(act.facts.get(name)) or (found and found.code == "fact-malformed"):
            readable.pop(name, None)
    return replace(act, facts=MappingProxyType(readable)), tuple(findings)


def _times(docket: Docket, act: Act) -> Iterator[Finding]:
    received = day_of(act.at)
    if act.happened > received or (act.happened_at is not None and act.happened_at > act.at):
        yield _told("time-not-future", f"发生日期 {act.happened} 晚于今天", "核对日期", "happened")
    elif docket.procedure.acts[act.kind].happened == "now" and act.happened != received:
        yield _told("time-is-now", "这一步自系统收到之日起生效，不能填写另外的日期", "去掉发生日期，按今天办理", "happened")
    if act.happened < docket.procedure.since:
        since = docket.procedure.since
        yield _told("time-too-early", f"发生日期 {act.happened} 早于本程序的施行日期 {since}", "核对日期", "happened")
    if act.happened_at is not None and day_of(act.happened_at) != act.happened:
        yield _told("time-contradicts", "发生日期与发生时刻不是同一天", "核对发生时间", "happened")


def _party(docket: Docket, act: Act) -> Iterator[Finding]:
    spec = docket.procedure.acts[act.kind]
    if spec.per_party and docket.party(act.party) is None:
        yield _told("party-required", "没有写明是对哪一名当事人办理", "选择当事人", "party")
    if act.party is not None and not (spec.per_party or spec.per_party_when_given):
        yield _told("party-not-wanted", "这一步是对全案办理的，不分当事人", "去掉当事人", "party")


def _fact(name: str, fact: FactSpec, value: Any) -> Finding | None:
    if _blank(value):
        if fact.required:
            return _told("fact-required", f"“{fact.title}”没有填写", f"补填“{fact.title}”", name)
        if value in (None, "") or (not fact.choices and READABLE.get(fact.type, _anything)(value)):
            return None
    if not READABLE.get(fact.type, _anything)(value):
        return _told("fact-malformed", f"“{fact.title}”的写法不对", f"按要求重新填写“{fact.title}”", name)
    if fact.must and plain(value) != ("yes",):
        return _told("fact-must-hold", f"“{fact.title}”必须做到", f"做到“{fact.title}”后再办理", name)
    if fact.choices and not set(plain(value)) <= set(fact.choices):
        return _told("fact-not-a-choice", f"“{fact.title}”不在可选范围内", "从列出的选项中选择", name)
    return None


def _blank(value: Any) -> bool:
    return value is None or value in ("", (), [], {}) or (isinstance(value, str) and not value.strip())


def _told(code: str, reason: str, remedy: str, field: str) -> Finding:
    return Finding(code, "shape", Answer.BROKEN, reason, remedy=remedy, field=field)


def _anything(value: Any) -> bool:
    return True


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    """A finite number, not negative, that the database can keep."""
    if isinstance(value, bool):
        return False
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return False
    return number.is_finite() and 0 <= number < LARGEST


def _money(value: Any) -> bool:
    """A sum in yuan and whole fen."""
    return _number(value) and Decimal(str(value)) % CENT == 0


def _day(value: Any) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _moment(value: Any) -> bool:
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _officer(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and str(value).isascii() and str(value).isdigit()


def _officers(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(_officer(v) for v in value)


def _measures(value: Any) -> bool:
    return isinstance(value, Mapping) and all(_number(v) for v in value.values())


def _plan(value: Any) -> bool:
    """Rows of a day and a sum."""
    return _rows(value) and all(_day(row.get("day")) and _money(row.get("amount")) for row in value)


def _rows(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(row, Mapping) for row in value)


READABLE: Mapping[str, Callable[[Any], bool]] = MappingProxyType({
    "agents": _rows, "mends": _rows, "other_cases": _rows, "answers": _rows, "choice": _text, "clause": _text, "day": _day, "earlier_act": _officer, "evidence_kind": _text,
    "files": _rows, "grade": _text, "item": _text, "long_text": _text, "measures": _measures, "moment": _moment, "money": _money,
    "number": _number, "officer": _officer, "officer_pair": _officers, "person": _text, "place": _text, "plan": _plan,
    "points": _rows, "proofs": _rows,
    "review_items": _rows, "slip": _text, "text": _text, "things": _rows, "unit": _text, "views": _rows,
})  # fmt: skip
