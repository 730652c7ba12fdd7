"""The list of findings: a page of rows, and the figures of all of them from one grouped query."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat, TruncDate, TruncWeek

from mingheng.insight.queries.runs import latest
from mingheng.kit import display
from mingheng.kit.dates import SHANGHAI
from mingheng.kit.links import link
from mingheng.kit.search import BigramQuery
from mingheng.kit.shell import Chip, Choice, Facet, Option, Pager
from mingheng.law import queries as law_queries
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority
from mingheng.supervision.queries.answered import in_state
from mingheng.supervision.queries.counts import waits
from mingheng.supervision.queries.page import ALL, Bar, Level, ListPage, Picture, Row, Wanted
from mingheng.supervision.queries.runs import run_shown
from mingheng.supervision.queries.words import ANSWERS, KINDS, MINE, REPLIES, STATES, Told
from mingheng.supervision.rules.answering import EVERYTHING, SCANNING
from mingheng.supervision.rules.levels import BRIGADE, FAR, LEAST, LEVELS, LOOKS, REACHED, SQUAD, Levels, levels_on, told_until

if TYPE_CHECKING:
    from mingheng.insight.models import Finding

PAGE_SIZE = 50
MOST_RULES = 8
OPEN = "open"
WEEKS = {"pending": "期限届满的那一周", MINE: "首次发现或者期限届满的那一周", ALL: "首次发现或者期限届满的那一周"}
CATALOGUE = "执法事项"  # what a finding without a case is about
MOST_WEEKS = 8
COLUMNS = {"unit": "case__unit"}
TABS = {MINE: "到我这一级", **ANSWERS}
DIMENSIONS = ("answer", "severity", "near", "kind", "procedure", "rule", "case__unit", "week", "mine")


@dataclass(frozen=True)
class Cell:
    """So many findings that agree in everything that is filtered by."""

    answer: str
    level: str
    kind: str
    procedure: str
    rule: str
    unit: str | None
    week: date | None
    mine: bool
    n: int

    def fits(self, wanted: Wanted, *, but: str = "") -> bool:
        """Whether it passes every filter but one."""
        asked = {name: value for name, value in wanted.filters().items() if name != but}
        if asked.get("answer") == MINE:
            del asked["answer"]
            return self.mine and all(getattr(self, name) == value for name, value in asked.items())
        return all(getattr(self, name) == value for name, value in asked.items())


def list_page(visible: "QuerySet[Finding]", held: Authority, wanted: Wanted, today: date) -> ListPage:
    """The page of what the reader may see. Five queries whatever the number of findings."""
    law = law_queries.lawbook()
    told = Told(law, today)
    levels = levels_on(law, today)
    found = _sought(in_state(visible, wanted.state), wanted.text)
    until = told_until(held, levels)
    cells = _cells(found, levels, until)
    fitting = [cell for cell in cells if cell.fits(wanted)]
    pager = Pager.of(sum(cell.n for cell in fitting), wanted.page, PAGE_SIZE, lambda n: wanted.href(page=str(n)))
    rows = _rows(found, wanted, levels, pager, until, by_due=not held.holds(*EVERYTHING))
    people, units = organisation.people_and_units(_named(rows))
    labels = _labels(cells, told, units)
    return ListPage(
        rows=tuple(row_of(row, told, levels, people, units) for row in rows),
        pager=pager,
        tabs=_tabs(cells, wanted),
        states=_states(wanted),
        levels=_levels(cells, wanted),
        levels_of=f"{TABS.get(wanted.answer, '全部')}，{STATES[wanted.state]}",
        figures=_figures(cells, wanted, today),
        pictures=_pictures(cells, wanted, labels, today),
        chips=_chips(wanted, labels),
        facets=_facets(wanted, labels),
        run=run_shown(latest(), law),
        keep=(("state", wanted.state), ("answer", wanted.answer)),
        query=wanted.text,
        may_scan=held.holds(*SCANNING),
    )


@dataclass(frozen=True)
class Gravest:
    """How many there are of one answer, by level, and the gravest of them."""

    total: int
    levels: tuple[Level, ...]
    rows: tuple[Row, ...]


def gravest(visible: "QuerySet[Finding]", wanted: Wanted, today: date, number: int) -> Gravest:
    """The head of the list of what the reader may see, without what only the whole list is for. Three queries."""
    law = law_queries.lawbook()
    levels = levels_on(law, today)
    found = in_state(visible, wanted.state).filter(answer=wanted.answer)
    counted = found.annotate(near=_near(levels)).order_by().values_list("answer", "severity", "near").annotate(n=Count("id"))
    cells = [
        Cell(answer, levels.level(answer, severity, near), "", "", "", None, None, False, n)
        for answer, severity, near, n in counted
    ]
    rows = list(
        found.select_related("case").defer("case__search").order_by("weight", F("due").asc(nulls_last=True), "id")[:number]
    )
    people, units = organisation.people_and_units(_named(rows))
    told = Told(law, today)
    shown = tuple(row_of(row, told, levels, people, units) for row in rows)
    return Gravest(sum(cell.n for cell in cells), _levels(cells, wanted), shown)


def row_of(row: "Finding", told: Told, levels: Levels, people: Mapping[int, str], units: Mapping[str, str]) -> Row:
    """One finding as the list shows it."""
    case, near = row.case, levels.nearness(row.due)
    level = levels.level(row.answer, row.severity, near)
    reply = REPLIES.get(getattr(row, "reply", None) or "")
    return Row(
        href=link("supervision:finding", row.pk),
        level=Level(LEVELS[level], LOOKS[level]),
        title=told.title(row.procedure, row.rule),
        reason=told.reason(row),
        answer=row.answer,
        number=(case.number or f"线索 {case.ref}") if case else told.item(row.ref),
        case_href=link("cases:case", case.ref) if case else told.item_href(row.ref),
        matter=case.title if case else CATALOGUE,
        unit=units.get(row.unit_now, row.unit_now),
        people=tuple(display.Person(people.get(i, "")) for i in row.handlers),
        due=told.due(row),
        reached=REACHED[near] if row.answer == "pending" else "",
        first_seen=row.first_seen,
        reply=display.Badge(*reply) if reply else None,
        replied_by=people.get(getattr(row, "reply_by", None) or 0, ""),
    )


def _sought(found: "QuerySet[Finding]", text: str) -> "QuerySet[Finding]":
    return found.filter(case__search=BigramQuery(text)) if text.strip() else found


def _cells(found: "QuerySet[Finding]", levels: Levels, until: date | None) -> list[Cell]:
    """Everything that is found, counted by what it is filtered by; of a running period the week it ends in counts."""
    day = Case(When(answer="pending", then=F("due")), default=TruncDate("first_seen", tzinfo=SHANGHAI))
    mine = Case(When(waits(until), then=Value(value=True)), default=Value(value=False), output_field=BooleanField())
    by = found.annotate(week=TruncWeek(day), near=_near(levels), mine=mine).order_by().values_list(*DIMENSIONS)
    rows = by.annotate(n=Count("id"))
    return [Cell(answer, levels.level(answer, severity, near), *rest) for answer, severity, near, *rest in rows]


def _near(levels: Levels) -> Case:
    """How far up a finding has gone, as a column."""
    ends = (When(due__lte=levels.brigade, then=Value(BRIGADE)), When(due__lte=levels.squad, then=Value(SQUAD)))
    return Case(*ends, default=Value(FAR), output_field=CharField())


def _of_level(found: "QuerySet[Finding]", level: str, levels: Levels) -> "QuerySet[Finding]":
    """The findings of one level; of none, all."""
    if not level:
        return found
    sort = Case(
        When(answer="broken", then=Concat(Value("broken."), F("severity"))),
        When(answer="pending", then=Concat(Value("pending."), F("near"))),
        default=F("answer"), output_field=CharField(),
    )  # fmt: skip
    there = found.annotate(near=_near(levels)).annotate(sort=sort)
    known = [one for one, mine in levels.of.items() if mine == level]
    others = ~Q(sort__in=list(levels.of)) if level == LEAST else Q(pk__in=())
    return there.filter(Q(sort__in=known) | others)


def _rows(
    found: "QuerySet[Finding]", wanted: Wanted, levels: Levels, pager: Pager, until: date | None, *, by_due: bool
) -> "Sequence[Finding]":
    if not pager.total:
        return []
    asked = {COLUMNS.get(name, name): value for name, value in wanted.filters().items() if name != "level" and value != MINE}
    whose = waits(until) if wanted.answer == MINE else Q()
    due = F("due").asc(nulls_last=True)
    order = (due, "weight", "id") if by_due else ("weight", due, "id")
    rows = (
        _of_level(found, wanted.level, levels)
        .filter(whose, **asked)
        .select_related("case")
        .defer("case__search")
        .order_by(*order)
    )
    return list(rows[pager.rows])


def _named(rows: "Iterable[Finding]") -> set[int]:
    return {i for row in rows for i in (*row.handlers, *(filter(None, [getattr(row, "reply_by", None)])))}


def _labels(cells: Iterable[Cell], told: Told, units: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The values there are to filter by, in words."""
    there = list(cells)
    rules = {cell.rule: told.title(cell.procedure, cell.rule) for cell in there}
    return {
        "level": dict(LEVELS),
        "kind": dict(KINDS),
        "rule": dict(sorted(rules.items(), key=lambda one: one[1])),
        "unit": {key: units.get(key, key) for key in sorted({cell.unit for cell in there if cell.unit})},
    }


