"""Rules of the execution law that compare a docket with remedies, places and powers (行政强制法 22–54)."""

from dataclasses import replace
from datetime import timedelta

from mingheng.law.rules.calendar import LastDay
from mingheng.law.rules.clocks import clock_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.items import version_on
from mingheng.law.rules.owing import deferral_end
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.remedy_time import remedy_of
from mingheng.law.rules.specials.told import Special, finding

WINDOW = "court.apply.months"
GOVERNMENTS = {"urban": ("district", "city"), "village": ("town", "district", "city")}


def seizure_based(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The item's law of the day allows things to be sealed or seized (行政强制法 22)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    item = context.law.items.get(str(act.facts.get("item")))
    version = version_on(item, act.happened) if item else None
    told = finding(code, rule, act, Answer.KEPT if version and version.seizure else Answer.BROKEN)
    recheck = context.live.last("recheck", party=act.party)
    refused = recheck is not None and recheck.facts.get("result") == "not_corrected"
    if version and version.seizure_on_refusal and not refused:
        reason = f"{told.reason}：这一事项须责令改正以后拒不改正的才能查封、扣押"
        return replace(told, answer=Answer.BROKEN, reason=reason, remedy="先责令改正，到期复查", remedy_act="recheck")
    return told


def remedy_over(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Every party's time for reconsideration and lawsuit has passed, and none of them goes on (行政强制法 44, 46)."""
    told = finding(code, rule, act, Answer.KEPT)
    for party in context.parties(act.party, rule.each_party):
        end = remedy_of(context, party, served=rule.needs)
        if end is None:
            return replace(told, answer=Answer.BROKEN, party=party, reason=f"{told.reason}（文书还没有送达）")
        if end.last is None:
            return replace(told, answer=Answer.BROKEN, party=party, reason=f"{told.reason}（{end.reason}）")
        if act.happened <= end.last.day:
            reason = f"{told.reason}（救济期限到 {end.last.day}）"
            return replace(told, answer=Answer.BROKEN, party=party, reason=reason, not_before=end.last.day + timedelta(days=1))
        if end.last.provisional:
            return replace(told, answer=Answer.UNKNOWN, party=party)
    return told


def court_window(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The court is asked after the remedies ended, or an approved deferral did, and within the months that follow.

    行政强制法 53；行政处罚法 72(2). Months that end on a holiday end on the first working day after it (民事诉讼法 85).
    """
    told = finding(code, rule, act, Answer.KEPT)
    end = remedy_of(context, act.party, served=rule.needs)
    if end is None or end.last is None:
        return replace(told, answer=Answer.BROKEN, reason=f"{told.reason}（{end.reason if end else '决定还没有送达'}）")
    deferred = deferral_end(context, act.party)
    start = max(end.last, LastDay(deferred) if deferred else end.last)
    months, unit = context.number(WINDOW, act.happened), context.law.parameters[WINDOW].unit
    closes = context.calendar.end_of(start.day, months, unit, roll=True)
    if act.happened <= start.day:
        reason = f"{told.reason}（{start.day} 才届满）"
        return replace(told, answer=Answer.BROKEN, reason=reason, not_before=start.day + timedelta(days=1))
    if act.happened > closes.day:
        reason = f"{told.reason}（最迟 {closes.day}，{end.reason}，至 {end.last.day}）"
        return replace(told, answer=Answer.UNKNOWN if closes.provisional else Answer.BROKEN, due=closes.day, reason=reason)
    return replace(told, answer=Answer.UNKNOWN if start.provisional else Answer.KEPT, due=closes.day)


def surcharge_ran(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The surcharge ran for longer than the law waits before money is taken by force (行政强制法 46)."""
    clock = clock_of(context, str(rule.clock or "pay"), act.party)
    told = finding(code, rule, act, Answer.KEPT)
    if clock is None or clock.last is None:
        return replace(told, answer=Answer.BROKEN)
    opens = clock.last.day + timedelta(days=context.number("late.execute.days", act.happened) + 1)
    return told if act.happened >= opens else replace(told, answer=Answer.BROKEN, not_before=opens)


def competent_government(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A demolition is decided by the government competent for the place (城乡规划法 65, 68)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    area = str(context.live.fact("order_demolition", "area") or "urban")
    kept = act.facts.get("government") in GOVERNMENTS[area]
    return replace(finding(code, rule, act, Answer.KEPT if kept else Answer.BROKEN), field="government")


FORCE: dict[str, Special] = {
    "competent_government": competent_government,
    "court_window": court_window,
    "remedy_over": remedy_over,
    "seizure_based": seizure_based,
    "surcharge_ran": surcharge_ran,
}
