"""Rules about the act itself as it is filled in: what it must say, when of the day and in which order it happens."""

from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any

from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, named
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.predicates.force import REPORTED
from mingheng.law.rules.procedure import RuleSpec, plain
from mingheng.law.rules.specials.told import Special, finding

ON_A_LIST = ("name", "quantity")


def stated(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The act's own facts say what the law wants of them (the values in `where`)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    wrong = [name for name, values in rule.where.items() if not set(plain(act.facts.get(name))) & set(values)]
    told = finding(code, rule, act, Answer.BROKEN if wrong else Answer.KEPT)
    return replace(told, field=wrong[0] if wrong else told.field)


def given(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Facts a form leaves open are given where the law wants them."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    lacking = [name for name in rule.facts if act.facts.get(name) in (None, "", [], ())]
    told = finding(code, rule, act, Answer.BROKEN if lacking else Answer.KEPT)
    return replace(told, field=lacking[0] if lacking else told.field)


def listed(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A list of things names each and says how many (行政强制法 24)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    rows: list[dict[str, Any]] = list(act.facts.get(str(rule.fact)) or ())
    whole = bool(rows) and all(str(row.get(name) or "").strip() for row in rows for name in ON_A_LIST)
    return finding(code, rule, act, Answer.KEPT if whole else Answer.BROKEN)


def not_at_night(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Nothing is carried out at night (行政强制法 43); when night is, a parameter says."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    if act.moment is None:
        return replace(finding(code, rule, act, Answer.UNKNOWN), field="happened")
    minute = act.moment.astimezone(SHANGHAI).time()
    begins, ends = (_minute(context, key, act) for key in ("night.start", "night.end"))
    told = replace(finding(code, rule, act, Answer.KEPT), field="happened")
    if ends <= minute < begins:
        return told
    return replace(
        told, answer=Answer.BROKEN, reason=f"{told.reason}（{begins:%H:%M} 到 {ends:%H:%M} 按夜间计，现填 {minute:%H:%M}）"
    )


def _minute(context: Context, key: str, act: Act) -> time:
    return time.fromisoformat(str(context.law.value(key, act.happened).value))


def not_on_holiday(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Nothing is carried out on a statutory holiday (行政强制法 43)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    year = context.law.calendars.get(act.happened.year)
    answer = Answer.UNKNOWN if year is None else Answer.BROKEN if act.happened in year.off else Answer.KEPT
    told = replace(finding(code, rule, act, answer), field="happened")
    return replace(told, reason=f"{told.reason}（{act.happened} 放假）") if answer is Answer.BROKEN else told


def approved_before(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The approval is there before the act, to the minute (行政强制法 18)."""
    answers = [a for a in context.live.of(rule.needs, party=act.party) if named(a, REPORTED) is None]
    found = answers[-1] if answers else None
    told = finding(code, rule, act, Answer.BROKEN)
    if found is None or not found.has(rule.where):
        return told
    if context.prospective:
        return replace(told, answer=Answer.PENDING)
    if found.moment is None or act.moment is None or act.moment >= found.moment:
        return replace(told, answer=Answer.KEPT if found.happened <= act.happened else Answer.BROKEN)
    return replace(told, field="happened", reason=f"{told.reason}（批准在 {found.moment.astimezone(SHANGHAI):%m-%d %H:%M}）")


def same_day(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """One of the acts needed was taken that very day."""
    found = any(a.happened == act.happened for a in context.live.of(rule.needs, party=act.party))
    if context.prospective and not found and context.live.of(rule.needs, party=act.party):
        return finding(code, rule, act, Answer.PENDING)
    return finding(code, rule, act, Answer.KEPT if found else Answer.BROKEN)


def term_over(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The day a paper gave the party (its `until`) has passed; each party's, where the rule says so."""
    told = finding(code, rule, act, Answer.KEPT)
    for party in context.parties(act.party, rule.each_party):
        found = [a for a in context.live.of(rule.needs, party=party) if a.has(rule.where)]
        until = found[-1].day("until") if found else None
        if until is not None and act.happened <= until:
            return replace(told, answer=Answer.BROKEN, party=party, reason=f"{told.reason}（期限到 {until}）", not_before=until)
    return told


def term_long_enough(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The day a paper gives (`until`) leaves at least as long as the parameter says."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    key = str(rule.parameter)
    first = context.calendar.end_of(
        act.happened, context.number(key, act.happened), context.law.parameters[key].unit, roll=False
    ).day
    until = act.day("until")
    kept = until is not None and until >= first
    return replace(
        finding(code, rule, act, Answer.KEPT if kept else Answer.BROKEN), field="until", not_before=None if kept else first
    )


def reaches(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A number the act gives is at least that of the parameter."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told, least = act.facts.get(str(rule.fact)), context.law.value(str(rule.parameter), act.happened).value
    enough = told is not None and Decimal(str(told)) >= Decimal(str(least))
    kept = finding(code, rule, act, Answer.KEPT)
    return kept if enough else replace(kept, answer=Answer.BROKEN, reason=f"{kept.reason}（应不少于 {least}）")


def day_within(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A day the act gives, if it gives one, is not before the act and no further ahead than the parameter."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told, key = act.day(str(rule.fact)), str(rule.parameter)
    last = context.calendar.end_of(
        act.happened, context.number(key, act.happened), context.law.parameters[key].unit, roll=False
    ).day
    kept = replace(finding(code, rule, act, Answer.KEPT), field=rule.fact)
    if told is None or act.happened <= told <= last:
        return kept
    return replace(kept, answer=Answer.BROKEN, reason=f"{kept.reason}（应在 {act.happened} 至 {last}）")


ACTING: dict[str, Special] = {
    "approved_before": approved_before,
    "day_within": day_within,
    "given": given,
    "listed": listed,
    "not_at_night": not_at_night,
    "not_on_holiday": not_on_holiday,
    "reaches": reaches,
    "same_day": same_day,
    "stated": stated,
    "term_long_enough": term_long_enough,
    "term_over": term_over,
}
