"""How much of what was planted is found, and how much of what is found was planted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import ibis
from ibis.backends.duckdb import Backend

from mingheng.demo.rules.planting.planting import planted_year
from mingheng.demo.rules.planting.telling import KEY, PlantedLog, told_as_log
from mingheng.demo.rules.planting.year import LAST
from mingheng.insight.rules.bulk import Plan
from mingheng.insight.rules.checking import Checker
from mingheng.insight.rules.keeping import keeping
from mingheng.insight.rules.log import SCHEMAS, Log
from mingheng.insight.rules.patterns import Found, find_patterns
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.findings import Answer
from mingheng.law.rules.judge import check
from mingheng.law.rules.reading import Lawbook
from tests.scenarios.road import law

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


def book() -> Lawbook:
    """The lawbook as it is shipped."""
    return law()


def planted(seed: int, cases: int) -> PlantedLog:
    return told_as_log(planted_year(book(), seed=seed, cases=cases))


def planted_in(log: PlantedLog, kind: str) -> set[Shows]:
    return {(row["code"], row["ref"]) for row in log.labels.to_pylist() if row["kind"] == kind}


def tables_of(log: PlantedLog, con: Backend) -> Log:
    for name, table in {**log.tables, "leads": log.leads}.items():
        con.con.register(name, table)
    return Log(**{name: con.table(name) for name in SCHEMAS})


def patterns_found(log: PlantedLog) -> Found:
    con = ibis.duckdb.connect()
    return find_patterns(tables_of(log, con), book(), as_of=LAST, leads=con.table("leads"))


def shown_by_patterns(log: PlantedLog) -> set[Shows]:
    return {(row["rule"], row["ref"]) for row in patterns_found(log).findings.to_pylist() if row["rule"] != CATALOGUE}


def shown_by_scan(log: PlantedLog) -> set[Shows]:
    """Every breach the scan of the whole log finds, procedure by procedure; cases brought over are left out."""
    con = ibis.duckdb.connect()
    tables = tables_of(log, con)
    numbers = {row["case"]: row["ref"] for row in log.tables["cases"].select(["case", "ref"]).to_pylist()}

    def dockets(cases: Sequence[int]) -> Iterator[tuple[int, Docket]]:
        return ((case, log.dockets[numbers[case]]) for case in cases)

    found: set[Shows] = set()
    for key in ("ordinary", "simple"):
        cases = tables.cases.filter((tables.cases.procedure == key) & tables.cases.source.isnull()).select("case")
        with keeping(con) as keep:
            plan = Plan(book().procedure(key), book(), KEY)
            checker = Checker(plan, keep, lambda table: con.to_pyarrow(table).to_pylist(), dockets)
            checked = checker.check(tables.of(cases), as_of=LAST)
            rows = con.to_pyarrow(checked.findings).to_pylist()
        found |= {(row["rule"], row["ref"]) for row in rows if row["kind"] == "rule" and row["answer"] == Answer.BROKEN}
    return found


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
