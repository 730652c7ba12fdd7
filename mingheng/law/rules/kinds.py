"""The rule kinds: few, generic, named by the lawbook (DESIGN 3).

Each takes the rule, the context before the act and the act, and says whether the act keeps the
rule. A rule that needs facts not yet given answers pending when the act is only considered.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from mingheng.law.rules.clocks import clock_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.letters import letters
from mingheng.law.rules.predicates import PREDICATES
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials import SPECIALS, finding, in_range
from mingheng.law.rules.specials.people import people_in, state_of

Kind = Callable[[str, RuleSpec, Context, Act], Finding]


def ask(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """What one rule says of an act; a rule for acts with certain facts waits until they are told."""
    if rule.only and not act.has(rule.only):
        told = set(rule.only) <= set(act.facts)
        return finding(code, rule, act, Answer.PENDING if context.prospective and not told else Answer.KEPT)
    return KINDS[rule.kind](code, rule, context, act)


def after(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """An act needs another before it (with given facts, for each party), or the end of a clock."""
    worst = finding(code, rule, act, Answer.KEPT)
    for party in context.parties(act.party, rule.each_party):
        answer = _after_for(code, rule, context, act if party == act.party else replace(act, party=party))
        if answer.answer is Answer.BROKEN or (answer.answer is Answer.UNKNOWN and worst.answer is Answer.KEPT):
            worst = answer
    return worst


def _after_for(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    kept = finding(code, rule, act, Answer.KEPT)
    asked = PREDICATES[rule.when](context, act.party) if rule.when else True
    if asked is None:
        return replace(kept, answer=Answer.PENDING if context.prospective else Answer.UNKNOWN)
    if not asked or any(a.happened <= act.happened and context.done(a) for a in context.live.of(rule.unless, party=act.party)):
        return kept
    if rule.after_end_of is not None:
        return _after_end(code, rule, context, act)
    found = [a for a in context.live.of(rule.needs, party=act.party) if rule.where or context.done(a)]
    chosen = found if rule.reads == "each" else found[:1] if rule.reads == "first" else found[-1:]
    told = finding(code, rule, act, Answer.BROKEN)
    if not chosen or not all(a.has(rule.where) for a in chosen):
        return told
    late = max(a.happened for a in chosen)
    if rule.loose_time or (late <= act.happened and not _earlier_that_day(act, chosen, context)):
        return kept
    when = f"前一步发生在 {late}，本步不得早于该日" if late > act.happened else "前一步发生在同一天的更晚时刻"
    return replace(told, reason=f"{told.reason}（{when}）", not_before=late, field="happened")


def _earlier_that_day(act: Act, others: Sequence[Act], context: Context) -> bool:
    """Whether the act is said to have happened at an earlier minute of the day than one it needs."""
    mine = _moment(act, context)
    theirs = [m for a in others if a.happened == act.happened and (m := _moment(a, context)) is not None]
    return mine is not None and any(mine < minute for minute in theirs)


def _moment(act: Act, context: Context) -> datetime | None:
    """The minute of an act: as stated, or when it was received where it happens by being received."""
    moment = act.happened_at or (act.moment if context.docket.procedure.acts[act.kind].happened == "now" else None)
    return moment.replace(second=0, microsecond=0) if moment is not None else None


def _after_end(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    clock = clock_of(context, str(rule.after_end_of), act.party)
    if clock is None:
        return finding(code, rule, act, Answer.KEPT)
    if clock.last is None:
        return finding(code, rule, act, Answer.UNKNOWN)
    opens = clock.last.day + timedelta(days=0 if rule.on_last_day else 1)
    if act.happened < opens:
        return replace(finding(code, rule, act, Answer.BROKEN), not_before=opens)
    if clock.last.provisional:
        told = finding(code, rule, act, Answer.UNKNOWN)
        return replace(told, reason=f"{told.reason}（期限落在尚未公布放假安排的年份，确切日期待定）", not_before=opens)
    return finding(code, rule, act, Answer.KEPT)


def within(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """An act must happen before a clock runs out. A provisional end is only trusted while not reached.

    With `fact`, the day that fact names counts where it is given: a decision announced in time is served in time.
    """
    asked = rule.when is None or PREDICATES[rule.when](context, act.party)
    clock = clock_of(context, str(rule.clock), act.party) if asked else None
    if clock is None or clock.last is None:
        return finding(code, rule, act, Answer.KEPT)
    if clock.moment is not None:
        return _within_hours(code, rule, context, act, clock.moment)
    due = clock.last.day
    done = (act.day(rule.fact) if rule.fact else None) or act.happened
    if done <= due:
        return replace(finding(code, rule, act, Answer.KEPT), due=due)
    answer = Answer.UNKNOWN if clock.last.provisional else Answer.BROKEN
    told = finding(code, rule, act, answer)
    return replace(told, due=due, reason=f"{told.reason}（应不晚于 {due}）")


def _within_hours(code: str, rule: RuleSpec, context: Context, act: Act, until: datetime) -> Finding:
    """An act against a period of hours: its own minute counts."""
    told = finding(code, rule, act, Answer.BROKEN)
    if context.prospective:
        return replace(told, answer=Answer.PENDING)
    if act.moment is None:
        return replace(told, answer=Answer.UNKNOWN, reason=f"{told.reason}（没有写明时刻）", field="happened")
    if act.moment <= until:
        return replace(told, answer=Answer.KEPT)
    return replace(told, due=until.date(), field="happened", reason=f"{told.reason}（应不晚于 {until:%Y-%m-%d %H:%M}）")


def never_after(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """An act may not be taken once one of the others has effect (where its facts are so)."""
    found = [a for a in context.live.of(rule.needs, party=act.party) if a.has(rule.where)]
    if rule.when is not None and not PREDICATES[rule.when](context, act.party):
        found = []
    return finding(code, rule, act, Answer.BROKEN if found else Answer.KEPT)


def at_least(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """So many distinct officers who may enforce on the day of the act, and no auxiliary among them (行政处罚法 42)."""
    named = people_in(act, rule.fact or "officers")
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    need = context.number(str(rule.parameter), act.happened)
    able = {i for i in named if i in act.people and act.people[i].may_enforce}
    if len(able) >= need and not any(act.people[i].auxiliary for i in named if i in act.people):
        return finding(code, rule, act, Answer.KEPT)
    told = finding(code, rule, act, Answer.BROKEN)
    unable = [state_of(act, i) for i in sorted(named - able)]
    detail = f"：需 {need} 名，现有 {len(able)} 名" + (f"；不能计入的有{'、'.join(unable)}" if unable else "")
    return replace(told, reason=told.reason + detail, field=rule.fact or "officers")


def different_person(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The person of this act took no part in the others, whether or not those still have effect."""
    mine = {act.by} if rule.fact in (None, "by") else people_in(act, str(rule.fact))
    others: set[int] = set()
    for other in (a for a in context.docket.acts if a.kind in rule.people_of):
        for name in rule.facts or ("by",):
            others |= {other.by} if name == "by" else people_in(other, name)
    if not mine and context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    return finding(code, rule, act, Answer.BROKEN if mine & others else Answer.KEPT)


