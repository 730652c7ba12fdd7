"""Builds the pages of the lawbook browser."""

import re
from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from mingheng.kit.display import Badge, Cite, Range
from mingheng.law.queries.articles import article, statute_articles
from mingheng.law.queries.editions import current_edition, lawbook
from mingheng.law.queries.page import (
    ArticlePage,
    ArticleRow,
    AsOf,
    BenchmarksPage,
    BenchmarkView,
    ClauseRow,
    GradeRow,
    HomePage,
    ItemPage,
    ItemRow,
    Link,
    ParameterRow,
    ParametersPage,
    StatutePage,
    StatuteRow,
    ValueRow,
    VersionView,
)
from mingheng.law.queries.searches import search_items, search_statutes
from mingheng.law.queries.wording import (
    DEMONSTRATION,
    LEVELS,
    PROCEDURES,
    STAGES,
    STATUS,
    WHO,
    Words,
    clause_words,
    note_words,
    span_words,
    value_words,
)
from mingheng.law.rules.citations import version_nearest, version_on
from mingheng.law.rules.items import version_on as text_on
from mingheng.law.rules.lawbook import Absolute, Benchmark, Clause, Item, ItemVersion, Parameter, Status, Statute
from mingheng.law.rules.reading import Lawbook

_ASKED_ARTICLE = re.compile(r"(?P<name>\D+?)\s*第?\s*(?P<article>[1-9][0-9]*)\s*条?")


def home_page(words: str, as_of: AsOf) -> HomePage:
    """Items and statutes that hold the words; an article when `行政处罚法 58` was typed."""
    book = lawbook()
    edition = current_edition()
    statutes = search_statutes(words)
    return HomePage(
        as_of=as_of,
        query=words,
        article=_asked_article(words, as_of, book),
        items=tuple(_item_row(item, as_of.day) for item in search_items(words)),
        statutes=tuple(_statute_row(statute, as_of.day) for statute in statutes),
        links=(
            Link("参数", reverse("law:parameters"), "规则用到的每一个日数和金额", len(book.parameters)),
            Link("裁量基准", reverse("law:benchmarks"), "各档次的情形与幅度", len(book.benchmarks)),
            Link("判断与例案", reverse("law:coverage"), "每条法律判断的条文、规则和证明它的例案", len(book.predicates)),
            Link("年度监督计划", reverse("law:plan"), "查什么、谁查、多久一次、查多少", len(book.plans)),
            *(
                Link(versions[-1].title, reverse("law:procedure", args=[key]), "步骤、规则与时限")
                for key, versions in (*book.procedures.items(), *book.supervision.items())
            ),
        ),
        digest=book.digest,
        loaded_at=edition.loaded_at if edition else None,
        years=tuple(sorted(book.calendars)),
        all_href=_home(),
    )


def item_page(item: Item, as_of: AsOf) -> ItemPage:
    """One item, the period of the day first."""
    words = Words(lawbook(), as_of.day)
    versions = sorted(item.versions, key=lambda v: (not v.holds_on(as_of.day), -v.since.toordinal()))
    return ItemPage(
        as_of=as_of,
        number=item.number,
        title=item.title,
        field=item.field,
        badges=(Badge("生态环境", "brand"),) if item.environmental else (),
        elements=item.elements,
        correction=item.correction,
        measures=tuple(f"{measure.title}（{measure.unit}）" for measure in item.measures.values()),
        versions=tuple(_version(item, version, words) for version in versions),
        benchmarks=tuple(_benchmark(b, words) for b in words.book.benchmarks.get(item.key, ())),
        home_href=_home(),
        key=item.key,
    )


def parameters_page(query: str, as_of: AsOf) -> ParametersPage:
    """Every parameter whose title or key holds the words."""
    words = Words(lawbook(), as_of.day)
    wanted = query.lower().split()
    found = [p for p in words.book.parameters.values() if all(w in f"{p.title} {p.key}".lower() for w in wanted)]
    rows = tuple(_parameter(parameter, words) for parameter in found)
    unverified = sum(row.now is not None and row.now.badge is STATUS[Status.UNVERIFIED] for row in rows)
    return ParametersPage(as_of, query, rows, unverified, _home())


