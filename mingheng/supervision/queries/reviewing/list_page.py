"""The list of reviews: mine to do, and all that the reader may see."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingheng.kit.links import link
from mingheng.kit.shell import Choice, Pager
from mingheng.law import queries as law
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority
from mingheng.supervision.models import Review, ReviewEntry
from mingheng.supervision.queries.reviewing.heads import due_on, number_of, sheet_due
from mingheng.supervision.queries.reviewing.page import ReviewList, RowShown
from mingheng.supervision.queries.reviewing.review_page import badge_of, grade_title
from mingheng.supervision.queries.reviewing.standing import Standing, open_sheets, resulting, told
from mingheng.supervision.rules.reviewing.sheets import plain
from mingheng.supervision.rules.reviewing.words import EVERY_REVIEW, OPENING

PAGE_SIZE = 30
TABS = {"mine": "待我评", "open": "评查中", "result": "已出结果", "appealed": "申诉中", "all": "全部"}


@dataclass(frozen=True)
class WantedReviews:
    """What of the list is asked for."""

    tab: str = ""
    standard: str = ""
    text: str = ""
    page: int = 1

    def href(self, **changes: str) -> str:
        """The same list with something changed."""
        pairs = {"tab": self.tab, "standard": self.standard, "q": self.text} | changes
        return "?" + urlencode({name: value for name, value in pairs.items() if value})


def review_list(visible: QuerySet[Review], held: Authority, wanted: WantedReviews, today: date) -> ReviewList:
    """The page; a fixed number of queries whatever the number of reviews."""
    counted = {tab: _in_tab(visible, tab, held).count() for tab in TABS}
    tab = wanted.tab if wanted.tab in TABS else ("mine" if counted["mine"] else "all")
    rows = _in_tab(visible, tab, held)
    if wanted.standard:
        rows = rows.filter(standard=wanted.standard)
    if wanted.text:
        rows = rows.filter(_matching(wanted.text))
    chosen = WantedReviews(tab, wanted.standard, wanted.text)
    pager = Pager.of(rows.count(), wanted.page, PAGE_SIZE, lambda n: chosen.href(page=str(n)))
    page = list(told(rows).order_by("-at", "pk")[pager.rows])
    book, units = law.lawbook(), organisation.unit_names()
    return ReviewList(
        rows=tuple(_row(Standing(review, book, today), held, units) for review in page),
        pager=pager,
        tabs=tuple(Choice(title, WantedReviews(key, wanted.standard, wanted.text).href(), key == tab, counted[key]) for key, title in TABS.items()),
        standards=tuple(Choice(versions[-1].title, key, key == wanted.standard) for key, versions in book.standards.items()),
        query=wanted.text,
        wanted=tab,
        standard=wanted.standard,
        may_open=held.holds(*OPENING),
    )  # fmt: skip


def _in_tab(visible: QuerySet[Review], tab: str, held: Authority) -> QuerySet[Review]:
    if tab == "mine":
        return visible.filter(Exists(open_sheets().filter(review=OuterRef("pk"), reviewer=held.officer_id)))
    if tab == "open":
        return visible.filter(~Exists(resulting()))
    if tab == "result":
        return visible.filter(Exists(resulting()))
    if tab == "appealed":
        return visible.filter(Exists(_entries("appeal")) & ~Exists(_entries("decision")))
    return visible


def _entries(kind: str) -> QuerySet[ReviewEntry]:
    return ReviewEntry.objects.filter(review=OuterRef("pk"), kind=kind)


def _matching(text: str) -> Q:
    return (
        Q(case__number__icontains=text)
        | Q(case__title__icontains=text)
        | Q(subject__icontains=text)
        | Q(batch__title__icontains=text)
    )


def _row(now: Standing, held: Authority, units: dict[str, str]) -> RowShown:
    review, case, own, final = now.review, now.review.case, now.sheet_of(held.officer_id), now.final
    mine = own is not None and own.pk not in now.submitted
    until = now.appeal_until
    due = sheet_due(now, own) if own and mine else due_on(now.book, until, now.today) if until and now.state == "result" else None
    inside = held.holds(*EVERY_REVIEW) or own is not None
    return RowShown(
        href=link("supervision:sheet" if mine else "supervision:review", str(review.pk)),
        number=number_of(review),
        matter=case.title if case else "",
        unit=units.get(review.unit, review.unit),
        standard=now.standard.title,
        batch=review.batch.title if review.batch else "",
        badge=badge_of(now.state),
        due=due,
        score=plain(final.score) if final else "",
        grade=grade_title(now.standard, final.grade) if final else "",
        mine=mine,
        reviewers="、".join(sheet.reviewer.name for sheet in now.sheets) if inside else "",
    )
