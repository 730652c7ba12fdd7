"""The engine: may this act be added to this docket, and what does the docket say so far.

`judge` is the gate before an act; `consider` asks the same of an act whose facts are not known
yet; `check` judges every act of a docket against its own prefix. All are pure.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from mingheng.law.rules.clocks import Clock, clocks_of
from mingheng.law.rules.context import Context, Law
from mingheng.law.rules.docket import Act, Docket
from mingheng.law.rules.findings import Answer, Finding, Verdict
from mingheng.law.rules.kinds import ask
from mingheng.law.rules.reading.problems import NotInForce
from mingheng.law.rules.shape import shape
from mingheng.law.rules.specials import finding


def judge(docket: Docket, act: Act, law: Law) -> Verdict:
    """All findings about adding the act: its facts' shape, its times, and every rule that gates it."""
    act, findings = shape(docket, docket.naming(act))
    return Verdict(act.kind, act.party, (*findings, *_rules(Context(docket, law).of_act(act), act)))


def consider(docket: Docket, kind: str, party: str | None, law: Law, *, as_of: date, at: datetime) -> Verdict:
    """What the rules say today of an act whose facts are still to be given; of whatever it may be about, the best."""
    context = Context(docket, law, prospective=True)
    act = Act(n=len(docket.acts) + 1, kind=kind, by=0, at=at, happened=as_of, party=party)
    found = [Verdict(kind, party, tuple(_rules(way, act))) for way in context.ways(kind, party)]
    return next((verdict for verdict in found if verdict.allowed), found[0])


def check(docket: Docket, law: Law) -> tuple[tuple[Act, Verdict], ...]:
    """Every act judged against the acts before it."""
    return tuple((act, judge(docket.prefix(i), act, law)) for i, act in enumerate(docket.acts))


def open_duties(docket: Docket, law: Law) -> tuple[Clock, ...]:
    """Clocks that run and have not been met."""
    return tuple(c for c in clocks_of(Context(docket, law)) if c.stopped is None)


def _rules(context: Context, act: Act) -> Iterator[Finding]:
    for code, rule in context.docket.procedure.rules_of(act.kind).items():
        try:
            yield ask(code, rule, context, act)
        except NotInForce as lacking:
            yield replace(finding(code, rule, act, Answer.UNKNOWN), reason=f"{rule.why}（无法核对：{lacking}）")
