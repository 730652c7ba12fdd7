"""Pages and acts over real HTTP against the served program, with statements counted, beside a bare page and a bare insert."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from mingheng.kit import clock
from tests.bench.bench_record import one_row
from tests.bench.site import Caller, filled, served
from tests.bench.timing import per_second

ROUNDS = 25
OFFICER, HEAD = "LJ0103", "LJ0003"  # a squad's officer, and who sees every case
LIST = "/cases/?state=all&stage=archive&page=2"
SEARCH = f"/search/?q={quote('云汀路')}"
TODAY = {"happened-day": clock.today().isoformat(), "happened-minute": "00:01"}
LEAD = {"source": "patrol", "content": "巡查发现人行道上有人摆摊卖水果", "place": "云汀街道云汀路1号", **TODAY}
CHECK = {"result": "suspected", "findings": "现场核查，占用人行道约两平方米，已拍照固定", **TODAY}


def measure() -> Iterator[str]:
    """A line for each thing measured: its median, the slowest tenth, how often a bare page fits in, its statements."""
    yield f"load of the machine when it began: {os.getloadavg()[0]:.1f}; bare durable insert {per_second(one_row):.0f}/s"
    with filled() as data, served(data) as server:
        counted = statements(data)
        officer, head = Caller(server.port).sign_in(OFFICER), Caller(server.port).sign_in(HEAD)
        bare = timed(lambda: Caller(server.port).get("/sign-in/"))
        yield told("bare page (sign-in form)", bare, bare, 0)
        for name, act in acts(officer, head):
            yield told(name, timed(act), bare, counted.get(name, 0))
        yield f"load of the machine when it ended: {os.getloadavg()[0]:.1f}; {counted.get('cases', 0)} cases"


def acts(officer: Caller, head: Caller) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is measured, by name."""
    refs: list[str] = []

    def create() -> None:
        form = officer.hidden("/cases/new/")
        began = time.perf_counter()
        refs.append(officer.post("/cases/new/", {**form, **LEAD}).strip("/").rpartition("/")[2])
        spans.append(time.perf_counter() - began)

    def step() -> None:
        path = f"/cases/{refs.pop()}/steps/check_lead/"
        form = officer.hidden(path)
        began = time.perf_counter()
        officer.post(path, {**form, **CHECK})
        spans.append(time.perf_counter() - began)

    yield "create", create
    yield "step", step
    yield "list of 50, squad member", lambda: officer.get(LIST)
    yield "list of 50, sees all", lambda: head.get(LIST)
    yield "case page", lambda: officer.get(f"/cases/{some_case(officer)}/")
    yield "search", lambda: officer.get(SEARCH)
    yield "search, sees all", lambda: head.get(SEARCH)
    yield "worklist", lambda: officer.get("/")
    yield "worklist, sees all", lambda: head.get("/")


spans: list[float] = []  # of acts that need a form first: the act alone
known: list[str] = []


def some_case(officer: Caller) -> str:
    """A long case of the reader's squad."""
    if not known:
        page = officer.get("/cases/?state=all&stage=archive")
        known.append(page.partition('href="/cases/20')[2].partition("/")[0])
    return f"20{known[0]}"


def timed(act: Callable[[], object]) -> list[float]:
    """Milliseconds of each round, after two to warm up."""
    spans.clear()
    found = []
    for _ in range(ROUNDS + 2):
        began = time.perf_counter()
        act()
        found.append(time.perf_counter() - began)
    return [1000 * one for one in (spans or found)[2:]]


def told(name: str, found: list[float], bare: list[float], asked: int) -> str:
    """One line."""
    middle, late = statistics.median(found), sorted(found)[int(len(found) * 0.9)]
    times = middle / statistics.median(bare)
    return f"{name}: {middle:.0f} ms (a tenth over {late:.0f} ms), {times:.1f} bare pages, {asked} statements"


def statements(data: Path) -> dict[str, int]:
    """How often each asks the database, counted in a process of its own on the same data."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.statements"], env={**os.environ, "MINGHENG_DATA": str(data)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {name: int(count) for name, _, count in (line.rpartition(": ") for line in done.stdout.splitlines())}
