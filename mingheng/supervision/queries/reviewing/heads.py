"""What the pages of a review have in common: its head, its dates and its dossier."""

from datetime import date
from uuid import UUID

from mingheng.documents import queries as documents
from mingheng.kit import display
from mingheng.kit.dates import day_of
from mingheng.kit.links import link
from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.reading import Lawbook
from mingheng.organisation import queries as organisation
from mingheng.supervision.models import Review, Sheet
from mingheng.supervision.queries.reviewing.page import HeadShown, Leaf, PageShown
from mingheng.supervision.queries.reviewing.standing import NEAR_DAYS, SHEET_DAYS, Standing, term

BOUND = "bound"
STATUSES = {"D": "本系统约定", "S": "来源文件", "U": "未核实", "V": "已核对", "W": "据转载"}


def head_of(now: Standing) -> HeadShown:
    """The head of a review."""
    review, case = now.review, now.review.case
    return HeadShown(
        pk=str(review.pk),
        number=number_of(review),
        case_href=link("cases:case", case.ref) if case else "",
        matter=case.title if case else "",
        unit=organisation.unit_names().get(review.unit, review.unit),
        standard=now.standard.title,
        status=STATUSES.get(now.standard.status, now.standard.status),
        batch=review.batch.title if review.batch else "",
        opened=day_of(review.at),
        drawn=review.draw is not None,
        draw_href=link("supervision:draw", str(review.draw)) if review.draw else "",
        reopened=case.steps - review.steps if case else 0,
    )


def number_of(review: Review) -> str:
    """What is reviewed, by its number."""
    case = review.case
    return review.subject or ((case.number or f"线索 {case.ref}") if case else "")


def sheet_due(now: Standing, sheet: Sheet) -> display.Due:
    """Until when a sheet is to be handed in, as it stands today."""
    return due_on(now.book, term(now.book, SHEET_DAYS, day_of(sheet.at)), now.today)


def due_on(book: Lawbook, last: date, today: date) -> display.Due:
    """A last day in working days."""
    calendar = WorkingCalendar(book.calendars.values())
    if today > last:
        return display.Due("over", f"超期 {calendar.working_days_between(last, today)} 个工作日", on=last)
    left = calendar.working_days_between(today, last)
    near = left <= int(str(book.value(NEAR_DAYS, today).value))
    return display.Due("near" if near else "ok", f"剩 {left} 个工作日" if left else "今天到期", on=last)


def bound_of(review: Review) -> documents.DossierView | None:
    """The dossier as it was bound when the review was opened; the newest where there was none then, or it failed."""
    if review.case_id is None:
        return None
    sealed = documents.dossier(review.dossier) if review.dossier else None
    found = sealed if sealed and sealed.state == BOUND else documents.dossier_of(review.case_id)
    return found if found and found.state == BOUND else None


def pages_of(review: Review) -> int | None:
    """How many numbered pages the dossier has; None when there is none to point into."""
    bound = bound_of(review)
    return max((int(line["last"]) for line in bound.contents), default=None) if bound else None


def leaves_of(bound: documents.DossierView | None, review: UUID, flagged: frozenset[int]) -> tuple[tuple[Leaf, ...], int]:
    """The lines of the catalogue, and how many numbered pages there are."""
    if bound is None:
        return (), 0
    leaves = []
    for line in bound.contents:
        first, last = int(line["first"]), int(line["last"])
        pages = str(first) if first == last else f"{first}–{last}"
        there = any(first <= page <= last for page in flagged)
        leaves.append(Leaf(str(line["title"]), pages, page_href(review, first), first, last, there))
    return tuple(leaves), max(leaf.last for leaf in leaves) if leaves else 0


def page_href(review: UUID, number: int) -> str:
    """Where a numbered page of the dossier is shown."""
    return link("supervision:dossier_page", str(review), number)


def turned(bound: documents.DossierView, review: UUID, number: int) -> PageShown | None:
    """A page with the document it is of and the way to its neighbours; None where the dossier has no such page."""
    leaves, pages = leaves_of(bound, review, frozenset())
    leaf = next((one for one in leaves if one.first <= number <= one.last), None)
    if leaf is None:
        return None
    return PageShown(
        number, pages, leaf.title,
        before=page_href(review, number - 1) if number > 1 else "", after=page_href(review, number + 1) if number < pages else "",
    )  # fmt: skip
