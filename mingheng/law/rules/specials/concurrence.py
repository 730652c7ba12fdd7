"""Rules about one conduct under several items, and one fine for it across cases (行政处罚法 29)."""

from dataclasses import replace
from decimal import Decimal

from mingheng.law.rules.concurrence import candidate, concurring, picked
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.grades import measures_of
from mingheng.law.rules.letters import letters
from mingheng.law.rules.procedure import RuleSpec, plain
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
    """No other case fined the party for the conduct of that day under this item or one that concurs with it."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    if Decimal(str(act.facts.get("amount") or 0)) <= 0:
        return finding(code, rule, act, Answer.KEPT)
    item = str(act.facts.get("item"))
    same = {item, *concurring(context.law.items, item)}
    for other in act.facts.get("others") or ():
        fined = Decimal(str(other.get("amount") or 0)) > 0
        if fined and other.get("item") in same and other.get("conduct_day") == act.facts.get("conduct_day"):
            told = finding(code, rule, act, Answer.BROKEN)
            return replace(
                told, reason=f"{told.reason}（{other.get('number')}已于 {other.get('decided')} 罚款 {other['amount']} 元）"
            )
    return finding(code, rule, act, Answer.KEPT)


CONCURRENCE: dict[str, Special] = {"concurrence_picked": concurrence_picked, "one_fine_across": one_fine_across}
