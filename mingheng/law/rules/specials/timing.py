"""Rules about the time something happened or is set for, against the minute it began."""

from datetime import date, datetime

from mingheng.kit.dates import SHANGHAI, day_of
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


TIMING: dict[str, Special] = {"day_ahead": day_ahead, "not_after_start": not_after_start}
