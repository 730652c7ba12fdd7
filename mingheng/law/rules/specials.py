"""Rules that fit no generic kind, by the name the lawbook calls them."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.items import Applied, Bounds, Choice, MeasureMissing, applied, bounds
from mingheng.law.rules.lawbook import Grade, Item, Unit
from mingheng.law.rules.predicates import hearing_grade
from mingheng.law.rules.procedure import RuleSpec, plain

Special = Callable[[str, RuleSpec, Context, Act], Finding]


def finding(code: str, rule: RuleSpec, act: Act, answer: Answer) -> Finding:
    """The rule's own words with an answer."""
    return Finding(
        code, rule.kind, answer, rule.why, rule.cite, rule.remedy, rule.remedy_act,
        field=rule.fact, party=act.party, severity=rule.severity,
    )  # fmt: skip


def measures_of(facts: Any) -> dict[str, Decimal]:
    return {str(k): Decimal(str(v)) for k, v in (facts.get("measures") or {}).items()}


def text_applied(context: Context, act: Act, item: Item) -> Applied:
    """The text of the item for the act's conduct day (its own day without one) and the day it happened."""
    return applied(
        item,
        stage=_stage(item, str(act.facts.get("clause"))),
        key=str(act.facts.get("clause")),
        citizen=context.is_citizen(act.party, act.happened),
        conduct=act.day("conduct_day") or act.happened,
        decided=act.happened,
        measures=measures_of(act.facts),
    )


def _stage(item: Item, clause: str) -> str:
    return next((c.stage for v in item.versions for c in v.clauses if c.key == clause), "first")


