"""How much of what was planted is found, and how much of what is found was planted."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import ibis

from mingheng.demo.rules.planting.planting import planted_year
from mingheng.demo.rules.planting.telling import PlantedLog, told_as_log
from mingheng.demo.rules.planting.year import LAST
from mingheng.insight.rules.log import SCHEMAS, Log
from mingheng.insight.rules.patterns import Found, find_patterns
from mingheng.kit.paths import lawbook_dir
from mingheng.law.rules.findings import Answer
from mingheng.law.rules.judge import check
from mingheng.law.rules.reading import Lawbook, read_lawbook

Shows = tuple[str, str]
"""A rule or pattern, and the case, lead or item it shows in."""
CATALOGUE = "items-overlap"  # says something of the catalogue alone: there is nothing to plant in cases


@dataclass
class Score:
    """Of one rule or pattern: planted and found, found and not planted, planted and not found."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.false)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.missed)

    def __add__(self, other: "Score") -> "Score":
        return Score(self.hits + other.hits, self.false + other.false, self.missed + other.missed)


@cache
def book() -> Lawbook:
    return read_lawbook(lawbook_dir())


def planted(seed: int, cases: int) -> PlantedLog:
    return told_as_log(planted_year(book(), seed=seed, cases=cases))


def planted_in(log: PlantedLog, kind: str) -> set[Shows]:
    return {(row["code"], row["ref"]) for row in log.labels.to_pylist() if row["kind"] == kind}


def patterns_found(log: PlantedLog) -> Found:
    con = ibis.duckdb.connect()
    for name, table in {**log.tables, "leads": log.leads}.items():
        con.con.register(name, table)
    tables = Log(**{name: con.table(name) for name in SCHEMAS})
    return find_patterns(tables, book(), as_of=LAST, leads=con.table("leads"))


def shown_by_patterns(log: PlantedLog) -> set[Shows]:
    return {(row["rule"], row["ref"]) for row in patterns_found(log).findings.to_pylist() if row["rule"] != CATALOGUE}


def shown_by_engine(log: PlantedLog) -> set[Shows]:
    """Every breach the engine finds, docket by docket."""
    return {
        (finding.code, ref)
        for ref, docket in log.dockets.items()
        for _, verdict in check(docket, book())
        for finding in verdict.findings
        if finding.answer is Answer.BROKEN
    }


def scores(truth: Iterable[Shows], found: Iterable[Shows]) -> dict[str, Score]:
    """By rule or pattern, whether planted or only found."""
    truth, found = set(truth), set(found)
    told: dict[str, Score] = defaultdict(Score)
    for code, _ in truth & found:
        told[code].hits += 1
    for code, _ in found - truth:
        told[code].false += 1
    for code, _ in truth - found:
        told[code].missed += 1
    return dict(told)


def together(of: Iterable[Score]) -> Score:
    return sum(of, Score())
