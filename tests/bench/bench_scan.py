"""What a scan costs, beside a bare scan-and-sort by the same engine and beside pm4py on the same log in the same run.

The road log is `../shared/data/logs/…` or the file named by MINGHENG_ROAD_LOG; without one that part is left out and said so.
Our own procedure is a planted year laid end to end until it has as many acts as wanted (MINGHENG_BENCH_ACTS).
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import ibis

from mingheng.insight.datasets.asking import recorded_by
from mingheng.insight.datasets.laws import every_day_counts, law_of
from mingheng.insight.datasets.mapping import read_mapping
from mingheng.insight.datasets.reading import Span, read_log
from mingheng.insight.datasets.store import Store, store, text
from mingheng.insight.rules.bulk import Days, Plan, answers, days_told, duties, prepared
from mingheng.insight.rules.keeping import keeping
from mingheng.insight.rules.log import SCHEMAS, Log
from tests.bench.environment import peer_python
from tests.planted.scoring import planted

ROOT = Path(__file__).resolve().parents[2]
ROAD = Path(os.environ.get("MINGHENG_ROAD_LOG", ROOT.parent / "shared/data/logs/road_traffic_fine_management.csv.gz"))
EXAMPLE = ROOT / "examples/road-fines"
SIZES = tuple(int(n) for n in os.environ.get("MINGHENG_BENCH_ACTS", "100000,1000000,10000000").split(","))
MEMORY, ROUNDS, SEED, CASES = "8GB", 5, 301, 1500
Taken = tuple[float, float]  # seconds on the clock, seconds of processor


@dataclass(frozen=True)
class Cost:
    """What checking one log cost, with the acts and rules it had."""

    acts: int
    rules: int
    checking: Taken
    duties: Taken
    bare: Taken

    @property
    def speed(self) -> float:
        """Million act·rules a second of processor."""
        return self.acts * self.rules / self.checking[1] / 1e6


def measure() -> Iterator[str]:
    """The tables, as they come."""
    if ROAD.is_file():
        yield from _road()
    else:
        yield f"no road log at {ROAD.name}: MINGHENG_ROAD_LOG names one"
    yield ""
    yield "| our procedures | acts | rules in bulk | checking, s | processor s | M act·rules per processor s | duties, s | times a scan-and-sort |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for size in SIZES:
        for cost, key in _own(size):
            yield (
                f"| {key} | {cost.acts:,} | {cost.rules} | {cost.checking[0]:.2f} | {cost.checking[1]:.2f} | {cost.speed:.1f} "
                f"| {cost.duties[0]:.2f} | {cost.checking[0] / cost.bare[0]:.1f} |"
            )


def _road() -> Iterator[str]:
    """The road log: reading, checking, the peers."""
    law = law_of(str(EXAMPLE / "lawbook/procedures/road_fine.yaml"))
    mapping = read_mapping(EXAMPLE / "mapping.yaml", law.procedures[0])
    with store(MEMORY) as kept:
        began = time.perf_counter()
        read = read_log(ROAD, mapping, law.procedures[0], kept, span=Span(), edition="", tick=lambda *done: None)
        reading = time.perf_counter() - began
        book = every_day_counts(law.book, read.first or date.min, read.last or date.max)
        plan = Plan(law.procedures[0], book, recorded=recorded_by(mapping))
        cost = _checked(kept, read.folder, plan, read.last or date.max)
    yield f"road log: {cost.acts:,} acts, {cost.rules} rules; read and brought into shape in {reading:.1f} s"
    yield "| what | seconds | times the checking |"
    yield "| --- | --- | --- |"
    yield f"| checking every act by every rule | {cost.checking[0]:.2f} (processor {cost.checking[1]:.2f}) | 1 |"
    yield f"| what runs and what is overdue | {cost.duties[0]:.2f} | {cost.duties[0] / cost.checking[0]:.1f} |"
    yield f"| bare scan and sort of the same Parquet | {cost.bare[0]:.2f} | {cost.bare[0] / cost.checking[0]:.2f} |"
    for name, seconds in _peers():
        yield f"| pm4py, {name} | {seconds:.1f} | {seconds / cost.checking[0]:.1f} |"


def _own(size: int) -> Iterator[tuple[Cost, str]]:
    """A planted year, laid end to end."""
    with tempfile.TemporaryDirectory() as folder, store(MEMORY) as kept:
        tables = planted(SEED, CASES).tables
        times = max(1, round(size / tables["acts"].num_rows))
        for name, table in tables.items():
            kept.connection.register("year", table)
            target = text(Path(folder) / f"{name}.parquet")
            shifted = (
                f'select * replace ("case" + turn * 1000000 as "case") from year, range({times}) turns(turn) order by "case"'
            )
            kept.run(f"copy ({shifted}) to {target} (format parquet)")
            kept.connection.unregister("year")
        book = law_of("ordinary", "simple")
        for procedure in book.procedures:
            yield _checked(kept, Path(folder), Plan(procedure, book.book, b""), date(2026, 1, 1), procedure.key), procedure.key


def _checked(kept: Store, folder: Path, plan: Plan, as_of: date, key: str | None = None) -> Cost:
    """The rules in bulk over a log in memory; the median of some rounds."""
    backend = ibis.duckdb.from_connection(kept.connection)
    log = Log(**{name: backend.read_parquet(str(folder / f"{name}.parquet")) for name in SCHEMAS})
    if key is not None:
        log = log.of(log.cases.filter((log.cases.procedure == key) & ~log.cases.winding).select("case"))
    with keeping(backend) as keep:
        log = Log(**{name: keep(getattr(log, name)) for name in SCHEMAS})
        count = int(backend.to_pyarrow(log.acts.count()).as_py())
        rounds = ROUNDS if count < 2_000_000 else 1  # a large log is measured once
        checks, owed = zip(*(_once(backend, log, plan, as_of) for _ in range(rounds)), strict=True)
        target = text(folder / "acts.parquet")
        bare = [
            _timed(lambda: kept.run(f'create or replace table bare as select * from read_parquet({target}) order by "case", n'))
            for _ in checks
        ]
        kept.run("drop table bare")
    rules = sum(plan.in_bulk(rule) for rule in plan.procedure.rules.values())
    return Cost(count, rules, _middle(checks), _middle(owed), _middle(bare))


def _once(backend: Any, log: Log, plan: Plan, as_of: date) -> tuple[Taken, Taken]:
    with keeping(backend) as keep:
        found: dict[str, Any] = {}

        def check() -> None:
            found["acts"] = keep(prepared(log, plan))
            days = Days(plan, [row["day"] for row in backend.to_pyarrow(days_told(log, found["acts"])).to_pylist()], keep)
            found["days"] = days
            keep(answers(log, found["acts"], days))

        checking = _timed(check)
        return checking, _timed(lambda: keep(duties(log, found["acts"], found["days"], as_of)))


def _timed(act: Callable[[], object]) -> Taken:
    clock, processor = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - clock, time.process_time() - processor


def _middle(taken: Sequence[Taken]) -> Taken:
    return sorted(taken)[len(taken) // 2]


def _peers() -> Iterator[tuple[str, float]]:
    """pm4py in an environment of its own: its licence keeps it out of ours."""
    words = [peer_python(), str(ROOT / "tests/bench/peer.py"), str(ROAD)]
    told = subprocess.run(words, capture_output=True, text=True, check=True)
    for line in told.stdout.splitlines():
        name, _, seconds = line.rpartition("\t")
        if name:
            yield name, float(seconds)
