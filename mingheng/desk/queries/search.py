"""The search on top of every page: cases the reader may see, and the law."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from mingheng.cases.access import cases_for
from mingheng.cases.queries import tasks
from mingheng.kit.display import Badge, Task
from mingheng.law.queries.page import AsOf
from mingheng.law.queries.pages import home_page
from mingheng.organisation.rules import Authority

MOST = 8


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    title: str
    href: str
    icon: str
    note: str = ""
    badge: Badge | None = None


@dataclass(frozen=True)
class HitGroup:
    """Things of one kind; `more_href` lists all of them when there are more than are shown."""

    title: str
    total: int
    hits: tuple[Hit, ...]
    more_href: str = ""


@dataclass(frozen=True)
class SearchPage:
    """What was searched for and what was found."""

    query: str
    groups: tuple[HitGroup, ...] = ()

    @property
    def total(self) -> int:
        """Everything found, shown or not."""
        return sum(group.total for group in self.groups)


def search_page(held: Authority, words: str, today: date) -> SearchPage:
    """Look for the words; without any, an empty page."""
    if not words:
        return SearchPage("")
    groups = (_cases(held, words, today), *_law(words, today))
    return SearchPage(words, tuple(group for group in groups if group.total))


def _cases(held: Authority, words: str, today: date) -> HitGroup:
    found = tasks.sought(cases_for(held), tasks.Sought(text=words, state="all"), today)
    cases = list(found[:MOST])
    rows = tasks.tasks(cases, today, held.officer_id) if cases else ()
    total = len(rows) if len(rows) < MOST else found.count()
    more = f"{reverse('cases:list')}?{urlencode({'q': words, 'state': 'all'})}" if total > MOST else ""
    return HitGroup("案件", total, tuple(_case(row) for row in rows), more)


def _case(row: Task) -> Hit:
    return Hit(f"{row.subject}　{row.matter}", row.href, "folder", f"{row.number}　{row.stage}", row.badge)


def _law(words: str, today: date) -> tuple[HitGroup, ...]:
    page = home_page(words, AsOf(today, today))
    more = f"{reverse('law:home')}?{urlencode({'q': words})}"
    articles = (Hit(page.article.text, page.article.href, "book"),) if page.article else ()
    items = tuple(Hit(row.title, row.href, "scale", row.field) for row in page.items[:MOST])
    statutes = tuple(Hit(row.name, row.href, "book", row.level) for row in page.statutes[:MOST])
    return (
        HitGroup("条文", len(articles), articles),
        HitGroup("执法事项", len(page.items), items, more if len(page.items) > MOST else ""),
        HitGroup("法律法规", len(page.statutes), statutes, more if len(page.statutes) > MOST else ""),
    )
