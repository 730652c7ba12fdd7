"""What was handed over, for who looks in from outside: read-only, and without a way to any other page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from mingheng.cases.queries.handed import HandedPaper, handed_case, papers_handed
from mingheng.draws.queries import draws
from mingheng.kit.dates import day_of
from mingheng.kit.display import Badge
from mingheng.organisation.rules import Authority
from mingheng.supervision.models import Bulletin, Handing, Matter
from mingheng.supervision.queries.bulletins.page import shown
from mingheng.supervision.queries.draws.page import draw_page
from mingheng.supervision.queries.matters.matter_page import matter_page
from mingheng.supervision.queries.matters.opened import matter_opened
from mingheng.supervision.queries.reviewing.drawn import is_reviewed
from mingheng.supervision.rules.bulletins.periods import Period
from mingheng.supervision.rules.handing import Handed


@dataclass(frozen=True)
class HandedPage:
    """One thing handed over: its head, what is told beside it, its papers, and `body`, which `part` shows.

    `proof`: whether it has a file by which anybody checks it.
    """

    title: str
    number: str
    badges: Sequence[Badge]
    pairs: Sequence[tuple[str, str]]
    papers: Sequence[HandedPaper]
    part: str
    body: Any
    proof: bool = False


def handed_page(row: Handing, held: Authority, at: datetime) -> HandedPage:
    """What stands in it at a moment, as its reader may see it."""
    if row.what is Handed.DRAW:
        return _draw(row.thing, held, at)
    if row.what is Handed.MATTER:
        return _matter(row.thing, held, at)
    if row.what is Handed.BULLETIN:
        return _bulletin(row.thing)
    page = handed_case(row.thing, at)
    people = "、".join(person.name for person in page.head.people)
    pairs = (("当事人", page.head.subject), ("承办", f"{page.head.unit}　{people}"), ("来源", page.head.source or "--"))
    part = "supervision/handed_case.html"
    return HandedPage(page.head.matter, page.head.number, page.head.badges, pairs, page.papers, part, page)


def _draw(pk: UUID, held: Authority, at: datetime) -> HandedPage:
    draw = draws().get(pk=pk)
    page = draw_page(held, draw, day_of(draw.at), {}, whole=is_reviewed(draw))
    pairs = (
        ("期间", page.plan.period),
        ("名单", f"{page.plan.count} 个"),
        ("抽中", f"{len(page.picks)} 个"),
        ("封存", draw.by.name),
    )
    return HandedPage(page.plan.title, "", (page.badge,), pairs, (), "supervision/handed_draw.html", page, proof=page.file)


def _matter(pk: UUID, held: Authority, at: datetime) -> HandedPage:
    page = matter_page(matter_opened(Matter.objects.get(pk=pk), at, held))
    pairs = tuple((label, value) for label, value, _ in page.pairs)
    return HandedPage(page.title, "", page.badges, pairs, papers_handed(pk), "supervision/handed_matter.html", page)


def _bulletin(pk: UUID) -> HandedPage:
    row = Bulletin.objects.select_related("by").get(pk=pk)
    period = Period.named(row.period)
    pairs = (("签发", row.by.name), ("第几份", str(row.n)), ("底数的指纹", row.digest))
    body = {"row": row, "page": shown(row.frozen)}
    part = "supervision/handed_bulletin.html"
    return HandedPage(f"{period.title}执法监督{period.word}", "", (), pairs, papers_handed(pk), part, body)