def statute_page(statute: Statute, as_of: AsOf) -> StatutePage:
    """A statute and what is known of its articles on the day."""
    version = version_nearest(statute, as_of.day)
    here = reverse("law:statute", args=[statute.key])
    known = statute_articles(statute, version)
    return StatutePage(
        as_of=as_of,
        name=statute.name,
        number=statute.number,
        authority=statute.authority,
        level=LEVELS[statute.level],
        versions=tuple(Link(v.id, f"{here}?on={v.since}", f"{v.since} 起") for v in statute.versions),
        version=version.id,
        since=version.since,
        until=version.until,
        in_force=version.holds_on(as_of.day),
        badges=(STATUS[version.status],),
        note=note_words(version.note),
        articles=tuple(
            ArticleRow(_article_label(n), _article_href(f"{statute.key}/{n}", as_of.day), gist, imported)
            for n, gist, imported in known
        ),
        home_href=_home(),
    )


def article_page(ref: str, as_of: AsOf) -> ArticlePage:
    """An article of the day, and the same article in the statute's other versions."""
    view = article(ref, as_of.day)
    statute = lawbook().statute(view.statute)
    others = [v for v in statute.versions if v.id != view.version]
    return ArticlePage(
        as_of=as_of,
        title=view.text,
        statute=Link(view.statute_name, f"{reverse('law:statute', args=[view.statute])}?on={as_of.day}", LEVELS[view.level]),
        place=view.place,
        version=view.version,
        since=view.since,
        until=view.until,
        in_force=view.in_force,
        warning="" if view.in_force else f"{as_of.day} 没有施行中的版本，以下是最近的版本。",
        missing="" if view.body is not None else "没有导入条文，只有要旨。引用前请核对原文；需要全文的，请法律管理员导入。",
        lines=view.lines,
        gist=view.gist,
        note=note_words(view.note),
        badges=(STATUS[view.status],),
        others=tuple(Link(v.id, _article_href(ref, v.since), f"{v.since} 起") for v in others),
        home_href=_home(),
    )


def benchmarks_page(as_of: AsOf) -> BenchmarksPage:
    """All benchmarks, by catalogue number of their item."""
    words = Words(lawbook(), as_of.day)
    ordered = sorted(words.book.benchmarks.items(), key=lambda pair: words.book.items[pair[0]].number)
    return BenchmarksPage(as_of, tuple(_benchmark(b, words) for _, versions in ordered for b in versions), _home())


def _home() -> str:
    return reverse("law:home")


def _article_href(ref: str, on: date) -> str:
    return f"{reverse('law:article', args=[ref])}?on={on}"


def _article_label(number: str) -> str:
    article_number, _, inserted = number.partition("-")
    return f"第{article_number}条" + (f"之{inserted}" if inserted else "")


def _asked_article(words: str, as_of: AsOf, book: Lawbook) -> Cite | None:
    """The article that `行政处罚法 58` or `处罚法第58条` asks for, if the name fits one statute only."""
    asked = _ASKED_ARTICLE.fullmatch(words.strip())
    if asked is None:
        return None
    name = asked["name"].strip()
    exact = [s for s in book.statutes.values() if name in (s.name, s.short, s.key)]
    fitting = exact or [s for s in book.statutes.values() if name in s.name or name in s.short]
    return Words(book, as_of.day).cite(f"{fitting[0].key}/{asked['article']}") if len(fitting) == 1 else None


