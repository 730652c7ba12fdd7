"""Rules about the age of a citizen on the day of the conduct (行政处罚法 30)."""

from dataclasses import replace
from datetime import date

from mingheng.kit import identity
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import Special, finding


def old_enough(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Who had not reached the age on the day of the conduct is not punished; `parameter` is the age in full years."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    young = _younger(context, act, str(rule.parameter))
    return finding(code, rule, act, Answer.BROKEN if young else Answer.KEPT)


def lighter_for_the_young(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Who had not reached the age is punished in the lowest grade or below the span."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    lighter = act.facts.get("grade") == "light" or act.facts.get("mitigation") not in (None, "", "none")
    young = _younger(context, act, str(rule.parameter))
    return replace(finding(code, rule, act, Answer.BROKEN if young and not lighter else Answer.KEPT), field="grade")


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
