"""Rules that keep a decision within what the party was told: facts, quantities, evidence (行政处罚法 44, 62)."""

import re
from dataclasses import replace
from decimal import Decimal

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.grades import measures_of
from mingheng.law.rules.letters import letters
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import Special, finding

SENTENCE = re.compile(r"[。；;！？!?\n]+")


def nothing_added(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Every sentence of a text stands in the earlier act's, and no quantity is higher; to say less is lawful."""
    earlier = context.live.last(*rule.needs, party=act.party)
    if context.prospective or earlier is None:
        return finding(code, rule, act, Answer.PENDING if context.prospective else Answer.KEPT)
    specs = context.docket.procedure.facts_of(act.kind)
    told = finding(code, rule, act, Answer.BROKEN)
    for name in rule.facts:
        grown = _grown(act, earlier) if specs[name].type == "measures" else _added(act, earlier, name)
        if grown:
            return replace(told, field=name, reason=f"{told.reason}（{grown}）")
    return replace(told, answer=Answer.KEPT)


def no_later_evidence(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """No evidence of the kinds in `people_of` came after the act in `needs`, but what the party itself handed in."""
    told = context.live.last(*rule.needs, party=act.party)
    later = [a for a in context.live.of(rule.people_of, party=act.party) if told is not None and a.n > told.n]
    later = [a for a in later if a.facts.get("provided_by") != "party"]
    if not later:
        return finding(code, rule, act, Answer.KEPT)
    broken, first = finding(code, rule, act, Answer.BROKEN), later[0]
    title = context.docket.procedure.acts[first.kind].title
    return replace(broken, reason=f"{broken.reason}（第 {first.n} 步“{title}”）")


def _added(act: Act, earlier: Act, name: str) -> str:
    """The first sentence that was not told."""
    before = letters(str(earlier.facts.get(name) or ""))
    said = (part.strip() for part in SENTENCE.split(str(act.facts.get(name) or "")))
    return next((part for part in said if letters(part) and letters(part) not in before), "")


def _grown(act: Act, earlier: Act) -> str:
    """The first quantity that is higher than told."""
    before = measures_of(earlier.facts)
    grown = (f"{v} 高于告知的 {before.get(k, 0)}" for k, v in measures_of(act.facts).items() if v > before.get(k, Decimal(0)))
    return next(grown, "")


SCOPE: dict[str, Special] = {"no_later_evidence": no_later_evidence, "nothing_added": nothing_added}
