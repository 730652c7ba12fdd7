"""Articles as in force on a day: the imported text, or number and gist when no text was imported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingheng.law.models import ArticleText
from mingheng.law.queries.editions import lawbook
from mingheng.law.rules.citations import Citation, gist_of, version_nearest
from mingheng.law.rules.lawbook import Level, Status, Statute, StatuteVersion
from mingheng.law.rules.texts import paragraphs_of


@dataclass(frozen=True)
class Line:
    """One line of an article as shown: a paragraph or an item of it, and whether it is the place cited."""

    text: str
    is_item: bool
    cited: bool


@dataclass(frozen=True)
class ArticleView:
    """An article of the version in force on `on`; when none is (`in_force` False), of the nearest version."""

    ref: str
    text: str
    place: str
    article: str
    statute: str
    statute_name: str
    short: str
    level: Level
    version: str
    since: date
    until: date | None
    status: Status
    note: str
    gist: str
    body: str | None
    lines: tuple[Line, ...]
    on: date
    in_force: bool


def article(ref: str, on: date) -> ArticleView:
    """The cited article as in force on the day. Raises CitationRefused, or NoSuchEntry for an unknown statute."""
    return articles([ref], on)[0]


def articles(refs: Iterable[str], on: date) -> list[ArticleView]:
    """Several articles, in the order given, with one query for all their texts."""
    book = lawbook()
    cited = []
    for ref in refs:
        citation = Citation.parse(ref)
        statute = book.statute(citation.statute)
        cited.append((ref, citation, statute, version_nearest(statute, on)))
    bodies = _bodies({(s.key, v.id, c.article) for _, c, s, v in cited})
    return [_view(ref, c, s, v, bodies.get((s.key, v.id, c.article)), on) for ref, c, s, v in cited]


def statute_articles(statute: Statute, version: StatuteVersion) -> list[tuple[str, str, bool]]:
    """The articles of a version that are known: number, gist (may be empty), whether its text was imported."""
    found = ArticleText.objects.filter(statute=statute.key, version=version.id)
    imported = set(found.values_list("article", flat=True))
    known = imported | {key.split("/")[0] for key in version.gists}
    return [(number, version.gists.get(number, ""), number in imported) for number in sorted(known, key=_in_order)]


def _in_order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("-"))


def _bodies(wanted: set[tuple[str, str, str]]) -> dict[tuple[str, str, str], str]:
    """The newest text of each article."""
    found = ArticleText.objects.filter(
        statute__in={w[0] for w in wanted}, version__in={w[1] for w in wanted}, article__in={w[2] for w in wanted}
    ).order_by("id")
    bodies = {(row.statute, row.version, row.article): row.body for row in found}
    return {key: body for key, body in bodies.items() if key in wanted}


def _view(ref: str, citation: Citation, statute: Statute, version: StatuteVersion, body: str | None, on: date) -> ArticleView:
    return ArticleView(
        ref=ref,
        text=f"{statute.short} {citation.place}",
        place=citation.place,
        article=citation.article,
        statute=statute.key,
        statute_name=statute.name,
        short=statute.short,
        level=statute.level,
        version=version.id,
        since=version.since,
        until=version.until,
        status=version.status,
        note=version.note,
        gist=gist_of(version, citation),
        body=body,
        lines=tuple(_lines(body or "", citation)),
        on=on,
        in_force=version.holds_on(on),
    )


def _lines(body: str, citation: Citation) -> Iterable[Line]:
    """The article line by line. Where no paragraph is cited, an item belongs to any."""
    for paragraph in paragraphs_of(body):
        here = citation.paragraph in (None, paragraph.number)
        exact = citation.paragraph is not None and here
        yield Line(paragraph.text, False, exact and citation.item is None)
        for item in paragraph.items:
            yield Line(item.text, True, here and citation.item == item.number)
