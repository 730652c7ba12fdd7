"""What became of a warning: the matters opened from it, and the way to open one once it is confirmed."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from mingheng.kit.links import link
from mingheng.law import queries as law
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority
from mingheng.supervision.models import AnswerKind, FindingAnswer, Matter
from mingheng.supervision.queries.matters.listing import row_of
from mingheng.supervision.queries.matters.page import MatterRow
from mingheng.supervision.rules.matters import FAULT, OPENERS


def matters_from(visible: QuerySet[Matter], finding: int, today: date) -> tuple[MatterRow, ...]:
    """The matters opened from a warning that the reader may see."""
    rows = list(visible.filter(finding=finding).order_by("opened_at"))
    if not rows:
        return ()
    book, units = law.lawbook(), organisation.unit_names()
    return tuple(row_of(row, book, units, today) for row in rows)


def issue_href(held: Authority, finding: int, given: Sequence[FindingAnswer]) -> str:
    """Where a matter is opened from this warning; nothing until its last settling answer confirms it."""
    settled = [answer for answer in given if answer.settles]
    if not settled or settled[-1].kind != AnswerKind.CONFIRMED or not held.holds(*OPENERS):
        return ""
    return f"{link('supervision:matter_new')}?procedure={FAULT}&finding={finding}"
