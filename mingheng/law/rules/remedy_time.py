"""When a party's time for reconsideration and lawsuit is over: the day, and why that day.

The execution law counts from here: an application to the court, the demolition of an illegal building.
While a review or a lawsuit goes on there is no such day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingheng.law.rules.calendar import LastDay, WorkingCalendar
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.lawbook import Unit
from mingheng.law.rules.overturned import ended_on
from mingheng.law.rules.predicates.outcome import AGAINST

ON_THE_SPOT = "simple"
FINAL = {"final": ("yes",)}
ORDERS = {"serve_demolition_order": "order_demolition"}


@dataclass(frozen=True)
class Review:
    """A reconsideration or a lawsuit: the day it began, the day its result came (None: it goes on)."""

    began: date
    ended: date | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class Term:
    """A period of law: so many of a unit."""

    number: int
    unit: Unit


@dataclass(frozen=True)
class Terms:
    """The three periods of remedy as in force on the day the decision became known."""

    lawsuit: Term
    reconsideration: Term
    after_reconsideration: Term


@dataclass(frozen=True)
class RemedyExpiry:
    """The last day of remedies, None while one goes on; with its reason and articles."""

    last: LastDay | None
    reason: str
    cite: tuple[str, ...]


def remedy_expiry(
    calendar: WorkingCalendar, terms: Terms, *, known: date, reconsideration_first: bool = False,
    reconsideration: Review | None = None, lawsuit: Review | None = None,
) -> RemedyExpiry:  # fmt: skip
    """The end of the remedies against a decision known on a day (QZ-33; 行政诉讼法 45, 46; 行政复议法 20, 23).

    A period that ends on a holiday ends on the first working day after it (民事诉讼法 85).
    """

    def end(start: date, term: Term) -> LastDay:
        return calendar.end_of(start, term.number, term.unit, roll=True)

    if lawsuit is not None:
        if lawsuit.ended is None:
            return RemedyExpiry(None, "行政诉讼还没有结果", ("xzss/46/1",))
        return RemedyExpiry(LastDay(lawsuit.ended), "行政诉讼已有生效的结果", ("xzss/46/1",))
    if reconsideration is not None and not reconsideration.withdrawn:
        if reconsideration.ended is None:
            return RemedyExpiry(None, "行政复议还没有结果", ("xzfy/20/1",))
        reason = "收到复议决定以后没有在法定期限内起诉"
        return RemedyExpiry(end(reconsideration.ended, terms.after_reconsideration), reason, ("xzss/45",))
    if reconsideration_first:
        reason = "当场处罚须先申请复议，没有在法定期限内申请"
        return RemedyExpiry(end(known, terms.reconsideration), reason, ("xzfy/23", "xzfy/20/1"))
    return RemedyExpiry(end(known, terms.lawsuit), "没有在法定期限内申请复议或者起诉", ("xzss/46/1", "xzfy/20/1"))


def remedy_of(context: Context, party: str | None, *, served: Iterable[str]) -> RemedyExpiry | None:
    """The end of the party's remedies against what these acts served on it; None before it was served."""
    paper = context.live.last(*served, party=party)
    if paper is None:
        return None
    return remedy_expiry(
        context.calendar, terms_on(context, paper.happened), known=paper.happened,
        reconsideration_first=context.docket.procedure.key == ON_THE_SPOT,
        reconsideration=_review(context, party, paper, "register_reconsideration", "record_reconsideration_result"),
        lawsuit=_review(context, party, paper, "register_lawsuit", "record_judgment"),
    )  # fmt: skip


def _ways(context: Context, paper: Act) -> Iterable[Context]:
    """Where reviews of what the paper says are found: among those of the decision, and those against the order itself."""
    yield context.about(None, None)
    order = context.whole.last(ORDERS[paper.kind], party=paper.party) if paper.kind in ORDERS else None
    if order is not None:
        yield context.about(AGAINST, str(order.n))


def terms_on(context: Context, day: date) -> Terms:
    """The periods of remedy in force on a day. Raises LookupError."""

    def term(key: str) -> Term:
        return Term(context.number(key, day), context.law.parameters[key].unit)

    return Terms(
        lawsuit=term("lawsuit.apply.months"),
        reconsideration=term("reconsideration.apply.days"),
        after_reconsideration=term("lawsuit.after_reconsideration.days"),
    )


def _review(context: Context, party: str | None, paper: Act, began: str, ended: str) -> Review | None:
    """The last review of this kind since the paper was served, with its result."""
    ways = [way.live for way in _ways(context, paper)]
    opened = [a for live in ways for a in live.of((began,), party=party) if a.happened >= paper.happened]
    if not opened:
        return None
    results = [a for live in ways for a in live.of((ended,), party=party) if a.n > opened[-1].n and a.has({"final": ("yes",)})]
    if not results:
        return Review(opened[-1].happened)
    return Review(opened[-1].happened, ended_on(context, results[-1]), results[-1].facts.get("result") == "withdrawn")
