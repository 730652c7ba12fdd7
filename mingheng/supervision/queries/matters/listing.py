"""The list of matters: what waits for the reader, what is open, late or closed; filtered by kind and unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from mingheng.cases.queries.tasks import due_in
from mingheng.kit.dates import day_of
from mingheng.kit.links import link
from mingheng.kit.shell import Chip, Choice, Facet, Option, Pager
from mingheng.law import queries as law_queries
from mingheng.law.rules.reading import Lawbook
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority, Duty
from mingheng.supervision.models import Matter
from mingheng.supervision.queries.matters.page import MatterRow, MattersPage
from mingheng.supervision.queries.matters.urging import unurged as late_and_unurged
from mingheng.supervision.queries.sought import Sought
from mingheng.supervision.rules.matters import EVERYTHING, OPENERS, OPENING

PAGE_SIZE = 50
VIEWS = {"mine": "待我办", "open": "未办结", "late": "已逾期", "closed": "已办结", "all": "全部"}
EMPTY = {
    "mine": "没有等你办的监督事项。",
    "late": "没有逾期的监督事项。",
    "closed": "还没有办结的监督事项。",
}


@dataclass(frozen=True)
class MattersSought(Sought):
    """What the list is asked for."""

    view: str = "open"
    procedure: str = ""
    trigger: str = ""
    unit: str = ""
    page: int = 1


def matters_page(
    held: Authority, visible: QuerySet[Matter], waiting: QuerySet[Matter], wanted: MattersSought, today: date
) -> MattersPage:
    """The page of what is `visible` to the reader; `waiting` of it are those whose turn it is his to take."""
    law, units = law_queries.lawbook(), organisation.unit_names()
    seen = {
        "mine": waiting, "open": visible.filter(closed=False), "late": visible.filter(closed=False, due__lt=today),
        "closed": visible.filter(closed=True), "all": visible,
    }  # fmt: skip
    counted = {view: rows.count() for view, rows in seen.items()}
    found = _filtered(seen[wanted.view], wanted)
    pager = Pager.of(found.count(), wanted.page, PAGE_SIZE, lambda n: wanted.href(page=n))
    rows = list(found.order_by(F("due").asc(nulls_last=True), "-opened_at", "pk")[pager.rows])
    pressing = set(late_and_unurged(today).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    labels = _labels(law, units if held.holds(*EVERYTHING) else {})
    return MattersPage(
        rows=tuple(row_of(row, law, units, today, unurged=row.pk in pressing) for row in rows),
        pager=pager,
        views=tuple(Choice(title, wanted.href(view=view), wanted.view == view, counted[view]) for view, title in VIEWS.items()),
        chips=tuple(
            Chip(labels[name].get(value, value), wanted.href(**{name: ""}))
            for name in labels
            if (value := str(getattr(wanted, name)))
        ),
        facets=tuple(
            Facet(name, title, tuple(Option(k, v, getattr(wanted, name) == k) for k, v in labels[name].items()))
            for name, title in (("procedure", "种类"), ("trigger", "情形"), ("unit", "单位"))
            if labels[name]
        ),
        keep=(("view", wanted.view),),
        new=tuple(
            Choice(versions[-1].title, f"{link('supervision:matter_new')}?procedure={key}")
            for key, versions in law.supervision.items()
        )
        if held.holds(*OPENERS)
        else (),
        empty=EMPTY.get(wanted.view, "没有符合的监督事项。"),
    )  # fmt: skip


def row_of(matter: Matter, law: Lawbook, units: Mapping[str, str], today: date, *, unurged: bool = False) -> MatterRow:
    """One matter as lists show it."""
    procedure = law.procedure(matter.procedure)
    turn, clock = procedure.acts.get(matter.turn), procedure.clocks.get(matter.due_for)
    return MatterRow(
        href=link("supervision:matter", str(matter.pk)),
        subject=matter.subject,
        trigger=procedure.facts_of(OPENING)["trigger"].choices.get(matter.trigger, matter.trigger),
        procedure=procedure.title,
        stage=procedure.stages.get(matter.stage, matter.stage),
        unit=units.get(matter.unit, matter.unit),
        due=due_in(clock, matter.due, law, today) if clock is not None and matter.due is not None else None,
        turn=turn.title if turn else "",
        whose="、".join(Duty(duty).label for duty in matter.turn_duties),
        opened=day_of(matter.opened_at),
        closed=matter.closed,
        unurged=unurged,
    )


def _filtered(found: QuerySet[Matter], wanted: MattersSought) -> QuerySet[Matter]:
    asked = {name: str(getattr(wanted, name)) for name in ("procedure", "trigger", "unit")}
    return found.filter(**{name: value for name, value in asked.items() if value})


def _labels(law: Lawbook, units: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    latest = [law.procedure(key) for key in law.supervision]
    triggers = {k: v for one in latest for k, v in one.facts_of(OPENING)["trigger"].choices.items()}
    return {"procedure": {one.key: one.title for one in latest}, "trigger": triggers, "unit": units}
