"""The list of complaints: by month, unit and field; all, repeated, unsatisfied, or repeated without a key matter."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from mingheng.kit import display
from mingheng.kit.links import link
from mingheng.kit.shell import Chip, Choice, Facet, Option, Pager
from mingheng.law import queries as law
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority
from mingheng.supervision.models import Complaint, ComplaintLoad
from mingheng.supervision.queries.complaints.register import key_matters_of, repeat_count, without_key_matter
from mingheng.supervision.queries.sought import Sought
from mingheng.supervision.rules.complaints.columns import EVERY_COMPLAINT, FIELDS, LOADING, Field
from mingheng.supervision.rules.obligations.months import LAST, Month

PAGE_SIZE = 50
VIEWS = {"all": "全部", "repeated": "重复投诉", "unsatisfied": "不满意", "owed": "未列重要事项"}
EVER = "ever"


@dataclass(frozen=True)
class ComplaintsSought(Sought):
    """What of the list is asked for. `month` is as 2026-10, or `ever`; nothing means last month."""

    view: str = "all"
    month: str = ""
    unit: str = ""
    field: str = ""
    q: str = ""
    page: int = 1


@dataclass(frozen=True)
class ComplaintRow:
    """A complaint in the list."""

    href: str
    number: str
    source: str
    received: date
    unit: str
    field: str
    times: int
    repeated: bool
    matter_href: str
    satisfied: display.Badge | None
    answered: date | None
    case: str


@dataclass(frozen=True)
class ComplaintList:
    """The list."""

    rows: tuple[ComplaintRow, ...]
    pager: Pager
    views: tuple[Choice, ...]
    chips: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    keep: tuple[tuple[str, str], ...]
    query: str
    least: int
    loaded: ComplaintLoad | None
    may_load: bool


def complaint_list(visible: QuerySet[Complaint], held: Authority, wanted: ComplaintsSought, today: date) -> ComplaintList:
    """The page of what is `visible` to the reader."""
    book = law.lawbook()
    least, units = repeat_count(book, today), organisation.unit_names()
    labels = _labels(units if held.holds(*EVERY_COMPLAINT) else {}, today)
    month = wanted.month or str(Month.of(today).before)
    within = _within(visible, wanted, month)
    views = {
        "all": Q(), "repeated": Q(times__gte=least), "unsatisfied": Q(satisfied=False),
        "owed": Q(number__in=without_key_matter(visible, book, today)),
    }  # fmt: skip
    counted = {view: within.filter(asked).count() for view, asked in views.items()}
    pager = Pager.of(counted[wanted.view], wanted.page, PAGE_SIZE, lambda n: wanted.href(page=n))
    rows = list(within.filter(views[wanted.view]).order_by("-received", "number")[pager.rows])
    matters = key_matters_of([row.number for row in rows if row.times >= least])
    return ComplaintList(
        rows=tuple(row_of(row, units, least, str(matters.get(row.number, ""))) for row in rows),
        pager=pager,
        views=tuple(Choice(title, wanted.href(view=view), wanted.view == view, counted[view]) for view, title in VIEWS.items()),
        chips=_chips(wanted, labels, month),
        facets=tuple(
            Facet(name, title, tuple(Option(k, v, k == (month if name == "month" else getattr(wanted, name))) for k, v in labels[name].items()))
            for name, title in (("month", "月份"), ("unit", "单位"), ("field", "领域")) if labels[name]
        ),
        keep=(("view", wanted.view),),
        query=wanted.q,
        least=least,
        loaded=ComplaintLoad.objects.select_related("by").first(),
        may_load=held.holds(*LOADING),
    )  # fmt: skip


def row_of(row: Complaint, units: dict[str, str], least: int, matter: str) -> ComplaintRow:
    """One complaint as pages show it; `matter` is its key matter."""
    return ComplaintRow(
        href=link("supervision:complaint", row.number), number=row.number, source=row.source, received=row.received,
        unit=units.get(row.unit, row.unit), field=FIELDS[Field(row.field)], times=row.times, repeated=row.times >= least,
        matter_href=link("supervision:matter", matter) if matter else "", satisfied=satisfied_badge(row.satisfied), answered=row.answered,
        case=row.case,
    )  # fmt: skip


def satisfied_badge(satisfied: bool | None) -> display.Badge | None:  # it is the value of a column
    """Whether the answer satisfied, in a word; nothing where nobody asked."""
    return None if satisfied is None else display.Badge("满意", "ok") if satisfied else display.Badge("不满意", "over")


def _within(visible: QuerySet[Complaint], wanted: ComplaintsSought, month: str) -> QuerySet[Complaint]:
    asked = {name: value for name in ("unit", "field") if (value := getattr(wanted, name))}
    rows = visible.filter(**asked)
    if wanted.q:
        return rows.filter(number__icontains=wanted.q)
    if month == EVER or (span := Month.named(month)) is None:
        return rows
    return rows.filter(received__gte=span.first, received__lt=span.after.first)


def _labels(units: dict[str, str], today: date) -> dict[str, dict[str, str]]:
    months = [Month.of(today).moved(-back) for back in range(LAST + 1)]
    named = {str(month): f"{month.year} 年 {month.number} 月" for month in months}
    return {"month": named | {EVER: "全部月份"}, "unit": units, "field": {key.value: title for key, title in FIELDS.items()}}


def _chips(wanted: ComplaintsSought, labels: dict[str, dict[str, str]], month: str) -> tuple[Chip, ...]:
    """What is asked for, to be taken away; without a month, all months are shown."""
    shown = () if month == EVER or wanted.q else (Chip(labels["month"].get(month, month), wanted.href(month=EVER)),)
    others = ((name, str(getattr(wanted, name))) for name in ("unit", "field"))
    return (*shown, *(Chip(labels[name].get(value, value), wanted.href(**{name: ""})) for name, value in others if value))
