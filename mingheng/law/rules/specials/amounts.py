"""Rules about sums: the lawful span, the grade, the same penalty as told and approved."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.grades import grade_of, grades_of, measures_of
from mingheng.law.rules.items import Applied, Choice, MeasureMissing, applied, bounds
from mingheng.law.rules.lawbook import Clause, Item
from mingheng.law.rules.procedure import RuleSpec, plain
from mingheng.law.rules.specials.told import finding

NO_TEXT = {
    Choice.NOT_YET_UNLAWFUL: "行为发生时没有对应的罚则，不得处罚",
    Choice.NO_LONGER_UNLAWFUL: "作出决定时新法已不再处罚该行为，不得处罚",
}


def stage_of(item: Item, clause: str) -> str:
    """The circumstance a clause punishes; `first` for one the item does not know."""
    return next((c.stage for v in item.versions for c in v.clauses if c.key == clause), "first")


def text_applied(context: Context, act: Act, item: Item) -> Applied:
    """The text of the item for the act's conduct day (its own day without one) and the day it happened."""
    return applied(
        item,
        stage=stage_of(item, str(act.facts.get("clause"))),
        key=str(act.facts.get("clause")),
        citizen=context.is_citizen(act.party, act.happened),
        conduct=act.day("conduct_day") or act.happened,
        decided=act.happened,
        measures=measures_of(act.facts),
    )


def in_range(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The fine lies inside the applied text's span; below its minimum only as a mitigated penalty."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    broken = replace(finding(code, rule, act, Answer.BROKEN), field="amount")
    item = context.law.items.get(str(act.facts.get("item")))
    if item is None or act.facts.get("conduct_day") is None or act.facts.get("amount") is None:
        return replace(broken, answer=Answer.UNKNOWN, reason="没有写明事项、违法行为日期或者罚款金额，无法核对罚款幅度")
    try:
        text = text_applied(context, act, item)
        if text.version is None or text.clause is None:
            return replace(broken, reason=NO_TEXT[text.choice], field="conduct_day")
        wrong = _wrong_text(broken, text.choice, text.clause, act) or _wrong_amount(broken, text.clause, act)
    except MeasureMissing as missing:
        title = item.measures[missing.args[0]].title if missing.args[0] in item.measures else missing.args[0]
        return replace(broken, answer=Answer.UNKNOWN, reason=f"罚款按{title}计算，还没有填写{title}", field="measures")
    return wrong or finding(code, rule, act, Answer.KEPT)


def _wrong_text(broken: Finding, choice: Choice, clause: Clause, act: Act) -> Finding | None:
    if act.facts.get("clause") != clause.key:
        return replace(broken, reason=f"应适用的罚则是“{clause.key}”，新旧法比较后不得另选", field="clause")
    if choice is Choice.TO_BE_REASONED and not reasoned(act):
        return replace(broken, reason="新旧规定的幅度各有轻重，须写明选择的理由", field="departure")
    return None


def _wrong_amount(broken: Finding, clause: Clause, act: Act) -> Finding | None:
    amount = Decimal(str(act.facts["amount"]))
    if clause.fine is None:
        return None if amount == 0 else replace(broken, reason="这一罚则没有罚款，罚款金额应为零")
    span = bounds(clause.fine, measures_of(act.facts))
    told = f"法定幅度 {span.low:,.2f} 元至 {span.high:,.2f} 元，现为 {amount:,.2f} 元"
    if amount > span.high:
        return replace(broken, reason=told)
    mitigated = act.facts.get("mitigation") not in (None, "", "none") and reasoned(act)
    if span.holds(amount) or mitigated or (clause.optional and amount == 0):
        return None
    return replace(broken, reason=f"{told}。低于下限属于减轻处罚，须选减轻情形并写明理由", field="mitigation")


def reasoned(act: Act) -> bool:
    """Whether the act says why it departs from the benchmark or chooses between texts."""
    return bool(str(act.facts.get("departure") or "").strip())


def in_grade(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The fine lies in the band of a grade that is in force for its clause, or the departure is reasoned (裁量基准)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told = replace(finding(code, rule, act, Answer.BROKEN), field="departure")
    grade = grade_of(context, act)
    if reasoned(act) or not any(g.clause == act.facts.get("clause") for g in grades_of(context, act)):
        return finding(code, rule, act, Answer.KEPT)
    if grade is None or grade.clause != act.facts.get("clause"):
        return replace(told, field="grade", reason="这一罚则有裁量基准，须选其中一档", remedy="选择裁量档次，或者写明偏离的理由")
    try:
        band = bounds(grade.band, measures_of(act.facts))
    except MeasureMissing:
        return replace(told, answer=Answer.UNKNOWN, field="measures")
    amount = Decimal(str(act.facts.get("amount") or 0))
    if band.holds(amount):
        return finding(code, rule, act, Answer.KEPT)
    span = f"“{grade.title}”档为 {band.low:,.2f} 元至 {band.high:,.2f} 元"
    return replace(told, reason=f"{told.reason}（{span}，现为 {amount:,.2f} 元）")


def same_as(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The named facts are those of the earlier act: decided as told, decided as approved (P-09)."""
    earlier = context.live.last(*rule.needs, party=act.party)
    if earlier is None:
        return finding(code, rule, act, Answer.BROKEN)
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    specs = context.docket.procedure.facts_of(act.kind)
    changed = [f for f in rule.facts if _worth(specs[f].type, act.facts.get(f)) != _worth(specs[f].type, earlier.facts.get(f))]
    if not changed:
        return finding(code, rule, act, Answer.KEPT)
    titles = "、".join(specs[f].title for f in changed)
    told = finding(code, rule, act, Answer.BROKEN)
    return replace(told, field=changed[0], reason=f"{told.reason}（不同的是{titles}）")


def _worth(kind: str, value: Any) -> Any:
    """What a fact says, however it was written: 9000 and 9000.00 are one sum, nothing and `none` are one choice."""
    if kind == "money":
        return Decimal(str(value or 0))
    if kind == "measures":
        return measures_of({"measures": value})
    return set(plain(value)) - {"", "none"}
