"""Rules about a hearing: its request refused, its chair, its agents, its announcement (行政处罚法 64)."""

from dataclasses import replace

from mingheng.law.rules.clocks import clock_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.predicates import hearing_open
from mingheng.law.rules.procedure import RuleSpec, plain
from mingheng.law.rules.specials.people import people_in, recused
from mingheng.law.rules.specials.told import Special, finding


def hearing_refusal_founded(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A request is refused only where it came too late, or where there is no right to a hearing."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    kept = finding(code, rule, act, Answer.KEPT)
    if act.facts.get("opinion") != "refuse":
        return kept
    told = finding(code, rule, act, Answer.BROKEN)
    if act.facts.get("ground") is None:
        return replace(told, reason="不予受理要选明情形", remedy="选不予受理的情形")
    if act.facts["ground"] == "not_entitled":
        return told if hearing_open(context, act.party) else kept
    return _too_late(told, context, act)


def _too_late(told: Finding, context: Context, act: Act) -> Finding:
    asked, clock = context.live.last("request_hearing", party=act.party), clock_of(context, "hearing_request", act.party)
    if asked is None or clock is None or clock.last is None:
        return told
    if asked.happened > clock.last.day:
        return replace(told, answer=Answer.UNKNOWN if clock.last.provisional else Answer.KEPT)
    return replace(told, reason=f"{told.reason}（期限到 {clock.last.day}，当事人 {asked.happened} 提出，没有超过）")


def chair_in_place(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The chair the party was told of has not been recused since."""
    told = context.live.last("notify_hearing", party=act.party)
    gone = told is not None and bool(people_in(told, "chair") & recused(context))
    return finding(code, rule, act, Answer.BROKEN if gone else Answer.KEPT)


def before_hearing_day(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A hearing is announced before its day."""
    notice = context.live.last("notify_hearing", party=act.party)
    day = notice.day("hearing_day") if notice else None
    if context.prospective or day is None:
        return finding(code, rule, act, Answer.PENDING if context.prospective else Answer.KEPT)
    if act.happened < day:
        return finding(code, rule, act, Answer.KEPT)
    return replace(finding(code, rule, act, Answer.BROKEN), field="happened")


def agents_authorised(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A party speaks through one or two agents, each with authority in writing; who says agents came names them."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told = finding(code, rule, act, Answer.BROKEN)
    agents = act.facts.get("agents") or ()
    most = context.number(str(rule.parameter), act.happened)
    if len(agents) > most:
        return replace(told, reason=f"{told.reason}（最多 {most} 人，现有 {len(agents)} 人）")
    bare = [str(a.get("name") or "") for a in agents if plain(a.get("authority")) != ("yes",)]
    if bare:
        return replace(told, reason=f"{told.reason}（没有书面授权的：{'、'.join(bare)}）")
    if act.facts.get("attendance") in ("agent", "both") and not agents:
        return replace(told, reason="写明代理人到场的，要写明代理人姓名和授权", remedy="逐人填写委托代理人")
    return finding(code, rule, act, Answer.KEPT)


HEARING: dict[str, Special] = {
    "agents_authorised": agents_authorised,
    "before_hearing_day": before_hearing_day,
    "chair_in_place": chair_in_place,
    "hearing_refusal_founded": hearing_refusal_founded,
}
