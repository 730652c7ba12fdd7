"""One complaint: what the register says, how it was corrected, its case, its key matter, its reviews."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from mingheng.cases.access import cases_for
from mingheng.kit.dates import day_of
from mingheng.kit.links import link
from mingheng.kit.shell import Choice
from mingheng.law import queries as law
from mingheng.law.rules.standards import About
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority
from mingheng.supervision.models import Complaint
from mingheng.supervision.queries.complaints.list_page import ComplaintRow, row_of
from mingheng.supervision.queries.complaints.register import key_matters_of, repeat_count
from mingheng.supervision.rules.matters import KEY, OPENERS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from mingheng.supervision.models import Review


@dataclass(frozen=True)
class Said:
    """One row of the register about it: where it came from, and what it said."""

    line: int
    by: str
    at: datetime
    row: ComplaintRow


@dataclass(frozen=True)
class ComplaintPage:
    """Everything the page shows. `case`: its case, if the reader may see it."""

    row: ComplaintRow
    said: tuple[Said, ...]
    least: int
    case: Choice | None
    open_href: str
    reviews: tuple[Choice, ...]


def complaint_page(held: Authority, found: Complaint, reviews: "QuerySet[Review]", today: date) -> ComplaintPage:
    """The page, as far as its reader may see it; `reviews` are all he may see."""
    least, units = repeat_count(law.lawbook(), today), organisation.unit_names()
    matter = str(key_matters_of([found.number]).get(found.number, ""))
    rows = Complaint.objects.filter(number=found.number).select_related("load__by").order_by("n")
    opens = found.times >= least and not matter and held.holds(*OPENERS)
    return ComplaintPage(
        row=row_of(found, units, least, matter),
        said=tuple(Said(row.line, row.load.by.name, row.load.at, row_of(row, units, least, matter)) for row in rows),
        least=least,
        case=case_of(held, found),
        open_href=f"{link('supervision:matter_new')}?{urlencode({'procedure': KEY, 'complaint': found.number})}" if opens else "",
        reviews=tuple(
            Choice(f"{day_of(review.at)} 分配", link("supervision:review", str(review.pk)))
            for review in reviews.filter(standard=About.COMPLAINT, subject=found.number).order_by("-at")
        ),
    )


def case_of(held: Authority, found: Complaint) -> Choice | None:
    """The case that was filed, if the reader may see it."""
    case = cases_for(held).filter(ref=found.case).first() if found.case else None
    return Choice(f"{case.number or case.ref} {case.title}", link("cases:case", case.ref)) if case else None
