"""The preview of one case beside the worklist."""

from datetime import datetime

from mingheng.cases.access import case_for
from mingheng.cases.queries.case_page import case_page, opened
from mingheng.kit.display import Peek
from mingheng.organisation.rules import Authority

RECENT = 3
REFUSED = 2


def peek_of(held: Authority, ref: str, at: datetime) -> Peek:
    """The preview; Http404 when there is no such case or it is not the reader's to see."""
    page = case_page(opened(case_for(held, ref), at, held), held, "overview")
    badges = [badge.text for badge in page.head.badges]
    return Peek(
        number=page.head.number,
        subject=page.head.subject,
        summary=" · ".join([page.head.matter, *badges]),
        href=page.head.href,
        next=page.next,
        dues=tuple((clock.label, clock.due) for clock in page.clocks),
        clock=page.clock,
        blocked=page.blocked[:REFUSED],
        entries=page.timeline[:RECENT],
    )
