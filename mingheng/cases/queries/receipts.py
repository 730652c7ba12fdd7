"""Reading the agent bank's receipts: which decision a receipt pays, the list, and the gaps between bank and cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, QuerySet, Sum, Window

from mingheng.cases.models import Case, ReceiptLine, ReceiptState, Step
from mingheng.documents import queries as documents
from mingheng.kit.shell import Pager

DECISION, PAYMENT, CLOCK = "make_decision", "record_payment", "pay"
PAGE_SIZE = 50
MOST = 100


@dataclass(frozen=True)
class Target:
    """A penalty decision a receipt may pay: its case, its party and the case's number."""

    case: UUID
    party: str
    case_number: str


@dataclass(frozen=True)
class Gap:
    """A payment in a case that the bank did not tell of."""

    step: Step
    paid: Decimal


@dataclass(frozen=True)
class Gaps:
    """What bank and cases say differently about a span of days, both ends included."""

    since: date
    until: date
    told: Decimal
    posted: Decimal
    aside: Decimal
    waiting: Sequence[ReceiptLine]
    untold: Sequence[Gap]
    overdue: Sequence[Case]

    @property
    def open(self) -> Decimal:
        """What the bank told and nobody has settled, in yuan."""
        return self.told - self.posted - self.aside


def decision_numbered(number: str) -> Target | None:
    """The penalty decision of this number."""
    paper = documents.by_number(number)
    if paper is None or not paper.source.isdigit():
        return None
    step = Step.objects.select_related("case").filter(case=paper.folder, n=int(paper.source), act=DECISION).first()
    if step is None or step.party is None:
        return None
    return Target(step.case_id, str(step.party), step.case.number or step.case.ref)


def payment_recorded(target: Target, receipt: str) -> Step | None:
    """The payment already entered in the case under this receipt."""
    mine = Step.objects.filter(case=target.case, party=target.party, act=PAYMENT, facts__receipt=receipt)
    return mine.filter(receipt_line=None).first()


def receipt_lines(state: str) -> QuerySet[ReceiptLine]:
    """The receipts in a state (or all), newest first, with the case each was posted to."""
    found = ReceiptLine.objects.select_related("step__case", "settled_by", "imported_by").order_by("-day", "number")
    return found.filter(state=state) if state in ReceiptState.values else found


def page_of(lines: QuerySet[ReceiptLine], number: int, base: str) -> tuple[Sequence[ReceiptLine], Pager]:
    """One page of receipts and where it stands, in one query; a page past the end is the first."""
    first = (max(number, 1) - 1) * PAGE_SIZE
    rows = list(lines.annotate(total=Window(Count("id")))[first : first + PAGE_SIZE])
    if not rows and first:
        return page_of(lines, 1, base)
    total = int(getattr(rows[0], "total", 0)) if rows else 0
    pages, here = max(1, -(-total // PAGE_SIZE)), first // PAGE_SIZE + 1
    before, after = (f"?{base}&page={n}" if 1 <= n <= pages else "" for n in (here - 1, here + 1))
    return rows, Pager(total, first + 1 if rows else 0, first + len(rows), here, pages, before, after)


def counts() -> dict[str, int]:
    """How many receipts are in each state."""
    return dict(ReceiptLine.objects.order_by().values_list("state").annotate(n=Count("id")))


def gaps(since: date, until: date, today: date) -> Gaps:
    """The receipts not settled, the payments the bank did not tell of, and the cases whose payment is overdue."""
    told = dict(
        ReceiptLine.objects.filter(day__range=(since, until)).order_by().values_list("state").annotate(total=Sum("amount"))
    )
    payments = Step.objects.select_related("case").filter(act=PAYMENT, happened__range=(since, until), receipt_line=None)
    overdue = Case.objects.filter(closed=False, due_for=CLOCK, due__lt=today).order_by("due", "ref")
    return Gaps(
        since=since,
        until=until,
        told=sum(told.values(), Decimal(0)),
        posted=told.get(ReceiptState.POSTED, Decimal(0)),
        aside=told.get(ReceiptState.ASIDE, Decimal(0)),
        waiting=list(receipt_lines(ReceiptState.WAITING).filter(day__range=(since, until))[:MOST]),
        untold=[Gap(s, Decimal(str(s.facts.get("paid") or 0))) for s in payments.order_by("happened", "id")[:MOST]],
        overdue=list(overdue[:MOST]),
    )
