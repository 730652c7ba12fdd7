"""The report of a scan: one page that stands by itself, with nothing to fetch and readable without scripts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from mingheng.insight.datasets.figures import NO_UNIT, SEVERITIES, SEVERITY_WORDS, Figures, RuleFigures, shown_measure
from mingheng.insight.datasets.files_out import whole
from mingheng.insight.datasets.report.cases import ANSWERS, Shown, worst_of
from mingheng.insight.datasets.report.charts import columns, strips
from mingheng.insight.datasets.store import Store
from mingheng.kit.paths import PACKAGE

TOKENS = PACKAGE / "kit/static/kit/tokens.css"
DESIGN, END = "/* ---------- 0", "/* ---------- 2"  # tokens and type; the rest of the sheet is about other pages
DARK = ':root[data-theme="dark"]'
LEVELS: Mapping[str, str] = {"fatal": "lv1", "heavy": "lv2", "light": "lv3"}
MOST_STRIPS = 20


@dataclass(frozen=True)
class About:
    """What the page says of the scan itself."""

    source: str
    procedure: str
    log: str
    as_of: date
    as_of_told: bool
    rows: int
    cases: int
    acts: int
    first: date | None
    last: date | None
    ignored: int
    undated: int
    outside: int
    dropped: int
    rejected: Mapping[str, int]
    rejected_file: str
    findings_file: str
    lawbook: str
    version: str
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Opened:
    """A rule with the cases it opens to, and how many there are in all."""

    rule: RuleFigures
    rows: Sequence[Shown]
    total: int


def write_report(path: Path, about: About, figures: Figures, store: Store, titles: Mapping[str, str], most: int) -> None:
    """Write the page. `titles` of acts; of each rule the `most` worst rows. Raises CannotScan."""
    told = dict(store.rows("select rule, count(*) from findings group by 1"))
    opened = [
        Opened(rule, worst_of(store, rule.code, most, titles) if told.get(rule.code) else (), int(told.get(rule.code, 0)))
        for rule in figures.rules
    ]
    by_rule = [(rule.asks, rule.code, {rule.severity: rule.breaches}) for rule in figures.rules if rule.breaches]
    by_unit = [(name, "", pieces) for name, pieces in figures.by_unit]
    page = _environment().get_template("report.html")
    with whole(path) as unfinished, unfinished.open("wb") as file:
        page.stream(
            about=about, figures=figures, opened=opened, style=_style(), levels=LEVELS, words=SEVERITY_WORDS, severities=SEVERITIES,
            answers=ANSWERS, months=columns(figures.by_month), rules=strips(sorted(by_rule, key=_most_first), MOST_STRIPS),
            units=strips(by_unit, MOST_STRIPS), units_left=max(len(by_unit) - MOST_STRIPS, 0), most=most, measure=shown_measure, no_unit=NO_UNIT,
        ).dump(file, encoding="utf-8")  # fmt: skip


def _most_first(told: tuple[str, str, Mapping[str, int]]) -> int:
    return -sum(told[2].values())


def _style() -> str:
    """The tokens of the house, dark where the reader's machine is, and what is the report's own."""
    sheet = TOKENS.read_text(encoding="utf-8")
    tokens = sheet[sheet.index(DESIGN) : sheet.index(END)]
    begin = tokens.index(DARK)
    end = tokens.index("}", begin) + 1
    dark = f"@media screen and (prefers-color-scheme: dark) {{ {tokens[begin:end].replace(DARK, ':root')} }}"
    own = (Path(__file__).parent / "templates/report.css").read_text(encoding="utf-8")
    return f"{tokens[:begin]}{tokens[end:]}{dark}\n{own}"


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("mingheng.insight.datasets.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["thousands"] = lambda number: f"{number:,}"
    return made
