"""Rules about the grounds for giving no penalty: too young, too late, the first time (行政处罚法 30, 33, 36)."""

from dataclasses import replace
from datetime import date

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.lawbook import Unit
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.age import born, younger
from mingheng.law.rules.specials.course import past_limitation
from mingheng.law.rules.specials.told import Special, finding


def under_age(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The party is a citizen whom the registered number does not show to have reached the age (`parameter`)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    party, conduct = context.docket.party(act.party), _conduct(context)
    citizen = party is not None and party.kind == "citizen"
    birthday = born(context, act.party)
    years = context.number(str(rule.parameter), act.happened)
    old = birthday is not None and conduct is not None and not younger(birthday, conduct, years)
    return finding(code, rule, act, Answer.KEPT if citizen and not old else Answer.BROKEN)


def out_of_limitation(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The conduct that ended on the day found was past its limitation when it was discovered."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    return finding(code, rule, act, Answer.KEPT if past_limitation(code, rule, context, act) else Answer.BROKEN)


def first_offence(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """No other case dealt with the party for the same item within the years of the parameter before this conduct."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    conduct = _conduct(context) or act.happened
    years = context.number(str(rule.parameter), act.happened)
    for row in act.facts.get("earlier") or ():
        decided = date.fromisoformat(str(row["decided"]))
        if context.calendar.end_of(decided, years, Unit.YEARS, roll=False).day >= conduct:
            told = finding(code, rule, act, Answer.BROKEN)
            return replace(told, reason=f"{told.reason}（{row.get('number')} {decided} 作出决定，没有满 {years} 年）")
    return finding(code, rule, act, Answer.KEPT)


def _conduct(context: Context) -> date | None:
    filed = context.live.last("propose_filing")
    return filed.day("conduct_day") if filed else None


NO_PENALTY: dict[str, Special] = {"first_offence": first_offence, "out_of_limitation": out_of_limitation, "under_age": under_age}
