"""The queue of the centre: what waits for review and approval, by place or by legal field, oldest limit first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Window
from django.urls import reverse

from mingheng.cases.models import Case, CaseParty, Step
from mingheng.cases.queries.tasks import due_of
from mingheng.kit import display
from mingheng.kit.dates import day_of
from mingheng.kit.shell import Choice, Pager
from mingheng.law.rules.reading import Lawbook
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority

PAGE_SIZE = 50
REVIEW = "legal_review"
KINDS = (REVIEW, "approve_filing", "approve_no_filing", "discuss_case", "approve_decision", "approve_closing")
GIVES = ("distribute_review", "assign_reviewer")
BACK = {"opinion": ("return",), "conclusion": ("amend", "return", "reject")}
BY = {"place": "按块（街镇）", "field": "按条（领域）"}


@dataclass(frozen=True)
class Wanted:
    """What of the queue is asked for: place or field, one group of it, one kind of act, a page."""

    by: str = "place"
    group: str = ""
    kind: str = ""
    page: int = 1

    def href(self, **changes: str) -> str:
        """The same queue with something changed, from its first page."""
        pairs = {"by": self.by, "group": self.group, "kind": self.kind} | changes
        return "?" + urlencode({name: value for name, value in pairs.items() if value})


@dataclass(frozen=True)
class Group:
    """One place or field: how many wait in it, how many of them late."""

    label: str
    href: str
    n: int
    over: int
    current: bool = False


@dataclass(frozen=True)
class Waiting:
    """One row: whose case, what is asked for, how long it waits, who has it, what came back before."""

    ref: str
    href: str
    verb: str
    subject: str
    matter: str
    number: str
    unit: str
    field: str
    days: int
    due: display.Due
    holder: str = ""
    open: bool = False
    returned: int = 0
    returned_href: str = ""


@dataclass(frozen=True)
class QueuePage:
    """The queue with its groups."""

    rows: tuple[Waiting, ...]
    groups: tuple[Group, ...]
    most: int
    switches: tuple[Choice, ...]
    tabs: tuple[Choice, ...]
    pager: Pager
    total: int
    chosen: str = ""
    all_href: str = ""

    @property
    def undistributed(self) -> int:
        """Reviews on this page that nobody has yet."""
        return sum(row.open for row in self.rows)


def kinds_for(authority: Authority, law: Lawbook) -> tuple[str, ...]:
    """The kinds of act a reader has in this queue by his duties; the review is everybody's who may see the queue."""
    acts = law.procedure("ordinary").acts
    return tuple(kind for kind in KINDS if kind == REVIEW or authority.holds(*acts[kind].by))


def queue_page(cases: QuerySet[Case], kinds: Sequence[str], wanted: Wanted, law: Lawbook, today: date) -> QueuePage:
    """One page of the queue. Four queries whatever its length."""
    units = organisation.unit_names()
    waiting = cases.filter(closed=False, turn__in=kinds)
    counted = list(
        waiting.order_by().values_list("turn", "unit", "item").annotate(n=Count("id"), over=Count("id", filter=Q(due__lt=today)))
    )
    kept = [row for row in counted if not wanted.kind or row[0] == wanted.kind]
    groups = _groups(kept, wanted, law, units)
    rows, pager = _page(_of_group(waiting, wanted, law), wanted)
    names = organisation.names({i for case in rows for i in (*case.turn_officers, *case.handlers)})
    acts = law.procedure("ordinary").acts
    by_kind = Counter[str]()
    for turn, _, _, n, _ in counted:
        by_kind[turn] += n
    return QueuePage(
        rows=tuple(_row(case, law, names, units, today) for case in rows),
        groups=groups,
        most=max((group.n for group in groups), default=1),
        switches=tuple(Choice(title, wanted.href(by=key, group=""), wanted.by == key) for key, title in BY.items()),
        tabs=(
            Choice("全部", wanted.href(kind=""), not wanted.kind, sum(by_kind.values())),
            *(Choice(acts[kind].title, wanted.href(kind=kind), wanted.kind == kind, by_kind[kind]) for kind in kinds if by_kind[kind]),
        ),
        pager=pager,
        total=sum(group.n for group in groups),
        chosen=next((group.label for group in groups if group.current), ""),
        all_href=wanted.href(group=""),
    )  # fmt: skip