def _item_row(item: Item, day: date) -> ItemRow:
    version = text_on(item, day)
    fines = [clause.fine for clause in version.clauses if clause.fine is not None] if version else []
    fine = span_words(fines[0], item) if fines else "没有罚款" if version else "当日不处罚"
    badges = (STATUS[version.status],) if version and version.status is not Status.VERIFIED else ()
    more = f"，另有 {len(fines) - 1} 种" if len(fines) > 1 else ""
    return ItemRow(item.number, item.title, reverse("law:item", args=[item.key]), item.field, fine + more, badges)


def _statute_row(statute: Statute, day: date) -> StatuteRow:
    version = version_on(statute, day)
    return StatuteRow(
        name=statute.name,
        href=reverse("law:statute", args=[statute.key]),
        number=statute.number,
        authority=statute.authority,
        level=LEVELS[statute.level],
        version=version.id if version else "",
        since=version.since if version else None,
        badges=(STATUS[version.status],) if version else (Badge("当日没有施行", "over"),),
    )


def _version(item: Item, version: ItemVersion, words: Words) -> VersionView:
    on = words.day if version.holds_on(words.day) else version.since
    return VersionView(
        since=version.since,
        until=version.until,
        in_force=version.holds_on(words.day),
        breach=words.cites(version.breach, on),
        penalty=words.cites(version.penalty, on),
        clauses=tuple(_clause(clause, item) for clause in version.clauses),
        procedures=tuple(PROCEDURES[key] for key in version.procedures),
        badges=(STATUS[version.status],),
        note=note_words(version.note),
    )


def _clause(clause: Clause, item: Item) -> ClauseRow:
    badges = (Badge("应告知听证", "brand"),) if clause.hearing else ()
    return ClauseRow(clause.key, STAGES[clause.stage], WHO[clause.who], clause_words(clause, item), badges)


def _benchmark(benchmark: Benchmark, words: Words) -> BenchmarkView:
    item = words.book.items[benchmark.item]
    clauses = _clauses_met(item, benchmark)
    badges = (DEMONSTRATION,) if benchmark.demonstration else (STATUS[benchmark.status],)
    return BenchmarkView(
        item=Link(item.title, reverse("law:item", args=[item.key]), item.field),
        since=benchmark.since,
        until=benchmark.until,
        in_force=benchmark.holds_on(words.day),
        badges=badges,
        cites=words.cites(benchmark.cite),
        grades=tuple(
            GradeRow(
                title=grade.title,
                factors=grade.factors,
                clause=_clause_title(clauses.get(grade.clause)),
                band=span_words(grade.band, item),
                bar=_bar(clauses.get(grade.clause), grade.band, grade.title),
            )
            for grade in benchmark.grades
        ),
    )


def _clauses_met(item: Item, benchmark: Benchmark) -> dict[str, Clause]:
    """The clauses of the item's text on the benchmark's first day, or of the next text after it."""
    version = text_on(item, benchmark.since) or next((v for v in item.versions if v.since >= benchmark.since), None)
    return {clause.key: clause for clause in version.clauses} if version else {}


def _clause_title(clause: Clause | None) -> str:
    return " · ".join(part for part in (STAGES[clause.stage], WHO[clause.who]) if part) if clause else ""


def _bar(clause: Clause | None, band: object, label: str) -> Range | None:
    if clause is None or not isinstance(clause.fine, Absolute) or not isinstance(band, Absolute):
        return None
    return Range(clause.fine.min, clause.fine.max, band.min, band.max, label)


def _parameter(parameter: Parameter, words: Words) -> ParameterRow:
    values = tuple(
        ValueRow(
            since=value.since,
            value=value_words(value, parameter.unit),
            cites=words.cites(value.cite, max(value.since, words.day)),
            badge=STATUS[value.status],
            note=note_words(value.note),
            checked_on=value.checked_on,
        )
        for value in parameter.values
    )
    return ParameterRow(parameter.key, parameter.title, _newest(values, words.day), values)


def _newest(values: Iterable[ValueRow], day: date) -> ValueRow | None:
    return max((value for value in values if value.since <= day), key=lambda value: value.since, default=None)
