"""The engine: may this act be added to this docket, and what does the docket say so far.

`judge` is the gate before an act; `consider` asks the same of an act whose facts are not known
yet; `check` judges every act of a docket against its own prefix. All are pure.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from mingheng.law.rules.clocks import Clock, clock_of, clocks_of
from mingheng.law.rules.context import Context, Law
from mingheng.law.rules.docket import Act, Docket
from mingheng.law.rules.findings import Answer, Finding, Verdict
from mingheng.law.rules.kinds import ask
from mingheng.law.rules.predicates import PREDICATES
from mingheng.law.rules.procedure import Procedure, RuleSpec
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
    return tuple((act, judge(stood, act, law)) for stood, act in docket.growing())


def open_duties(docket: Docket, law: Law) -> tuple[Clock, ...]:
    """Clocks that run and have not been met."""
    return tuple(c for c in clocks_of(Context(docket, law)) if c.stopped is None)


def duties(docket: Docket, law: Law, *, as_of: date, clocks: Container[str] | None = None) -> tuple[Finding, ...]:
    """What a rule wants done by a day and is not done yet: pending while there is time, then broken.

    One finding a clock (of `clocks`, or of all); a closed case owes nothing. Pending without a day is a clock that is
    held. A rule with a question (`when`) speaks where the docket answers it yes today.
    """
    context = Context(docket, law)
    if any(context.done(act) for kind in docket.procedure.ends for act in context.live.of([kind])):
        return ()
    return tuple(
        _duty(code, rule, clock, as_of)
        for key, (code, rule) in duty_rules(docket.procedure).items()
        if clocks is None or key in clocks
        for party in context.parties(None, docket.procedure.clocks[key].per_party)
        if (clock := clock_of(context, key, party)) is not None and clock.stopped is None
        if rule.when is None or PREDICATES[rule.when](context, party) is True
    )


def duty_rules(procedure: Procedure) -> Mapping[str, tuple[str, RuleSpec]]:
    """Of each clock the agency must keep the first rule that speaks of it, one without a question where there is one.

    A period that is the party's own is nobody's duty; one kept from view is meant for some cases only.
    """
    found: dict[str, tuple[str, RuleSpec]] = {}
    within = [(code, rule) for code, rule in sorted(procedure.rules.items()) if rule.kind == "within"]
    for code, rule in sorted(within, key=lambda told: told[1].when is not None):
        clock = procedure.clocks[str(rule.clock)]
        if clock.shown and not clock.party_time:
            found.setdefault(str(rule.clock), (code, rule))
    return found


def _duty(code: str, rule: RuleSpec, clock: Clock, as_of: date) -> Finding:
    due = clock.last.day if clock.last else None
    over = due is not None and due < as_of
    sure = clock.last is None or not clock.last.provisional
    answer = Answer.PENDING if not over else Answer.BROKEN if sure else Answer.UNKNOWN
    return Finding(
        code,
        rule.kind,
        answer,
        rule.why,
        rule.cite,
        rule.remedy,
        rule.remedy_act,
        party=clock.party,
        due=due,
        severity=rule.severity,
    )


def answer(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """What one rule says of an act whose facts are readable (`shape`); unknown where the law has no value that day."""
    try:
        return ask(code, rule, context, act)
    except NotInForce as lacking:
        return replace(finding(code, rule, act, Answer.UNKNOWN), reason=f"{rule.why}（无法核对：{lacking}）")


def _rules(context: Context, act: Act) -> Iterator[Finding]:
    return (answer(code, rule, context, act) for code, rule in context.docket.procedure.rules_of(act.kind).items())
