"""Rules about the age of a citizen on the day of the conduct (行政处罚法 30)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from mingheng.kit import identity
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.grades import grades_of, measures_of
from mingheng.law.rules.items import MeasureMissing, bounds
from mingheng.law.rules.letters import letters
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import Special, finding

LIGHT = "light"


def old_enough(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Who had not reached the age on the day of the conduct is not punished; `parameter` is the age in full years."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    young = _younger(context, act, str(rule.parameter))
    return finding(code, rule, act, Answer.BROKEN if young else Answer.KEPT)


def lighter_for_the_young(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Who had not reached the age is punished no higher than the lightest grade, or below the span (行政处罚法 30)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    heavy = _younger(context, act, str(rule.parameter)) and not _lighter(context, act)
    return replace(finding(code, rule, act, Answer.BROKEN if heavy else Answer.KEPT), field="grade")


def _lighter(context: Context, act: Act) -> bool:
    """No fine, mitigated, or no higher than the lightest grade allows; without grades the departure says how it is lighter."""
    amount = Decimal(str(act.facts.get("amount") or 0))
    if amount == 0 or act.facts.get("mitigation") not in (None, "", "none"):
        return True
    grades = [g for g in grades_of(context, act) if g.clause == act.facts.get("clause")]
    if not grades:
        least = context.number("opinion.min.characters", act.happened)
        return len(letters(str(act.facts.get("departure") or ""))) >= least
    light = next((g for g in grades if g.key == LIGHT), grades[0])
    try:
        return amount <= bounds(light.band, measures_of(act.facts)).high
    except MeasureMissing:
        return act.facts.get("grade") == light.key


def _younger(context: Context, act: Act, parameter: str) -> bool:
    """Whether the party is a citizen known to have been younger on the day of the conduct."""
    birthday, conduct = born(context, act.party), act.day("conduct_day")
    return birthday is not None and conduct is not None and younger(birthday, conduct, context.number(parameter, act.happened))


def younger(birthday: date, on: date, years: int) -> bool:
    """Whether so many years were not reached on a day; they are reached on the day after the birthday."""
    return (on.year - years, on.month, on.day) <= (birthday.year, birthday.month, birthday.day)


def born(context: Context, party: str | None) -> date | None:
    """The birthday in the registered number of a citizen, where it has one."""
    found = context.docket.party(party)
    if found is None or found.kind != "citizen":
        return None
    only = len(context.docket.parties) == 1
    told = [a for a in context.live.of(("register_party",)) if only or str(a.facts.get("party_id")) == party]
    return identity.birthday(str(told[-1].facts.get("identity_number") or "")) if told else None


AGE: dict[str, Special] = {"lighter_for_the_young": lighter_for_the_young, "old_enough": old_enough}
