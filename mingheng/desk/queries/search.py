"""The search on top of every page: cases the reader may see, and the law."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from mingheng.cases.access import listed_for
from mingheng.cases.queries.listing import found_cases
from mingheng.cases.queries.paging import slice_of
from mingheng.cases.queries.tasks import Sought
from mingheng.kit.display import Badge
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
    uncounted: bool = False

    @property
    def said(self) -> str:
        """The total, with a plus where it was not counted to the end."""
        return f"{self.total:,}+" if self.uncounted else str(self.total)


@dataclass(frozen=True)
class SearchPage:
    """What was searched for and what was found."""

    query: str
    groups: tuple[HitGroup, ...] = ()

    @property
    def said(self) -> str:
        """How much was found, shown or not."""
        total = sum(group.total for group in self.groups)
        return f"{total:,}+" if any(group.uncounted for group in self.groups) else str(total)


def search_page(held: Authority, words: str, today: date) -> SearchPage:
    """Look for the words; without any, an empty page."""
    if not words:
        return SearchPage("")
    groups = (_cases(held, words, today), *_law(words, today))
    return SearchPage(words, tuple(group for group in groups if group.total))


def _cases(held: Authority, words: str, today: date) -> HitGroup:
    page = slice_of(listed_for(held), Sought(text=words, state="all"), today, 0, MOST)
    more = f"{reverse('cases:list')}?{urlencode({'q': words, 'state': 'all'})}" if page.total > MOST else ""
    hits = tuple(Hit(one.title, one.href, "folder", one.note, one.badge) for one in found_cases(page.rows))
    return HitGroup("案件", page.total, hits, more, uncounted=page.more)


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