def _states(wanted: Wanted) -> tuple[Choice, ...]:
    """What has come up to the reader is open: another state begins with all of it."""
    there = replace(wanted, answer="") if wanted.answer == MINE else wanted
    return tuple(Choice(title, there.href(state=key), wanted.state == key) for key, title in STATES.items())


def _tabs(cells: Iterable[Cell], wanted: Wanted) -> tuple[Choice, ...]:
    counted = Counter[str]()
    for cell in cells:
        if cell.fits(wanted, but="answer"):
            counted[cell.answer] += cell.n
            counted[MINE] += cell.n if cell.mine else 0
    whole = Choice("全部", wanted.href(answer=ALL), wanted.answer == ALL, sum(counted[key] for key in ANSWERS))
    shown = TABS if wanted.state == OPEN else ANSWERS
    return (
        *(Choice(title, wanted.href(answer=key), wanted.answer == key, counted[key]) for key, title in shown.items()),
        whole,
    )


def _levels(cells: Iterable[Cell], wanted: Wanted) -> tuple[Level, ...]:
    counted = Counter[str]()
    for cell in cells:
        if cell.fits(wanted, but="level"):
            counted[cell.level] += cell.n
    return tuple(
        Level(text, LOOKS[key], counted[key], wanted.href(level="" if wanted.level == key else key))
        for key, text in LEVELS.items()
    )


