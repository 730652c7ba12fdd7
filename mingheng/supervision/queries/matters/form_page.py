"""The page of one act of a matter: what a form starts with, what is asked of the act, earlier matters of the same kind."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from mingheng.cases.queries.page import StepPage
from mingheng.documents import queries as documents
from mingheng.kit import display
from mingheng.kit.dates import day_of
from mingheng.kit.links import link
from mingheng.kit.shell import Choice
from mingheng.law.rules.clocks import clock_of
from mingheng.law.rules.docket import effective
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.reading import Lawbook
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Duty
from mingheng.supervision.models import Matter
from mingheng.supervision.queries.matters.opened import MatterOpened, MatterShown
from mingheng.supervision.queries.matters.papers import earlier
from mingheng.supervision.queries.squads import squads_now
from mingheng.supervision.queries.words import Told
from mingheng.supervision.rules.matters import FAULT, LONGEST_SUBJECT, OPENING, street_of
from mingheng.supervision.rules.obligations.months import Month

if TYPE_CHECKING:
    from mingheng.insight.models import Finding as Warned

REPEAT_MONTHS, REPEAT_COUNT = "supervision.repeat.months", "supervision.repeat.count"


@dataclass(frozen=True)
class ActAsked:
    """What the page of an act is asked to show besides its form; `autosave` keeps what is typed, and did `saved_at`."""

    act: str
    hidden: tuple[tuple[str, str], ...]
    refused: tuple[Finding, ...] = ()
    multipart: bool = False
    autosave: str = ""
    saved_at: datetime | None = None


def act_page(found: MatterOpened, asked: ActAsked) -> StepPage:
    """The form page of an act; where nothing typed could make it lawful, the reasons instead of the form."""
    spec, one, pk = found.docket.procedure.acts[asked.act], found.considered(asked.act), str(found.matter.pk)
    refused = tuple(found.shown.finding(f) for f in one.verdict.refusals)
    back = link("supervision:matter", pk)
    return StepPage(
        title=spec.title,
        verb=spec.verb,
        action=link("supervision:matter_act", pk, asked.act),
        back_href=back,
        back="返回事项",
        intro=found.matter.subject,
        preconditions=found.preconditions(one),
        clocks=tuple(found.shown.clock(c) for c in found.shown.clocks() if c.stopped is None and c.shown),
        findings=tuple(found.shown.finding(f) for f in asked.refused),
        warnings=tuple(found.shown.finding(f) for f in one.verdict.findings if f.answer is Answer.BROKEN and not f.refuses),
        blocked=display.Blocked(spec.title, refused) if refused and not asked.refused else None,
        cites=found.shown.cites(spec.cite),
        instrument=documents.definition(spec.instrument).title if spec.instrument else "",
        hidden=asked.hidden,
        multipart=asked.multipart,
        autosave_href=asked.autosave,
        saved_at=asked.saved_at,
        crumbs=(
            Choice("监督事项", link("supervision:matters")),
            Choice(found.matter.subject, back),
            Choice(spec.title, "", True),
        ),
    )


def opening_page(procedure: Procedure, law: Lawbook, asked: ActAsked, shown: MatterShown, note: str) -> StepPage:
    """The form of a new matter: no docket yet."""
    spec = procedure.acts[OPENING]
    return StepPage(
        title=f"{spec.title}：{procedure.title}",
        verb=spec.verb,
        action="",
        back_href=link("supervision:matters"),
        intro=note,
        findings=tuple(shown.finding(f) for f in asked.refused),
        cites=shown.cites(spec.cite),
        instrument=documents.definition(spec.instrument).title if spec.instrument else "",
        hidden=asked.hidden,
        autosave_href=asked.autosave,
        saved_at=asked.saved_at,
        crumbs=(Choice("监督事项", link("supervision:matters")), Choice(spec.title, "", True)),
    )


def initial_of_act(found: MatterOpened, act: str) -> dict[str, Any]:
    """What a form starts with: what an earlier act said, and for a decision letter the letter prepared."""
    live, initial = effective(found.docket), dict[str, Any]()
    for name, fact in found.docket.procedure.facts_of(act).items():
        kind, _, source = fact.default.partition(".")
        before = live.last(kind) if fact.default else None
        if before is not None and before.facts.get(source) is not None:
            initial[name] = before.facts[source]
    if act == "change_unit":
        initial["unit"] = squads_now().holder(found.matter.unit, day_of(found.at))
    return initial | (_decision(found) if act == "issue_decision" else {})


def _decision(found: MatterOpened) -> dict[str, Any]:
    """The decision letter as it is prepared for the head of the bureau to sign."""
    live, clock = effective(found.docket), clock_of(found.shown.context, "reply", None)
    replied, papers = live.last("reply"), earlier(found.docket, found.docket.acts[-1])
    due = f"应当在 {clock.last.day} 前回复，" if clock is not None and clock.last is not None else ""
    late = f"{replied.happened} 才回复" if replied else "至今没有回复"
    return {
        "ground": f"你单位收到{papers or '监督文书'}后，{due}{late}，没有说明正当理由。",
        "demand": live.fact(OPENING, "demand") or "",
        "copies": street_of(found.units.get(found.matter.unit, "")),
    }


def before_of(unit: str, kind: str, law: Lawbook, today: date) -> QuerySet[Matter]:
    """The matters of the same unit and kind within the period in which a fault counts as repeated, the latest first."""
    months = int(str(law.value(REPEAT_MONTHS, today).value))
    since = Month.of(today).moved(-months).first
    rows = Matter.objects.filter(procedure=FAULT, unit=unit, opened_at__date__gte=since)
    return (rows.filter(kind=kind) if kind else rows.none()).order_by("-opened_at")


def suggested(unit: str, kind: str, law: Lawbook, today: date) -> tuple[str, str]:
    """The trigger earlier matters suggest, and the sentence that says why; a person decides."""
    earlier_ones, least = list(before_of(unit, kind, law, today)), int(str(law.value(REPEAT_COUNT, today).value))
    if not earlier_ones or len(earlier_ones) < least:
        return "ordinary", ""
    days = "、".join(f"{day_of(one.opened_at)}“{one.subject}”" for one in earlier_ones[:3])
    return "repeated", f"同一中队同类问题此前已有 {len(earlier_ones)} 件：{days}。建议按反复发生处理，由你决定。"


def answerable_units(today: date) -> tuple[tuple[str, str], ...]:
    """Keys and short names of the units somebody leads: who can receive a paper and answer it."""
    led = {officer.unit.key for officer in organisation.holders(Duty.SQUAD_LEADER, today)}
    return tuple((key, name) for key, name in organisation.squads().items() if key in led)


def initial_from(warned: "Warned", law: Lawbook, today: date) -> tuple[dict[str, Any], str]:
    """What the form of a new matter starts with when it comes from a warning, and what its reader is told of earlier ones."""
    told = Told(law, today)
    trigger, note = suggested(warned.unit_now, warned.rule, law, today)
    where = f"案件 {warned.ref}，" if warned.case_id else ""
    return {
        "addressed": warned.unit_now, "trigger": trigger, "subject": told.reason(warned)[:LONGEST_SUBJECT], "kind": warned.rule,
        "case_ref": warned.ref if warned.case_id else "", "found": f"{where}{told.reason(warned)}",
    }, note  # fmt: skip
