"""What came of matters of supervision in a period: papers issued, replies, re-checks, reports of key matters."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingheng.law.rules.docket import Act, Docket, effective
from mingheng.law.rules.reading import Lawbook
from mingheng.supervision.models import Matter, MatterAct
from mingheng.supervision.queries.matters.periods import Ran, dockets, ran
from mingheng.supervision.rules.bulletins.figures import Tally
from mingheng.supervision.rules.bulletins.periods import Period
from mingheng.supervision.rules.matters import ESCALATION, KEY, OPENING

BY_ACT: Mapping[str, str] = MappingProxyType({
    "issue_slip": "slips", "issue_follow_up": "follow_ups", "issue_correction": "corrections", "issue_advice": "proposals",
    "hold_talk": "talks", "talk_overdue": "talks", "issue_decision": "decisions", ESCALATION: "escalated", "recheck": "rechecked",
    OPENING: "matters_opened",
})  # fmt: skip
RECHECK, PASSED, CLOSE, FIRST, FINAL = "recheck", "passed", "close_matter", "first_report", "final_report"


def matters_tallied(period: Period, law: Lawbook) -> Iterator[Tally]:
    """What of a period is counted of all matters. Two queries."""
    for matter, docket in dockets(_touching(period)):
        name = f"{docket.procedure.title}：{matter.subject}"
        counted = _key(docket, period, law) if matter.procedure == KEY else _fault(docket, period, law)
        for figure, mark in counted:
            yield Tally(figure, matter.unit, f"{matter.pk}{mark}", name)


def _touching(period: Period) -> "QuerySet[Matter]":
    """Those something can be counted of: opened before its end, and still open or acted in since its beginning."""
    later = MatterAct.objects.filter(matter=OuterRef("pk"), happened__gte=period.since)
    begun = MatterAct.objects.filter(matter=OuterRef("pk"), happened__lt=period.until)
    return Matter.objects.filter(Q(closed=False) | Exists(later), Exists(begun)).order_by("opened_at", "pk")


def _fault(docket: Docket, period: Period, law: Lawbook) -> Iterator[tuple[str, str]]:
    here = [act for act in docket.acts if _within(act.happened, period)]
    yield from ((BY_ACT[act.kind], "") for act in here if act.kind in BY_ACT)
    checks = [act for act in here if act.kind == RECHECK]
    if checks and checks[-1].facts.get("result") == PASSED:
        yield "recheck_passed", ""
    if _last(here, CLOSE) and any(act.facts.get("result") == PASSED for act in effective(docket).of([RECHECK])):
        yield "rectified", ""
    for one in _settled(docket, period, law, "reply"):
        yield "answers_due", f"/{one.n}"
        yield "answers_in_time" if one.kept else "answers_late", f"/{one.n}"


def _key(docket: Docket, period: Period, law: Lawbook) -> Iterator[tuple[str, str]]:
    live, here = effective(docket), [act for act in docket.acts if _within(act.happened, period)]
    if _last(here, OPENING):
        yield "key_opened", ""
    reports = live.of([FINAL])
    if live.of([FIRST]) and any(_within(act.happened, period) for act in reports):
        yield "key_reported", ""
    if any(not one.kept for one in _settled(docket, period, law, "final")):
        yield "key_late", ""
    if _last(here, CLOSE):
        yield "key_closed", ""


def _settled(docket: Docket, period: Period, law: Lawbook, key: str) -> list[Ran]:
    return [one for one in ran(docket, law, key) if _within(one.settled, period)]


def _last(acts: list[Act], kind: str) -> Act | None:
    return next((act for act in reversed(acts) if act.kind == kind), None)


def _within(day: date, period: Period) -> bool:
    return period.since <= day < period.until