def _figures(cells: Sequence[Cell], wanted: Wanted, today: date) -> tuple[tuple[str, int, str, str], ...]:
    """What is said of each answer: label, number, a note, where it opens. The filters are left aside."""
    counted, week = Counter[str](), Counter[str]()
    for cell in cells:
        counted[cell.answer] += cell.n
        if cell.week == _monday(today):
            week[cell.answer] += cell.n
    notes = {"broken": "本周新发现", "pending": "本周到期", "unknown": "本周新发现"}
    plain = Wanted(state=wanted.state)
    return tuple((title, counted[key], f"{notes[key]} {week[key]} 条", plain.href(answer=key)) for key, title in ANSWERS.items())


def _pictures(cells: Sequence[Cell], wanted: Wanted, labels: Mapping[str, Mapping[str, str]], today: date) -> tuple[Picture, ...]:
    by_rule, by_unit, by_week = Counter[str](), Counter[str](), Counter[date]()
    for cell in cells:
        if cell.fits(wanted, but="rule"):
            by_rule[cell.rule] += cell.n
        if cell.unit and cell.fits(wanted, but="unit"):
            by_unit[cell.unit] += cell.n
        if cell.week and cell.fits(wanted):
            by_week[cell.week] += cell.n
    rules = tuple(
        Bar(labels["rule"][key], n, wanted.href(rule="" if wanted.rule == key else key), wanted.rule == key)
        for key, n in by_rule.most_common(MOST_RULES)
    )
    units = tuple(
        Bar(title, by_unit[key], wanted.href(unit="" if wanted.unit == key else key), wanted.unit == key)
        for key, title in labels["unit"].items()
        if by_unit[key]
    )
    ends = wanted.answer == "pending"
    ordered = sorted(week for week in by_week if not ends or week >= _monday(today))
    weeks = ordered[:MOST_WEEKS] if ends else ordered[-MOST_WEEKS:]
    drawn = tuple(Bar(f"{week:%m-%d} 起", by_week[week]) for week in weeks)
    pictures = (
        Picture("按规则", "最多的几项" if len(by_rule) > MOST_RULES else "", rules),
        Picture("按单位", "按单位编号排列", units),
        Picture("按周", WEEKS.get(wanted.answer, "首次发现的那一周"), drawn),
    )
    return tuple(picture for picture in pictures if picture.bars)


def _monday(day: date) -> date:
    return date.fromisocalendar(day.isocalendar().year, day.isocalendar().week, 1)


def _chips(wanted: Wanted, labels: Mapping[str, Mapping[str, str]]) -> tuple[Chip, ...]:
    given = wanted.given()
    chips = [Chip(labels[name].get(given[name], given[name]), wanted.href(**{name: ""})) for name in labels if given[name]]
    return (*chips, *((Chip(f"“{wanted.text}”", wanted.href(q="")),) if wanted.text else ()))


def _facets(wanted: Wanted, labels: Mapping[str, Mapping[str, str]]) -> tuple[Facet, ...]:
    given = wanted.given()
    titles = {"level": "等级", "rule": "规则", "kind": "类型", "unit": "单位"}
    return tuple(
        Facet(name, title, tuple(Option(key, text, given[name] == key) for key, text in labels[name].items()))
        for name, title in titles.items()
        if len(labels[name]) > 1
    )
