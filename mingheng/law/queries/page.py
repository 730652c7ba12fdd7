"""What the pages of the lawbook browser show: one frozen value per page, with finished words and links.

Every template of `law/templates/law/` takes one of these as `page`; `article.html` takes an `ArticlePage`.

    home.html HomePage · item.html ItemPage · parameters.html ParametersPage
    procedure.html ProcedurePage · statute.html StatutePage · article.html ArticlePage
"""

from dataclasses import dataclass
from datetime import date

from mingheng.kit.display import Badge, Cite, Range
from mingheng.kit.shell import Choice
from mingheng.law.queries.articles import ArticleView

Crumbs = tuple[Choice, ...]


@dataclass(frozen=True)
class Hit:
    """A line of a list: an item, a statute, a procedure."""

    title: str
    href: str
    note: str = ""
    number: str = ""
    badge: Badge | None = None


@dataclass(frozen=True)
class HitGroup:
    """Lines that belong together, such as the items of one field."""

    title: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class HomePage:
    """The lawbook: what was searched for and what was found, by field; the procedures; which edition this is."""

    query: str
    items: tuple[HitGroup, ...]
    statutes: tuple[Hit, ...]
    procedures: tuple[Hit, ...]
    total: int
    edition: str
    parameters_href: str


@dataclass(frozen=True)
class ClauseRow:
    """One penalty of a version: in which circumstances, for whom, how much, what else."""

    stage: str
    who: str
    fine: str
    also: tuple[str, ...]
    range: Range | None = None
    hearing: bool = False


@dataclass(frozen=True)
class VersionCard:
    """What the law said during one period. `state` is 现行, 已失效 or 未施行 on the day asked about."""

    since: date
    until: date | None
    state: str
    current: bool
    breach: tuple[Cite, ...]
    penalty: tuple[Cite, ...]
    clauses: tuple[ClauseRow, ...]
    procedures: str
    status: Badge
    note: str = ""


@dataclass(frozen=True)
class GradeRow:
    """A step of a benchmark."""

    title: str
    clause: str
    factors: tuple[str, ...]
    band: str


@dataclass(frozen=True)
class BenchmarkTable:
    """A discretion benchmark; `demonstration` means it shows the form and is not law."""

    since: date
    until: date | None
    demonstration: bool
    status: Badge
    cites: tuple[Cite, ...]
    grades: tuple[GradeRow, ...]


@dataclass(frozen=True)
class ItemPage:
    """An enforcement item with all its versions, the newest first."""

    title: str
    number: int
    field: str
    on: date
    elements: tuple[str, ...]
    correction: str
    versions: tuple[VersionCard, ...]
    benchmarks: tuple[BenchmarkTable, ...]
    measures: tuple[tuple[str, str], ...] = ()
    environmental: bool = False
    crumbs: Crumbs = ()


@dataclass(frozen=True)
class ParameterRow:
    """One dated value of a parameter; `first` is the row that carries the parameter's name."""

    title: str
    key: str
    value: str
    since: date
    current: bool
    first: bool
    cites: tuple[Cite, ...]
    status: Badge
    checked_on: date
    note: str = ""


@dataclass(frozen=True)
class ParametersPage:
    """Every number the rules use, with its article and how well it is established."""

    query: str
    rows: tuple[ParameterRow, ...]
    counts: tuple[tuple[Badge, int], ...]
    on: date
    crumbs: Crumbs = ()


@dataclass(frozen=True)
class RuleRow:
    """A rule before an act: why it refuses, its articles, what would make the act lawful, how grave a breach is."""

    why: str
    remedy: str
    cites: tuple[Cite, ...]
    severity: Badge | None = None


@dataclass(frozen=True)
class ActRow:
    """An act of a procedure: who takes it, what must be stated, which paper it makes, its rules."""

    title: str
    who: str
    facts: str
    instrument: str
    cites: tuple[Cite, ...]
    rules: tuple[RuleRow, ...]
    weighty: bool = False


@dataclass(frozen=True)
class StageGroup:
    """The acts of one legal stage."""

    title: str
    anchor: str
    acts: tuple[ActRow, ...]


@dataclass(frozen=True)
class ClockRow:
    """A period of a procedure."""

    title: str
    starts: str
    ends: str
    limit: str
    excludes: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class ProcedurePage:
    """A procedure as a table a lawyer can read."""

    title: str
    since: date
    until: date | None
    cites: tuple[Cite, ...]
    stages: tuple[StageGroup, ...]
    clocks: tuple[ClockRow, ...]
    crumbs: Crumbs = ()


@dataclass(frozen=True)
class StatutePage:
    """A statute: its versions and the articles the lawbook knows. `note` of a hit is the gist of the article."""

    name: str
    authority: str
    number: str
    level: str
    on: date
    versions: tuple[Choice, ...]
    since: date
    until: date | None
    status: Badge
    articles: tuple[Hit, ...]
    note: str = ""
    imported: bool = False
    crumbs: Crumbs = ()


@dataclass(frozen=True)
class ArticlePage:
    """An article as in force on a day, with the neighbours and versions one may want next."""

    view: ArticleView
    status: Badge
    statute_href: str
    versions: tuple[Choice, ...] = ()
    crumbs: Crumbs = ()