def argued(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """An opinion says what was looked at and why: not empty, not 同意, not copied between items, not filled up.

    Half as many different letters as it needs letters: a few words said over and over are no reason.
    With `when`, only where that question is answered yes.
    """
    if rule.when is not None and not PREDICATES[rule.when](context, act.party):
        return finding(code, rule, act, Answer.KEPT)
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    least = context.number(str(rule.parameter), act.happened)
    trivial = {letters(word) for word in context.words(str(rule.words), act.happened)}
    texts = [t for name in rule.facts for t in opinions(act.facts.get(name))]
    told = finding(code, rule, act, Answer.BROKEN)
    if not texts:
        return replace(told, field=rule.facts[0])
    seen: set[str] = set()
    for label, text in texts:
        bare = letters(text)
        wanting = wanting_in(text, bare, least, trivial, seen)
        if wanting is not None:
            where = f"{label}：" if label else ""
            return replace(told, reason=f"{where}{told.reason}（{wanting}）", field=rule.facts[0])
        seen.add(bare)
    return finding(code, rule, act, Answer.KEPT)


def wanting_in(text: str, bare: str, least: int, trivial: set[str], seen: set[str]) -> str | None:
    """What keeps a text from being a reason."""
    if bare in trivial:
        return f"只写“{text.strip()}”不算意见"
    if bare.isdecimal():
        return "只有数字不算理由"
    if len(bare) < least:
        return f"不少于 {least} 字，现有 {len(bare)} 字"
    if 2 * len(set(bare)) < least:
        return "反复使用少数几个字不算理由"
    return "与另一项的理由完全相同" if bare in seen else None


def not_above(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A sum is not higher than in the act before it, e.g. the decision against the notice."""
    earlier = context.live.last(*rule.needs, party=act.party)
    if context.prospective or earlier is None:
        return finding(code, rule, act, Answer.PENDING if context.prospective else Answer.KEPT)
    for name in rule.facts:
        mine, theirs = Decimal(str(act.facts.get(name) or 0)), Decimal(str(earlier.facts.get(name) or 0))
        if mine > theirs:
            told = finding(code, rule, act, Answer.BROKEN)
            return replace(told, field=name, reason=f"{told.reason}（此前 {theirs:,.2f} 元，现在 {mine:,.2f} 元）")
    return finding(code, rule, act, Answer.KEPT)


def balance(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Something is still owed when the act is taken; with `at_most`, no more is paid, by this act too, than is owed."""
    if rule.at_most and context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    owed, paid = (_sum(terms, context, act) for terms in (rule.owed, rule.paid))
    if rule.at_most:
        paid += sum((_yuan(act.facts.get(fact)) for kind, fact in _terms(rule.paid) if kind == act.kind), Decimal(0))
    if paid <= owed if rule.at_most else paid < owed:
        return finding(code, rule, act, Answer.KEPT)
    told = finding(code, rule, act, Answer.BROKEN)
    return replace(told, reason=f"{told.reason}（应缴 {owed:,.2f}，已缴 {paid:,.2f}）")


def _sum(terms: Sequence[str], context: Context, act: Act) -> Decimal:
    """The sum of these facts over the acts in effect."""
    values = (a.facts.get(fact) for kind, fact in _terms(terms) for a in context.live.of([kind], party=act.party))
    return sum((_yuan(value) for value in values), Decimal(0))


def _terms(terms: Sequence[str]) -> list[tuple[str, str]]:
    return [(kind, fact) for kind, _, fact in (term.partition(".") for term in terms)]


def _yuan(value: Any) -> Decimal:
    return Decimal(str(value or 0))


def special(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A rule that fits no kind: a Python function named in the lawbook. With `when`, only where that is answered yes."""
    if rule.when is not None and not PREDICATES[rule.when](context, act.party):
        return finding(code, rule, act, Answer.KEPT)
    return SPECIALS[str(rule.special)](code, rule, context, act)


KINDS: dict[str, Kind] = {
    "after": after,
    "argued": argued,
    "at_least": at_least,
    "balance": balance,
    "different_person": different_person,
    "exists_when": after,
    "in_range": in_range,
    "never_after": never_after,
    "not_above": not_above,
    "special": special,
    "within": within,
}


def opinions(value: Any) -> list[tuple[str, str]]:
    """The texts of a fact as (label, text): one text, or the reasons of a list of items."""
    if value is None:
        return []
    if isinstance(value, str):
        return [("", value)]
    return [(str(v.get("title") or v.get("key") or ""), str(v.get("reason") or "")) for v in value]
