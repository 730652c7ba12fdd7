"""Rules about being told and heard: hearing right, points answered, hearing day."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.fresh import reopened
from mingheng.law.rules.predicates import hearing_grade, undecided
from mingheng.law.rules.procedure import RuleSpec, plain
from mingheng.law.rules.specials.told import finding

SUMS = ("amount", "confiscated")


def hearing_right_told(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A notice of a hearing-grade penalty tells the right to a hearing (行政处罚法 63)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    after = Context(context.docket.with_act(act), context.law)
    must = hearing_grade(after, act.party)
    untold = must and plain(act.facts.get("hearing_told")) != ("yes",)
    return finding(code, rule, act, Answer.BROKEN if untold else Answer.KEPT)


def points_answered(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Every point the party raised is answered one by one (行政处罚法 45)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    heard = context.live.last(*(rule.needs or ("hear_statement",)), party=act.party)
    points = [_words(p) for p in heard.facts.get("points") or ()] if heard else []
    answered = {_words(a) for a in act.facts.get("answers") or () if str(a.get("reason") or "").strip()}
    open_points = [p for p in points if p not in answered]
    if not open_points:
        return finding(code, rule, act, Answer.KEPT)
    told = finding(code, rule, act, Answer.BROKEN)
    return replace(told, field="answers", reason=f"{told.reason}（还没有答复：{'、'.join(open_points)}）")


def _words(row: Any) -> str:
    return "".join(str(row.get("point") or "").split())


def answer_honoured(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """What the answer to a defence granted is carried out: lighter, no penalty, or a new investigation.

    Reads every act of the docket: what was granted stands though telling the party again ends the answer's
    effect. Only new evidence and then a new report that speaks of it open the matter again.
    """
    told = finding(code, rule, act, Answer.BROKEN)
    for party in context.parties(act.party, act.party is None):
        meant = context.live.last("explain_discretion", party=party)
        if meant is None or not undecided(context, party):
            continue
        for answer in (a for a in context.docket.taken("review_statement") if a.party == party):
            broken = _unhonoured(replace(told, party=party), context, meant, answer)
            if broken is not None:
                return broken
    return finding(code, rule, act, Answer.KEPT)


def _unhonoured(told: Finding, context: Context, meant: Act, answer: Act) -> Finding | None:
    result, docket = answer.facts.get("result"), context.docket
    if result == "reinvestigate" and not any(a.n > answer.n for a in docket.taken("report_investigation")):
        return replace(told, reason=f"{told.reason}：已答复补充调查，还没有新的调查终结报告", remedy_act="report_investigation",
                       remedy="补充调查后重新提交调查终结报告")  # fmt: skip
    if reopened(docket, answer.n):
        return None
    notices = [a for a in docket.taken("give_notice") if a.party == answer.party and a.n < answer.n]
    if result == "lowered" and notices and sum(map(_sum(meant), SUMS)) >= sum(map(_sum(notices[-1]), SUMS)):
        return replace(told, reason=f"{told.reason}：已答复采纳并减轻，裁量没有随之降低", remedy_act="explain_discretion",
                       remedy="制作新的裁量说明，降低数额")  # fmt: skip
    if result == "dropped":
        return replace(told, reason=f"{told.reason}：已答复不予处罚", remedy_act="explain_no_penalty",
                       remedy="制作不予处罚说明")  # fmt: skip
    return None


def _sum(act: Act) -> Any:
    return lambda name: Decimal(str(act.facts.get(name) or 0))


def not_heavier_for_defence(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """After a party spoke, a heavier notice needs new evidence and a new report that names it (行政处罚法 45(2)).

    Reads every act of the docket: the statement counts though the new notice ends its effect.
    """
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    notices = [a for a in context.docket.taken("give_notice") if a.party == act.party]
    for spoken in (a for a in context.docket.taken("hear_statement", "hold_hearing") if a.party == act.party):
        told_before = [a for a in notices if a.n < spoken.n]
        heavier = bool(told_before) and any(_sum(act)(name) > _sum(told_before[-1])(name) for name in SUMS)
        if heavier and not reopened(context.docket, spoken.n):
            return finding(code, rule, act, Answer.BROKEN)
    return finding(code, rule, act, Answer.KEPT)


def hearing_day_kept(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The hearing takes place on the day the party was told, and that day leaves him his time (行政处罚法 64)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    notice = act if act.kind == "notify_hearing" else context.live.last("notify_hearing", party=act.party)
    day = notice.day("hearing_day") if notice else None
    if notice is None or day is None:
        return finding(code, rule, act, Answer.UNKNOWN)
    if act is not notice:
        told = finding(code, rule, act, Answer.KEPT if act.happened == day else Answer.BROKEN)
        return replace(told, field="happened", reason=f"通知的听证日期是 {day}", remedy="按通知的日期举行，或者重新通知")
    days, unit = context.number("hearing.notice.days", act.happened), context.law.parameters["hearing.notice.days"].unit
    first = context.calendar.end_of(act.happened, days, unit, roll=False)
    answer = Answer.BROKEN if day < first.day else Answer.UNKNOWN if first.provisional else Answer.KEPT
    return replace(finding(code, rule, act, answer), not_before=first.day, field="hearing_day")
