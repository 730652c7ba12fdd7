"""What the pages of the lawbook browser show: one frozen value per page, with finished words and links.

Every template of `law/templates/law/` takes exactly one of these as `page`; built in `pages.py` and
`procedure_page.py`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from mingheng.kit.display import Badge, Cite, Range
from mingheng.law.queries.articles import Line


@dataclass(frozen=True)
class AsOf:
    """The day whose law is shown; `problem` says why the day asked for was not understood."""

    day: date
    today: date
    problem: str = ""

    @property
    def is_today(self) -> bool:
        """Whether this is the law of today."""
        return self.day == self.today


@dataclass(frozen=True)
class Link:
    """A link with a remark, and how many things are behind it."""

    title: str
    href: str
    note: str = ""
    count: int | None = None


@dataclass(frozen=True)
class ItemRow:
    """An enforcement item in a list; `fine` is its span on the day."""

    number: int
    title: str
    href: str
    field: str
    fine: str
    badges: tuple[Badge, ...]


@dataclass(frozen=True)
class StatuteRow:
    """A statute in a list; `since` is None when no version is in force on the day."""

    name: str
    href: str
    number: str
    authority: str
    level: str
    version: str
    since: date | None
    badges: tuple[Badge, ...]


@dataclass(frozen=True)
class HomePage:
    """The lawbook: what was searched for, what was found, which edition it is."""

    as_of: AsOf
    query: str
    article: Cite | None
    items: tuple[ItemRow, ...]
    statutes: tuple[StatuteRow, ...]
    links: tuple[Link, ...]
    digest: str
    loaded_at: datetime | None
    years: tuple[int, ...]
    all_href: str


@dataclass(frozen=True)
class ClauseRow:
    """One penalty of a version: in which circumstances, for whom, and everything it may lead to."""

    key: str
    stage: str
    who: str
    words: str
    badges: tuple[Badge, ...]


@dataclass(frozen=True)
class VersionView:
    """What the law said of an item during one period."""

    since: date
    until: date | None
    in_force: bool
    breach: tuple[Cite, ...]
    penalty: tuple[Cite, ...]
    clauses: tuple[ClauseRow, ...]
    procedures: tuple[str, ...]
    badges: tuple[Badge, ...]
    note: str


@dataclass(frozen=True)
class GradeRow:
    """A step of a benchmark; `bar` places its band on the statutory span where both are amounts."""

    title: str
    factors: tuple[str, ...]
    clause: str
    band: str
    bar: Range | None


@dataclass(frozen=True)
class BenchmarkView:
    """A discretion benchmark of an item during one period."""

    item: Link
    since: date
    until: date | None
    in_force: bool
    badges: tuple[Badge, ...]
    cites: tuple[Cite, ...]
    grades: tuple[GradeRow, ...]


@dataclass(frozen=True)
class ItemPage:
    """An enforcement item: the period of the day first."""

    as_of: AsOf
    number: int
    title: str
    field: str
    badges: tuple[Badge, ...]
    elements: tuple[str, ...]
    correction: str
    measures: tuple[str, ...]
    versions: tuple[VersionView, ...]
    benchmarks: tuple[BenchmarkView, ...]
    home_href: str
    key: str = ""


@dataclass(frozen=True)
class ProvingExample:
    """A worked example by name, and the subject its file is about."""

    name: str
    subject: str


@dataclass(frozen=True)
class PredicateRow:
    """A judgement of law: its articles, the rules that carry it out, examples that pass it and that fail it."""

    key: str
    title: str
    severity: Badge
    cites: tuple[Cite, ...]
    rules: tuple[Link, ...]
    kept: tuple[ProvingExample, ...]
    broken: tuple[ProvingExample, ...]


@dataclass(frozen=True)
class CoveragePage:
    """Every judgement with what proves it; `bare` names those that lack a rule or an example on either side."""

    as_of: AsOf
    rows: tuple[PredicateRow, ...]
    examples: int
    refused: int
    bare: tuple[str, ...]
    home_href: str


@dataclass(frozen=True)
class BenchmarksPage:
    """All benchmarks, by catalogue number of their item."""

    as_of: AsOf
    benchmarks: tuple[BenchmarkView, ...]
    home_href: str


@dataclass(frozen=True)
class ValueRow:
    """One dated value of a parameter."""

    since: date
    value: str
    cites: tuple[Cite, ...]
    badge: Badge
    note: str
    checked_on: date


@dataclass(frozen=True)
class ParameterRow:
    """A parameter; `now` is its value of the day, None before its first."""

    key: str
    title: str
    now: ValueRow | None
    values: tuple[ValueRow, ...]


@dataclass(frozen=True)
class ParametersPage:
    """Every number the rules use; `unverified` counts those whose present value is not."""

    as_of: AsOf
    query: str
    rows: tuple[ParameterRow, ...]
    unverified: int
    home_href: str


@dataclass(frozen=True)
class RuleRow:
    """A rule: why it refuses, what would make the act lawful; `grave` rules stop the act, others are recorded.

    `noted`: what another room says of how the rule does, such as how often it was a false alarm.
    """

    code: str
    kind: str
    why: str
    remedy: str
    cites: tuple[Cite, ...]
    grave: bool
    noted: str = ""


@dataclass(frozen=True)
class ActRow:
    """An act: who takes it, what it states, which paper it makes, its rules."""

    key: str
    title: str
    who: str
    facts: tuple[str, ...]
    instrument: str
    cites: tuple[Cite, ...]
    rules: tuple[RuleRow, ...]


@dataclass(frozen=True)
class StageView:
    """The acts of one stage."""

    key: str
    title: str
    acts: tuple[ActRow, ...]


@dataclass(frozen=True)
class ClockRow:
    """A period: from which act to which, how long, what stretches it."""

    key: str
    title: str
    starts: str
    stops: str
    limit: str
    stretched: tuple[str, ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class ProcedurePage:
    """A procedure; `everywhere` are the rules before every act."""

    as_of: AsOf
    title: str
    since: date
    until: date | None
    cites: tuple[Cite, ...]
    stages: tuple[StageView, ...]
    everywhere: tuple[RuleRow, ...]
    clocks: tuple[ClockRow, ...]
    home_href: str


@dataclass(frozen=True)
class ArticleRow:
    """An article of a statute in a list; `imported` when its text is here."""

    title: str
    href: str
    gist: str
    imported: bool


@dataclass(frozen=True)
class StatutePage:
    """A statute and what is known of its articles on the day."""

    as_of: AsOf
    name: str
    number: str
    authority: str
    level: str
    versions: tuple[Link, ...]
    version: str
    since: date
    until: date | None
    in_force: bool
    badges: tuple[Badge, ...]
    note: str
    articles: tuple[ArticleRow, ...]
    home_href: str


@dataclass(frozen=True)
class ArticlePage:
    """An article as in force on a day; `warning` and `missing` are sentences, empty when all is well."""

    as_of: AsOf
    title: str
    statute: Link
    place: str
    version: str
    since: date
    until: date | None
    in_force: bool
    warning: str
    missing: str
    lines: tuple[Line, ...]
    gist: str
    note: str
    badges: tuple[Badge, ...]
    others: tuple[Link, ...]
    home_href: str
