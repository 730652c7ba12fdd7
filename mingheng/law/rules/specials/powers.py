"""The rule that a body enforces only what a published list gives it, there and then (行政处罚法 24; P-01)."""

from dataclasses import replace

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import Special, finding


def item_listed(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The act's item is on a list in force on the day of the conduct and that day, for the case's unit and the place of its lead."""
    item = act.facts.get(str(rule.fact))
    if context.prospective or item not in context.law.items:
        return finding(code, rule, act, Answer.PENDING if context.prospective else Answer.UNKNOWN)
    place = str(context.live.fact("register_lead", "place") or "")
    unit, title = context.docket.unit, context.law.items[str(item)].title
    for day in (act.day("conduct_day") or act.happened, act.happened):
        if not any(listed.holds_for(str(item), unit, place, day) for listed in context.law.powers):
            return replace(finding(code, rule, act, Answer.BROKEN), reason=f"{rule.why}：{title}（{place}，{day}）")
    return finding(code, rule, act, Answer.KEPT)


POWERS: dict[str, Special] = {"item_listed": item_listed}
