"""Rules about a case's course: what too late still allows, and what a withdrawal rests on."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from mingheng.law.rules.clocks import clock_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.conduct import within_limitation
from mingheng.law.rules.specials.told import Special, finding

LACKING: Mapping[str, str] = MappingProxyType({
    "no_violation": "卷内还没有证据，不能认定违法事实不能成立",
    "out_of_time": "按查明的违法行为日期，没有超过追究时效",
    "elsewhere": "还没有移送有管辖权的机关",
    "duplicate": "没有写明处理同一行为的另一案件",
})  # fmt: skip


def late_only(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Once the clock has run out, only an act with the facts of `where` is lawful."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    clock = clock_of(context, str(rule.clock), act.party)
    late = clock is not None and clock.last is not None and act.happened > clock.last.day
    return finding(code, rule, act, Answer.BROKEN if late and not act.has(rule.where) else Answer.KEPT)


def withdrawal_grounded(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The docket bears out the ground on which a case is to be withdrawn."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    ground = str(act.facts.get(str(rule.fact)))
    borne = {
        "no_violation": lambda: context.live.last("add_evidence") is not None,
        "out_of_time": lambda: past_limitation(code, rule, context, act),
        "elsewhere": lambda: context.live.last("transfer_matter") is not None,
        "duplicate": lambda: bool(str(act.facts.get("other_case") or "").strip()),
    }
    if ground not in borne or borne[ground]():
        return finding(code, rule, act, Answer.KEPT)
    return replace(finding(code, rule, act, Answer.BROKEN), reason=LACKING[ground])


def past_limitation(code: str, rule: RuleSpec, context: Context, act: Act) -> bool:
    """Whether the conduct on the day found was past its limitation when it was discovered."""
    item = context.live.fact("propose_filing", "item")
    asked = replace(act, facts=MappingProxyType({"item": item, "conduct_day": act.facts.get("conduct_day")}))
    ended = act.day("conduct_day")
    found = within_limitation(code, rule, context, asked).answer
    return ended is not None and ended <= act.happened and found is Answer.BROKEN


COURSE: dict[str, Special] = {"late_only": late_only, "withdrawal_grounded": withdrawal_grounded}
