"""Rows of cases for lists: what waits for whom, by when, on what ground. One or two queries whatever the length."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet

from mingheng.cases.models import Case
from mingheng.cases.queries.dockets import parties_in
from mingheng.cases.queries.marks import first_badge
from mingheng.kit import display
from mingheng.kit.links import link
from mingheng.kit.search import BigramQuery
from mingheng.law import queries as law_queries
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.lawbook import Unit
from mingheng.law.rules.procedure import ClockSpec, Procedure
from mingheng.law.rules.reading import Lawbook
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority

LONGEST_ID = 19  # digits; no officer has so long a number
PAGE_SIZE = 50
NEWEST = ("-opened_at", "id")
NAMED = 2  # so many parties stand by name in a row
APPROVALS = (
    "approve_filing",
    "approve_no_filing",
    "approve_decision",
    "approve_closing",
    "close_on_spot",
    "decide_recusal",
    "discuss_case",
)


@dataclass(frozen=True)
class Names:
    """Names that rows of cases show, fetched once for all of them."""

    people: Mapping[int, str]
    parties: Mapping[str, str]
    units: Mapping[str, str]


def names_for(rows: Sequence[Case]) -> Names:
    """Officers, parties and units of these rows: two queries whatever their number, one if each row has its `party_names`."""
    parties: dict[str, list[str]] = {}
    if all(hasattr(case, "party_names") for case in rows):
        parties = {str(case.id): case.party_names for case in rows}  # type: ignore[attr-defined]  # annotated by `paging`
    else:
        for case_id, name in parties_in([case.id for case in rows]):
            parties.setdefault(str(case_id), []).append(name)
    named = {case: in_short(names) for case, names in parties.items()}
    people, units = organisation.people_and_units({i for case in rows for i in case.handlers})
    return Names(people, named, units)


def in_short(parties: Sequence[str]) -> str:
    """The first parties by name, and how many there are when more."""
    return "、".join(parties[:NAMED]) + (f" 等 {len(parties)} 名" if len(parties) > NAMED else "")


def waiting_for(cases: QuerySet[Case], authority: Authority) -> QuerySet[Case]:
    """Open cases whose next act is this person's: as handler, or by a duty that reaches the case."""
    mine = Q(turn_officers__contains=[authority.officer_id])
    for grant in authority.grants:
        reach = Q() if authority.sees_all else Q(unit__in=grant.reach)
        mine |= Q(turn_officers=[], turn_duties__contains=[grant.duty]) & reach
    return cases.filter(mine, closed=False).exclude(turn="").order_by(F("due").asc(nulls_last=True), "opened_at")


def tasks(rows: Sequence[Case], today: date, reader: int) -> tuple[display.Task, ...]:
    """Each case as a task: the verb of its next act first."""
    law = law_queries.lawbook()
    names = names_for(rows)
    return tuple(_task(case, law, names, today, reader) for case in rows)


def _task(case: Case, law: Lawbook, names: Names, today: date, reader: int) -> display.Task:
    procedure = law.procedure(case.procedure)
    spec = procedure.acts.get(case.turn)
    people = [display.Person(names.people.get(i, ""), part) for i, part in zip(case.handlers, ("主办", "协办"), strict=False)]
    mine = {"handler"} if case.handlers[:1] == [reader] else {"second"} if reader in case.handlers else {"other"}
    return display.Task(
        key=case.ref,
        verb=spec.verb if spec else "已办结",
        subject=names.parties.get(str(case.id)) or "当事人待查",
        matter=case.title,
        number=case.number or f"线索 {case.ref}",
        stage=procedure.stages.get(case.stage, case.stage),
        due=due_of(case, law, today),
        href=link("cases:case", case.ref),
        cite=_cite(case, procedure, law),
        people=tuple(people),
        mine=frozenset(mine),
        unit=names.units.get(case.unit, ""),
        badge=first_badge(case.marks),
    )


def _cite(case: Case, procedure: Procedure, law: Lawbook) -> display.Cite | None:
    clock = procedure.clocks.get(case.due_for)
    spec = procedure.acts.get(case.turn)
    refs = clock.cite if clock else spec.cite if spec else ()
    if not refs:
        return None
    return display.Cite(law.cite_text(refs[0]), link("law:article", refs[0]))


