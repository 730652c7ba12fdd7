"""Rules about the time something happened or is set for, against the minute it began."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from mingheng.kit.dates import SHANGHAI, day_of
from mingheng.law.rules.clocks import clock_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import Special, finding


def moment(value: object) -> datetime | None:
    """A fact that is a moment, as Shanghai time where it names no zone; None for no value."""
    if not value:
        return None
    told = datetime.fromisoformat(str(value))
    return told if told.tzinfo else told.replace(tzinfo=SHANGHAI)


def not_after_start(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The moment a fact names is not later than the act began (P-03); unknown when nobody wrote it down."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told = moment(act.facts.get(str(rule.fact)))
    if told is None:
        return finding(code, rule, act, Answer.UNKNOWN)
    late = told > act.happened_at if act.happened_at is not None else day_of(told) > act.happened
    return finding(code, rule, act, Answer.BROKEN if late else Answer.KEPT)


def day_ahead(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The day or moment a fact names is not before the day of the act."""
    value = act.facts.get(str(rule.fact))
    if context.prospective or not value:
        return finding(code, rule, act, Answer.PENDING)
    named = date.fromisoformat(str(value)[:10])
    return finding(code, rule, act, Answer.BROKEN if named < act.happened else Answer.KEPT)


def within_hours_of(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The act happened no more than so many hours after the moment a fact names, and not before it."""
    told = finding(code, rule, act, Answer.BROKEN)
    since = moment(act.facts.get(str(rule.fact)))
    if context.prospective:
        return replace(told, answer=Answer.PENDING)
    if since is None or act.moment is None:
        return replace(told, answer=Answer.UNKNOWN)
    until = since + timedelta(hours=context.number(str(rule.parameter), since.date()))
    return finding(code, rule, act, Answer.KEPT) if since <= act.moment <= until else told


def hours_over(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A period of hours has run out when the act happens: its last minute has passed."""
    told = finding(code, rule, act, Answer.BROKEN)
    clock = clock_of(context, str(rule.clock), act.party)
    if clock is None or clock.moment is None or context.prospective:
        return replace(told, answer=Answer.PENDING if context.prospective else Answer.KEPT)
    if act.moment is None:
        return replace(told, answer=Answer.UNKNOWN)
    if act.moment > clock.moment:
        return replace(told, answer=Answer.KEPT)
    return replace(told, reason=f"{told.reason}（到 {clock.moment:%Y-%m-%d %H:%M}）", not_before=clock.moment.date())


def received_in_hours(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """What is said to have happened within a period of hours also came in within it: nobody fills in the minute afterwards."""
    clock = clock_of(context, str(rule.clock), act.party)
    kept = finding(code, rule, act, Answer.KEPT)
    if context.prospective or clock is None or clock.moment is None or act.at <= clock.moment:
        return kept
    told = replace(kept, answer=Answer.BROKEN, field="happened")
    return replace(told, reason=f"{told.reason}（应不晚于 {clock.moment:%Y-%m-%d %H:%M}，登记于 {act.at:%Y-%m-%d %H:%M}）")


TIMING: dict[str, Special] = {
    "day_ahead": day_ahead,
    "hours_over": hours_over,
    "within_hours_of": within_hours_of,
    "not_after_start": not_after_start,
    "received_in_hours": received_in_hours,
}