def in_range(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The fine lies inside the applied text's span; below its minimum only as a mitigated penalty."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    broken = replace(finding(code, rule, act, Answer.BROKEN), field="amount")
    item = context.law.items.get(str(act.facts.get("item")))
    if item is None or act.facts.get("conduct_day") is None:
        return replace(broken, answer=Answer.UNKNOWN, reason="没有写明事项或违法行为日期，无法核对罚款幅度", field="item")
    try:
        text = text_applied(context, act, item)
        if text.version is None or text.clause is None:
            return replace(broken, reason=NO_TEXT[text.choice], field="conduct_day")
        if act.facts.get("clause") != text.clause.key:
            return replace(broken, reason=f"应适用的罚则是“{text.clause.key}”，新旧法比较后不得另选", field="clause")
        if text.choice is Choice.TO_BE_REASONED and not str(act.facts.get("departure") or "").strip():
            return replace(broken, reason="新旧规定的幅度各有轻重，须写明选择的理由", field="departure")
        amount = Decimal(str(act.facts.get("amount") or 0))
        if text.clause.fine is None:
            answer = Answer.KEPT if amount == 0 else Answer.BROKEN
            return replace(broken, answer=answer, reason="这一罚则没有罚款，罚款金额应为零")
        span = bounds(text.clause.fine, measures_of(act.facts))
    except MeasureMissing as missing:
        title = item.measures[missing.args[0]].title if missing.args[0] in item.measures else missing.args[0]
        return replace(broken, answer=Answer.UNKNOWN, reason=f"罚款按{title}计算，还没有填写{title}", field="measures")
    return _amount_in(broken, finding(code, rule, act, Answer.KEPT), act, amount, span, text.clause.optional)


def _amount_in(broken: Finding, kept: Finding, act: Act, amount: Decimal, span: Bounds, optional: bool) -> Finding:
    told = f"法定幅度 {span.low:,.2f} 元至 {span.high:,.2f} 元，现为 {amount:,.2f} 元"
    if span.holds(amount) or (optional and amount == 0):
        return kept
    if amount > span.high:
        return replace(broken, reason=told)
    mitigated = act.facts.get("mitigation") not in (None, "", "none")
    if mitigated and str(act.facts.get("departure") or "").strip():
        return kept
    return replace(broken, reason=f"{told}。低于下限属于减轻处罚，须选减轻情形并写明理由", field="mitigation")


NO_TEXT = {
    Choice.NOT_YET_UNLAWFUL: "行为发生时没有对应的罚则，不得处罚",
    Choice.NO_LONGER_UNLAWFUL: "作出决定时新法已不再处罚该行为，不得处罚",
}


def in_grade(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The fine lies in the chosen grade's band, or the departure is reasoned (裁量基准)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    grade = grade_of(context, act)
    if grade is None or str(act.facts.get("departure") or "").strip():
        return finding(code, rule, act, Answer.KEPT)
    try:
        band = bounds(grade.band, measures_of(act.facts))
    except MeasureMissing:
        return finding(code, rule, act, Answer.KEPT)
    amount = Decimal(str(act.facts.get("amount") or 0))
    if band.holds(amount):
        return finding(code, rule, act, Answer.KEPT)
    told = finding(code, rule, act, Answer.BROKEN)
    return replace(
        told, field="departure",
        reason=f"{told.reason}（“{grade.title}”档为 {band.low:,.2f} 元至 {band.high:,.2f} 元，现为 {amount:,.2f} 元）",
    )  # fmt: skip


def grade_of(context: Context, act: Act) -> Grade | None:
    """The benchmark grade the act names, in the benchmark in force on its day."""
    held = [b for b in context.law.benchmarks.get(str(act.facts.get("item")), ()) if b.holds_on(act.happened)]
    return next((g for b in held for g in b.grades if g.key == act.facts.get("grade")), None)


def refused_first(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A penalty that hangs on 拒不改正 needs a served correction order and a re-check (P-18)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    item = context.law.items.get(str(act.facts.get("item")))
    if item is None or _stage(item, str(act.facts.get("clause"))) != "refusal":
        return finding(code, rule, act, Answer.KEPT)
    recheck = context.live.last("recheck", party=act.party)
    order = context.live.last("order_correction", party=act.party)
    proved = recheck and order and recheck.facts.get("result") == "not_corrected" and order.n < recheck.n
    return finding(code, rule, act, Answer.KEPT if proved else Answer.BROKEN)


def within_limitation(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Discovery is not later than the limitation after the conduct ended (行政处罚法 36; 法典 1054)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    item = context.law.items.get(str(act.facts.get("item")))
    ended = act.day("conduct_day")
    lead = context.live.first("register_lead")
    if item is None or ended is None or lead is None:
        return finding(code, rule, act, Answer.UNKNOWN)
    harm = act.facts.get("harm") == "yes"
    key = "limitation.environment.harm" if harm and item.environmental else "limitation.harm" if harm else "limitation.ordinary"
    try:
        years = context.number(key, lead.happened)
    except LookupError:
        years = context.number("limitation.harm", lead.happened)
    last = context.calendar.end_of(ended, years, Unit.YEARS, roll=False).day
    if lead.happened <= last:
        return finding(code, rule, act, Answer.KEPT)
    told = finding(code, rule, act, Answer.BROKEN)
    return replace(told, field="conduct_day", due=last, reason=f"{told.reason}（追究时效 {years} 年，已于 {last} 届满）")


def same_as_notice(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The decision rests on the item and clause that were told beforehand (P-09)."""
    notice = context.live.last("give_notice", party=act.party)
    if context.prospective or notice is None:
        return finding(code, rule, act, Answer.PENDING if context.prospective else Answer.KEPT)
    changed = [f for f in ("item", "clause") if act.facts.get(f) != notice.facts.get(f)]
    return finding(code, rule, act, Answer.BROKEN if changed else Answer.KEPT)


def points_answered(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Every point the party raised is answered one by one (行政处罚法 45)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    heard = context.live.last("hear_statement", party=act.party)
    points = list(heard.facts.get("points") or ()) if heard else []
    answers = [a for a in act.facts.get("answers") or () if str(a.get("reason") or "").strip()]
    if len(answers) >= len(points):
        return finding(code, rule, act, Answer.KEPT)
    told = finding(code, rule, act, Answer.BROKEN)
    return replace(told, field="answers", reason=f"{told.reason}（提出 {len(points)} 点，已答复 {len(answers)} 点）")


def service_proved(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Each way of service has its own proof; announcement comes last (民事诉讼法 87–95; CF-82, 83)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    mode = str(act.facts.get("mode"))
    told = finding(code, rule, act, Answer.BROKEN)
    if mode == "electronic":
        agreed = context.live.last("confirm_address", party=act.party)
        if agreed is None or agreed.facts.get("electronic") != "yes" or agreed.happened > act.happened:
            return replace(told, field="mode", reason="电子送达须受送达人先签署确认书同意", remedy_act="confirm_address",
                           remedy="先办理送达地址确认并由当事人签字同意电子送达")  # fmt: skip
    if mode == "announcement" and not str(act.facts.get("failed_modes") or "").strip():
        return replace(told, field="failed_modes", reason="公告送达须先用其他方式无法送达，并写明经过",
                       remedy="写明此前用过的送达方式、时间和结果")  # fmt: skip
    if mode == "announcement":
        return _announced(told, context, act)
    if mode == "left" and not str(act.facts.get("witness") or "").strip():
        return replace(told, field="witness", reason="留置送达须有见证人或者拍照、录像记录",
                       remedy="写明见证人姓名和单位，或者视音频编号")  # fmt: skip
    return finding(code, rule, act, Answer.KEPT)


def _announced(told: Finding, context: Context, act: Act) -> Finding:
    start = act.day("announced")
    if start is None:
        return replace(told, field="announced", reason="公告送达须写明公告日期", remedy="填写公告日期")
    days = context.number("serve.notice.days", start)
    served = context.calendar.end_of(start, days, context.law.parameters["serve.notice.days"].unit, roll=False).day
    if act.happened >= served:
        return replace(told, answer=Answer.KEPT)
    return replace(told, field="happened", not_before=served, reason=f"公告满 {days} 日才视为送达，最早 {served}",
                   remedy="期满后再登记送达")  # fmt: skip


def not_recused(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Nobody who was recused takes part (行政处罚法 43)."""
    recused = {
        int(a.facts["officer"]) for a in context.live.of(("decide_recusal",)) if a.facts.get("opinion") == "recused"
    }
    named = {int(o) for o in act.facts.get("officers") or ()} | {act.by}
    return finding(code, rule, act, Answer.BROKEN if named & recused else Answer.KEPT)


def reviewer_qualified(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The reviewer holds the legal profession qualification (行政处罚法 58)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    standing = act.people.get(act.by)
    return finding(code, rule, act, Answer.KEPT if standing and standing.legally_qualified else Answer.BROKEN)


def paid_in_full(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Every fined party has paid the whole fine (or was not fined)."""
    for party in context.parties(None, True):
        decision = context.live.last("make_decision", party=party)
        if decision is None:
            continue
        paid = sum(Decimal(str(p.facts.get("paid") or 0)) for p in context.live.of(("record_payment",), party=party))
        if paid < Decimal(str(decision.facts.get("amount") or 0)):
            return replace(finding(code, rule, act, Answer.BROKEN), party=party)
    return finding(code, rule, act, Answer.KEPT)


def hearing_right_told(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A notice of a hearing-grade penalty tells the right to a hearing (行政处罚法 63)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    after = Context(context.docket.with_act(act), context.law)
    must = hearing_grade(after, act.party)
    untold = must and plain(act.facts.get("hearing_told")) != ("yes",)
    return finding(code, rule, act, Answer.BROKEN if untold else Answer.KEPT)


def review_complete(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Each point of the review has a verdict, and a case with a failed point does not pass (CF-73)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told = finding(code, rule, act, Answer.BROKEN)
    items = {str(i.get("key")): i for i in act.facts.get("items") or ()}
    missing = sorted(context.words("review.points", act.happened) - set(items))
    if missing:
        return replace(told, reason=f"{told.reason}：还差{'、'.join(missing)}")
    failed = [key for key, i in items.items() if i.get("verdict") == "not_ok"]
    if failed and act.facts.get("conclusion") == "pass":
        return replace(told, field="conclusion", reason=f"{told.reason}：{'、'.join(failed)}不符合，不能审核通过")
    return finding(code, rule, act, Answer.KEPT)


def rectified(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A case whose last re-check found the violation uncorrected does not close quietly (A12)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    for party in context.parties(None, True):
        order = context.live.last("order_correction", party=party)
        recheck = context.live.last("recheck", party=party)
        unproved = order is not None and (
            recheck is None or recheck.n < order.n or recheck.facts.get("result") != "corrected"
        )
        if unproved or act.facts.get("rectified") == "no":
            return replace(finding(code, rule, act, Answer.BROKEN), party=party)
    return finding(code, rule, act, Answer.KEPT)


def clerical_only(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A correction mends wording; sums, dates, persons and choices need their own act anew."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told = replace(finding(code, rule, act, Answer.BROKEN), field="fact")
    target = next((a for a in context.live.acts if str(a.n) == str(act.facts.get("corrects"))), None)
    if target is None:
        return replace(told, field="corrects", reason="没有找到要更正的步骤，或者它已经失效")
    spec = context.docket.procedure.facts_of(target.kind).get(str(act.facts.get("fact")))
    return finding(code, rule, act, Answer.KEPT) if spec and spec.type in CLERICAL else told


CLERICAL = frozenset({"text", "long_text", "place"})

SPECIALS: dict[str, Special] = {
    "clerical_only": clerical_only,
    "hearing_right_told": hearing_right_told,
    "in_grade": in_grade,
    "in_range": in_range,
    "not_recused": not_recused,
    "paid_in_full": paid_in_full,
    "points_answered": points_answered,
    "rectified": rectified,
    "refused_first": refused_first,
    "review_complete": review_complete,
    "reviewer_qualified": reviewer_qualified,
    "same_as_notice": same_as_notice,
    "service_proved": service_proved,
    "within_limitation": within_limitation,
}