def due_of(case: Case, law: Lawbook, today: date) -> display.Due:
    """The stored end of the nearest period as it stands today."""
    if case.closed:
        return display.Due("done", "办结")
    if case.due is None:
        return display.Due("hold", "中止", note="暂停计时") if case.held else display.Due("ok", "没有期限")
    clock = law.procedure(case.procedure).clocks[case.due_for]
    return due_in(clock, case.due, law, today, provisional=case.provisional)


def due_in(clock: ClockSpec, due: date, law: Lawbook, today: date, *, provisional: bool = False) -> display.Due:
    """The end of a period of this clock as it stands today, in days of its own unit."""
    unit = law.parameters[clock.limit].unit
    left = (due - today).days
    word = "日"
    if unit is Unit.WORKING_DAYS:
        calendar = WorkingCalendar(law.calendars.values())
        left = calendar.working_days_between(today, due) if left >= 0 else -calendar.working_days_between(due, today)
        word = "个工作日"
    near = int(str(law.value(clock.near, today).value))
    state: display.DueState = "over" if left < 0 else "near" if left <= near else "ok"
    text = f"超期 {-left} {word}" if left < 0 else "今天到期" if due == today else f"剩 {left} {word}"
    return display.Due(state, text, on=due, provisional=provisional)


@dataclass(frozen=True)
class Sought:
    """What a case list is asked for."""

    text: str = ""
    stage: str = ""
    unit: str = ""
    state: str = "open"
    item: str = ""
    handler: str = ""
    due: str = ""
    procedure: str = ""
    mark: str = ""
    page: int = 1

    def without(self, name: str) -> str:
        """The query string of the same list without one filter."""
        return urlencode({k: v for k, v in self.as_dict().items() if k != name and v and k != "page"})

    def as_dict(self) -> dict[str, str]:
        """The filters as query parameters."""
        return {
            "q": self.text, "stage": self.stage, "unit": self.unit, "state": self.state, "item": self.item,
            "handler": self.handler, "due": self.due, "procedure": self.procedure, "mark": self.mark, "page": str(self.page),
        }  # fmt: skip


def sought(cases: QuerySet[Case], wanted: Sought, today: date) -> QuerySet[Case]:
    """The cases that hold the words and pass the filters, newest first; two-character words are found by index."""
    found = filtered(cases, wanted, today)
    return (found.filter(search=BigramQuery(wanted.text)) if wanted.text.strip() else found).order_by(*NEWEST)


def filtered(cases: QuerySet[Case], wanted: Sought, today: date) -> QuerySet[Case]:
    """The cases that pass the filters, in no order."""
    for column, value in (("stage", wanted.stage), ("unit", wanted.unit), ("item", wanted.item), ("procedure", wanted.procedure)):
        if value:
            cases = cases.filter(**{column: value})
    if wanted.state in ("open", "closed"):
        cases = cases.filter(closed=wanted.state == "closed")
    if wanted.handler.isascii() and wanted.handler.isdigit() and len(wanted.handler) < LONGEST_ID:
        cases = cases.filter(handlers__contains=[int(wanted.handler)])
    if wanted.mark:
        cases = cases.filter(marks__contains=[wanted.mark])
    if wanted.due == "over":
        cases = cases.filter(due__lt=today)
    return cases


def export_rows(cases: Iterable[Case], law: Lawbook, names: Names, today: date) -> Iterable[list[str]]:
    """The list as CSV rows, header first."""
    yield ["案号", "线索编号", "程序", "当事人", "案由", "环节", "承办单位", "承办人", "立案日期", "期限届满", "期限状态"]
    for case in cases:
        procedure = law.procedure(case.procedure)
        yield [
            case.number or "", case.ref, procedure.title, names.parties.get(str(case.id), ""), case.title,
            procedure.stages.get(case.stage, ""), names.units.get(case.unit, ""),
            "、".join(names.people.get(i, "") for i in case.handlers), str(case.filed_on or ""), str(case.due or ""),
            due_of(case, law, today).text,
        ]  # fmt: skip
