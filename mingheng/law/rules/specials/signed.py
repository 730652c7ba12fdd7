"""Rules about papers that wait for a signature or a seal when the case is archived (行政处罚法 47, 55, 59)."""

from dataclasses import replace

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.letters import letters
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import Special, finding


def paper_made(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The step named made a paper and still has effect."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    paper = str(act.facts.get(str(rule.fact)))
    named = (a for a in context.live.acts if str(a.n) == paper)
    made = any(context.docket.procedure.acts[a.kind].instrument is not None for a in named)
    return finding(code, rule, act, Answer.KEPT if made else Answer.BROKEN)


def papers_signed(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """No paper is left without its signature; those that are, are named."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    names = [f"《{row.get('number')}》（{row.get('decided')}）" for row in act.facts.get(str(rule.fact)) or ()]
    told = finding(code, rule, act, Answer.BROKEN if names else Answer.KEPT)
    return replace(told, reason=f"{told.reason}：{'、'.join(names)}") if names else told


def unsigned_explained(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Where papers are left without their signature, the act says why, in more than a few words."""
    if context.prospective or not act.facts.get("unsigned"):
        return finding(code, rule, act, Answer.PENDING if context.prospective else Answer.KEPT)
    said = letters(str(act.facts.get(str(rule.fact)) or ""))
    empty = {letters(word) for word in context.words(str(rule.words), act.happened)}
    whole = len(said) >= context.number(str(rule.parameter), act.happened) and said not in empty
    return finding(code, rule, act, Answer.KEPT if whole else Answer.BROKEN)


SIGNED: dict[str, Special] = {
    "paper_made": paper_made,
    "papers_signed": papers_signed,
    "unsigned_explained": unsigned_explained,
}
