"""The engine: may this act be added to this docket, and what does the docket say so far.

`judge` is the gate before an act; `consider` asks the same of an act whose facts are not known
yet; `check` judges every act of a docket against its own prefix. All are pure.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from mingheng.law.rules.clocks import Clock, clocks_of
from mingheng.law.rules.context import Context, Law
from mingheng.law.rules.docket import Act, Docket
from mingheng.law.rules.findings import Answer, Finding, Verdict
from mingheng.law.rules.kinds import KINDS
from mingheng.law.rules.procedure import FactSpec, plain


def judge(docket: Docket, act: Act, law: Law) -> Verdict:
    """All findings about adding the act: its facts' shape, its times, and every rule that gates it."""
    context = Context(docket, law)
    shape = tuple(_shape(docket, act))
    return Verdict(act.kind, act.party, (*shape, *_rules(context, act)))


def consider(docket: Docket, kind: str, party: str | None, law: Law, *, as_of: date, at: datetime) -> Verdict:
    """What the rules say today of an act whose facts are still to be given."""
    context = Context(docket, law, prospective=True)
    act = Act(n=len(docket.acts) + 1, kind=kind, by=0, at=at, happened=as_of, party=party)
    return Verdict(kind, party, tuple(_rules(context, act)))


def check(docket: Docket, law: Law) -> tuple[tuple[Act, Verdict], ...]:
    """Every act judged against the acts before it."""
    return tuple((act, judge(docket.prefix(i), act, law)) for i, act in enumerate(docket.acts))


def open_duties(docket: Docket, law: Law) -> tuple[Clock, ...]:
    """Clocks that run and have not been met."""
    return tuple(c for c in clocks_of(Context(docket, law)) if c.stopped is None)


def _rules(context: Context, act: Act) -> Iterator[Finding]:
    for code, rule in context.docket.procedure.rules_of(act.kind).items():
        yield KINDS[rule.kind](code, rule, context, act)


def _shape(docket: Docket, act: Act) -> Iterator[Finding]:
    spec = docket.procedure.acts[act.kind]
    if act.happened > act.at.date():
        yield _told("time-not-future", f"发生日期 {act.happened} 晚于今天", "核对日期", "happened")
    if spec.per_party and docket.party(act.party) is None:
        yield _told("party-required", "没有写明是对哪一名当事人办理", "选择当事人", "party")
    for name, fact in spec.facts.items():
        yield from _fact(name, fact, act.facts.get(name))


def _fact(name: str, fact: FactSpec, value: Any) -> Iterator[Finding]:
    if value in (None, "", (), [], {}):
        if fact.required:
            yield _told("fact-required", f"“{fact.title}”没有填写", f"补填“{fact.title}”", name)
        return
    if fact.must and plain(value) != ("yes",):
        yield _told("fact-must-hold", f"“{fact.title}”必须做到", f"做到“{fact.title}”后再办理", name)
    if fact.choices and not set(plain(value)) <= set(fact.choices):
        yield _told("fact-not-a-choice", f"“{fact.title}”不在可选范围内", "从列出的选项中选择", name)


def _told(code: str, reason: str, remedy: str, field: str) -> Finding:
    return replace(Finding(code, "shape", Answer.BROKEN, reason, remedy=remedy), field=field)
