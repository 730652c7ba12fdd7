"""Rules of what is decided on the spot: its items, kinds and limit, hearing, delivery, cash (行政处罚法 51, 52, 68, 69)."""

from dataclasses import replace
from decimal import Decimal

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.items import version_on
from mingheng.law.rules.letters import letters
from mingheng.law.rules.predicates.cash import CASH, made_on_spot, sum_of
from mingheng.law.rules.predicates.penalty import clause_proposed
from mingheng.law.rules.procedure import RuleSpec, plain
from mingheng.law.rules.specials.amounts import in_grade
from mingheng.law.rules.specials.told import Special, finding

HANDED_OVER = frozenset({"personal", "left"})


def simple_item(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The item's text of the day lists the procedure the case is decided by."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    item = context.law.items.get(str(act.facts.get("item")))
    if item is None:
        return finding(code, rule, act, Answer.UNKNOWN)
    texts = [version_on(item, day) for day in (act.day("conduct_day") or act.happened, act.happened)]
    allowed = all(text is not None and context.docket.procedure.key in text.procedures for text in texts)
    return finding(code, rule, act, Answer.KEPT if allowed else Answer.BROKEN)


def simple_kind(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A warning without a fine or a fine, as the clause has it; a clause that adds anything else is not for the spot."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told = finding(code, rule, act, Answer.BROKEN)
    clause, amount = clause_proposed(context, act), sum_of(act.facts.get("amount"))
    if clause is None:
        return replace(told, answer=Answer.UNKNOWN, field="clause")
    if clause.also:
        return replace(told, field="clause", reason=f"{told.reason}，这一罚则还有“{'、'.join(clause.also)}”")
    warning = act.facts.get("penalty") == "warning"
    if warning and not clause.warning:
        return replace(told, reason="这一罚则没有警告", remedy="改选罚款，或者改选有警告的罚则", remedy_act=None)
    if warning != (amount == 0):
        reason = "警告不带罚款，罚款数额应为零" if warning else "选了罚款，罚款数额须大于零"
        return replace(told, field="amount", reason=reason, remedy="核对处罚种类和数额", remedy_act=None)
    return replace(told, answer=Answer.KEPT)


def simple_limit(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The fine is not above the limit for the kind of party; sole traders go by a parameter (CF-30, CF-39)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    citizen = context.is_citizen(act.party, act.happened)
    most = sum_of(context.law.value(f"simple.fine.max.{'citizen' if citizen else 'org'}", act.happened).value)
    amount = sum_of(act.facts.get("amount"))
    if amount <= most:
        return finding(code, rule, act, Answer.KEPT)
    told = finding(code, rule, act, Answer.BROKEN)
    who = "公民" if citizen else "法人或者其他组织"
    return replace(told, reason=f"{told.reason}（对{who}不超过 {most:,.2f} 元，现为 {amount:,.2f} 元）")


def spot_in_grade(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A fine lies in its grade; a warning has none."""
    if act.facts.get("penalty") == "warning":
        return finding(code, rule, act, Answer.KEPT)
    return in_grade(code, rule, context, act)


def heard_on_spot(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """What the party said is on record and answered, not with a bare word (行政处罚法 45)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    kept = finding(code, rule, act, Answer.KEPT)
    if act.facts.get("statement") != "made":
        return kept
    told = replace(kept, answer=Answer.BROKEN)
    if not _said(act, "points"):
        return replace(told, field="points", reason="当事人提出了陈述申辩，还没有记录要点", remedy="写明要点")
    trivial = {letters(word) for word in context.words("opinion.trivial.words", act.happened)}
    if letters(str(act.facts.get("answer") or "")) in trivial | {""}:
        return replace(told, field="answer", reason="当事人提出了陈述申辩，还没有答复", remedy="写明采纳不采纳和理由")
    return kept


def delivered_on_spot(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The decision is handed over on its day, to the party or left when he refuses to sign (行政处罚法 52)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    decision = context.live.last("make_decision", party=act.party)
    told = finding(code, rule, act, Answer.BROKEN)
    if act.facts.get("mode") not in HANDED_OVER:
        return replace(told, remedy="当面交付；当事人拒绝签收的，注明后留置，写明见证人或者视音频编号", remedy_act=None)
    if decision is not None and decision.happened != act.happened:
        return replace(told, field="happened", reason=f"{told.reason}（决定于 {decision.happened} 作出）")
    return replace(told, answer=Answer.KEPT)


def cash_allowed(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Cash for a small fine, or one hard to collect later, or where a party in a remote place asks (行政处罚法 68, 69).

    Read of the decision (`payment`) and of the collecting (`ground`); in the ordinary procedure only the last is lawful.
    """
    name = "ground" if "ground" in context.docket.procedure.facts_of(act.kind) else "payment"
    told = replace(finding(code, rule, act, Answer.BROKEN), field=name)
    if context.prospective:
        return replace(told, answer=Answer.PENDING)
    decision = act if name == "payment" else context.live.last("make_decision", party=act.party)
    fine, ground = sum_of(decision.facts.get("amount")) if decision else Decimal(0), act.facts.get(name)
    if name == "payment" and ground is not None and (ground == "none") != (fine == 0):
        return replace(told, reason="没有罚款的选“没有罚款”，有罚款的选缴纳方式", remedy="核对缴纳方式")
    wrong = _cash_wrong(told, context, act, fine) if ground in CASH else None
    return wrong or replace(told, answer=Answer.KEPT)


def _cash_wrong(told: Finding, context: Context, act: Act, fine: Decimal) -> Finding | None:
    ground, on_spot = act.facts.get(told.field or ""), made_on_spot(context)
    if ground != "remote" and not on_spot:
        return replace(told, reason="普通程序的罚款，只有交通不便且当事人提出的才可以当场收缴")
    if ground != "small":
        return None  # why is argued, by a rule of its own
    most = sum_of(context.law.value("simple.cash.max", act.happened).value)
    if fine <= most:
        return None
    return replace(told, reason=f"{told.reason}（数额小的以 {most:,.2f} 元为限，罚款 {fine:,.2f} 元）")


def filled_in(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The fact the rule names is given."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    return finding(code, rule, act, Answer.KEPT if _said(act, str(rule.fact)) else Answer.BROKEN)


def declared(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Everything the rule names was confirmed."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    open_facts = [name for name in rule.facts if plain(act.facts.get(name)) != ("yes",)]
    told = finding(code, rule, act, Answer.BROKEN if open_facts else Answer.KEPT)
    return replace(told, field=open_facts[0]) if open_facts else told


def _said(act: Act, name: str) -> bool:
    return bool(str(act.facts.get(name) or "").strip())


SPOT: dict[str, Special] = {
    "cash_allowed": cash_allowed,
    "declared": declared,
    "delivered_on_spot": delivered_on_spot,
    "filled_in": filled_in,
    "heard_on_spot": heard_on_spot,
    "simple_item": simple_item,
    "simple_kind": simple_kind,
    "simple_limit": simple_limit,
    "spot_in_grade": spot_in_grade,
}
