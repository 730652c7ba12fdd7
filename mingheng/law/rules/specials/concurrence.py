"""Rules about one conduct under several items, and one fine for it across cases (行政处罚法 29)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mingheng.law.rules.concurrence import candidate, picked
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.grades import measures_of
from mingheng.law.rules.letters import letters
from mingheng.law.rules.procedure import RuleSpec, plain
from mingheng.law.rules.same_conduct import conduct_of, days_of, fined
from mingheng.law.rules.specials.told import Special, finding


def concurrence_picked(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Of the items the conduct meets, the one the rule picks is applied, or the choice of another is reasoned."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    chosen, also = str(act.facts.get("item")), plain(act.facts.get("also"))
    items, conduct = context.law.items, act.day("conduct_day") or act.happened
    citizen, measures = context.is_citizen(act.party, act.happened), measures_of(act.facts)
    known = [
        candidate(items[key], citizen=citizen, conduct=conduct, decided=act.happened, measures=measures)
        for key in (chosen, *also) if key in items
    ]  # fmt: skip
    best = picked(known)
    least = context.number("opinion.min.characters", act.happened)
    if not also or best is None or best.item.key == chosen or len(letters(str(act.facts.get("concurrence") or ""))) >= least:
        return finding(code, rule, act, Answer.KEPT)
    told = finding(code, rule, act, Answer.BROKEN)
    return replace(told, reason=f"{told.reason}（按规则应适用“{best.item.title}”）")


def one_fine_across(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """No other case fined the party for conduct that shares a day with this, under this item or one that concurs with it."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    if not fined(act.facts):
        return finding(code, rule, act, Answer.KEPT)
    for other in _same(context, act, act.facts):
        if fined(other) and other.get("party") in (None, act.party):
            told = finding(code, rule, act, Answer.BROKEN)
            return replace(
                told, reason=f"{told.reason}（{other.get('number')}已于 {other.get('decided')} 罚款 {other['amount']} 元）"
            )
    return finding(code, rule, act, Answer.KEPT)


def met_elsewhere(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """No other case, open or decided with a fine, speaks of the conduct this one is about; whoever decides on the filing sees it."""
    proposed = context.live.last(*rule.needs) if rule.needs and act.kind not in rule.needs else None
    if proposed is None and context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    found = _same(context, act, proposed.facts if proposed else act.facts)
    if not found:
        return finding(code, rule, act, Answer.KEPT)
    told = finding(code, rule, act, Answer.BROKEN)
    named = "、".join(sorted({f"{other.get('number')}{'（已罚款）' if fined(other) else '（在办）'}" for other in found}))
    return replace(told, reason=f"{told.reason}：{named}")


def _same(context: Context, act: Act, facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The other cases the facts name whose conduct may be the same as theirs."""
    asked = conduct_of(context.law, facts)
    named = facts.get("others") or ()
    return [o for o in named if asked and (days := days_of(o)) is not None and asked.meets(o.get("item"), *days)]


CONCURRENCE: dict[str, Special] = {
    "concurrence_picked": concurrence_picked,
    "met_elsewhere": met_elsewhere,
    "one_fine_across": one_fine_across,
}