def field_of(law: Lawbook, item: str) -> str:
    """The legal field of an item; a case without one yet has none."""
    return law.items[item].field if item in law.items else "案由待定"


def _groups(
    counted: Iterable[tuple[str, str, str, int, int]], wanted: Wanted, law: Lawbook, units: Mapping[str, str]
) -> tuple[Group, ...]:
    n, over, keys = Counter[str](), Counter[str](), dict[str, str]()
    for _, unit, item, count, late in counted:
        key = unit if wanted.by == "place" else field_of(law, item)
        keys[key] = units.get(unit, unit) if wanted.by == "place" else key
        n[key] += count
        over[key] += late
    order = sorted(keys, key=lambda key: (-n[key], keys[key]))
    return tuple(
        Group(keys[key], wanted.href(group="" if key == wanted.group else key), n[key], over[key], key == wanted.group)
        for key in order
    )


def _of_group(waiting: QuerySet[Case], wanted: Wanted, law: Lawbook) -> QuerySet[Case]:
    if wanted.kind:
        waiting = waiting.filter(turn=wanted.kind)
    if wanted.group and wanted.by == "place":
        return waiting.filter(unit=wanted.group)
    if wanted.group:
        own = [key for key, item in law.items.items() if item.field == wanted.group]
        return waiting.filter(item__in=own) if own else waiting.exclude(item__in=list(law.items))
    return waiting


def _page(waiting: QuerySet[Case], wanted: Wanted) -> tuple[Sequence[Case], Pager]:
    steps = Step.objects.filter(case=OuterRef("pk"))
    back = steps.filter(Q(facts__opinion__in=BACK["opinion"]) | Q(facts__conclusion__in=BACK["conclusion"]), act__in=KINDS)
    rows = waiting.annotate(
        total=Window(Count("id")),
        named=ArraySubquery(CaseParty.objects.filter(case=OuterRef("pk")).order_by("n").values("name")),
        since=Subquery(steps.exclude(act__in=GIVES).order_by("-n").values("at")[:1]),
        returned=Subquery(back.order_by().values("case").annotate(c=Count("pk")).values("c"), output_field=IntegerField()),
        returned_n=Subquery(back.order_by("-n").values("n")[:1]),
    ).order_by(F("due").asc(nulls_last=True), "opened_at", "id")
    first = (max(wanted.page, 1) - 1) * PAGE_SIZE
    found = list(rows[first : first + PAGE_SIZE])
    total = found[0].total if found else 0
    pages, number = max(1, -(-total // PAGE_SIZE)), first // PAGE_SIZE + 1

    def href(n: int) -> str:
        return f"{wanted.href()}&page={n}" if 1 <= n <= pages else ""

    return found, Pager(total, first + 1 if found else 0, first + len(found), number, pages, href(number - 1), href(number + 1))


def _row(case: Case, law: Lawbook, names: Mapping[int, str], units: Mapping[str, str], today: date) -> Waiting:
    spec = law.procedure(case.procedure).acts[case.turn]
    parties: Sequence[str] = getattr(case, "named", ())
    held = "、".join(names.get(i, "") for i in case.turn_officers)
    back = getattr(case, "returned_n", None)
    since = getattr(case, "since", None) or case.opened_at
    return Waiting(
        ref=case.ref,
        href=reverse("cases:case", args=[case.ref]),
        verb=spec.title,
        subject=(parties[0] + (f" 等 {len(parties)} 名" if len(parties) > 1 else "")) if parties else "当事人待查",
        matter=case.title,
        number=case.number or f"线索 {case.ref}",
        unit=units.get(case.unit, ""),
        field=field_of(law, case.item),
        days=(today - day_of(since)).days,
        due=due_of(case, law, today),
        holder=held,
        open=case.turn == REVIEW and not case.turn_officers,
        returned=getattr(case, "returned", None) or 0,
        returned_href=reverse("cases:taken", args=[case.ref, back]) if back else "",
    )
