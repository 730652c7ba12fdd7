"""What the cockpit shows, in frozen values; every figure leads to what it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from mingheng.cases.queries.standing import InHand, in_hand
from mingheng.insight.queries.findings import findings
from mingheng.kit.charts import Columns
from mingheng.kit.dates import SHANGHAI, moment_of
from mingheng.kit.links import link
from mingheng.law import queries as law
from mingheng.law.rules.reading import Lawbook
from mingheng.organisation import queries as organisation
from mingheng.supervision.models import Matter
from mingheng.supervision.queries.bulletins.counting import closed_by_period
from mingheng.supervision.queries.cockpit.quotas import Quotas, quotas_on
from mingheng.supervision.queries.page import Wanted
from mingheng.supervision.queries.warnings import Gravest, gravest
from mingheng.supervision.rules.bulletins.periods import Period, PeriodKind
from mingheng.supervision.rules.levels import levels_on

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from mingheng.insight.models import Finding

MONTHS = 12  # that the pictures go back
SHOWN = 7  # warnings beside the table of quotas


@dataclass(frozen=True)
class MatterBar:
    """The matters of one procedure: how many are closed, open and late."""

    title: str
    href: str
    closed: int
    open: int
    late: int

    @property
    def whole(self) -> int:
        """All of them."""
        return self.closed + self.open


@dataclass(frozen=True)
class Cockpit:
    """The whole page; `quotas` is None while no plan is in force, `near` the last day that counts as soon."""

    title: str
    plan: str
    quotas: Quotas | None
    hand: InHand
    near: date
    warnings: Gravest
    closed: Columns
    found: Columns
    matters: tuple[MatterBar, ...]

    @property
    def open(self) -> int:
        """How many matters are open."""
        return sum(bar.open for bar in self.matters)

    @property
    def late(self) -> int:
        """How many of them are late."""
        return sum(bar.late for bar in self.matters)


def cockpit(visible: "QuerySet[Finding]", today: date) -> Cockpit:
    """The cockpit on a day, for who sees everything."""
    book = law.lawbook()
    plan, near = book.plan(today), levels_on(book, today).squad
    return Cockpit(
        title=f"{today.year} 年 {today.month} 月",
        plan=plan.title if plan else "",
        quotas=quotas_on(plan, book, today, organisation.unit_names()) if plan else None,
        hand=in_hand(today, near),
        near=near,
        warnings=gravest(visible, Wanted(answer="broken"), today, SHOWN),
        closed=Columns("办结件数", tuple(_closed(today)), f"近 {MONTHS} 个月，本月到今天"),
        found=Columns("新发现的问题", tuple(_found(today)), f"近 {MONTHS} 个月，按首次发现"),
        matters=tuple(_matters(book, today)),
    )


def _months(today: date) -> list[Period]:
    spans = [Period.holding(PeriodKind.MONTH, today)]
    while len(spans) < MONTHS:
        spans.insert(0, spans[0].before())
    return spans


def _closed(today: date) -> Iterator[tuple[str, int]]:
    for name, number in closed_by_period(Period.holding(PeriodKind.MONTH, today), MONTHS):
        yield f"{int(str(name)[-2:])}月", int(number)


def _found(today: date) -> Iterator[tuple[str, int]]:
    spans = _months(today)
    rows = findings().filter(answer="broken", first_seen__gte=moment_of(spans[0].since, time()))
    by = rows.annotate(month=TruncMonth("first_seen", tzinfo=SHANGHAI)).order_by().values_list("month").annotate(n=Count("pk"))
    by_month = {month.date(): n for month, n in by}
    for span in spans:
        yield f"{span.since.month}月", by_month.get(span.since, 0)


def _matters(book: Lawbook, today: date) -> Iterator[MatterBar]:
    late = Count("pk", filter=Q(closed=False, due__lt=today))
    done, begun = Count("pk", filter=Q(closed=True)), Count("pk", filter=Q(closed=False))
    for key, closed, begun_now, overdue in (
        Matter.objects.order_by("procedure").values_list("procedure").annotate(done=done, begun=begun, late=late)
    ):
        yield MatterBar(book.procedure(key).title, f"{link('supervision:matters')}?procedure={key}", closed, begun_now, overdue)
