"""The same pages at 2,000, 20,000 and 200,000 cases in one run: what grows with the number of cases, and what does not."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measures import LIMITS, PLAIN_INSERT, PLAIN_VIEW, measured
from tests.bench.site import FOLDER, District, fill, folder, seed, served

SIZES = "MINGHENG_BENCH_SIZES"
USUAL = "2000,20000,200000"
FLAT = 1.5  # times as long as at the smallest size; a page this fast varies by as much from run to run


def measure() -> Iterator[str]:
    """A table: a row for each page and act, a column for each size."""
    sizes = [int(size) for size in os.environ.get(SIZES, USUAL).split(",")]
    given = os.environ.get(FOLDER)
    columns: list[tuple[int, dict[str, float]]] = []
    with folder() as seeded:
        seed(seeded)
        for size in sizes[: -1 if given else None]:
            with folder() as data:
                subprocess.run(["cp", "-a", f"{seeded}/.", str(data)], check=True)
                fill(data, size)
                columns.append(_measured(data))
        if given:
            columns.append(_measured(Path(given)))
    yield "| what | " + " | ".join(f"{cases:,} cases" for cases, _ in columns) + " | last to first | |"
    yield "|" + " --- |" * (len(columns) + 3)
    for name in (PLAIN_VIEW, PLAIN_INSERT, *LIMITS):
        spans = [found[name] for _, found in columns]
        times = spans[-1] / spans[0]
        told = "" if name in (PLAIN_VIEW, PLAIN_INSERT) else "flat" if times <= FLAT else "**grows**"
        yield f"| {name} | " + " | ".join(f"{span:.0f} ms" for span in spans) + f" | {times:.2f} | {told} |"


def _measured(data: Path) -> tuple[int, dict[str, float]]:
    """How many cases there are, and the median of each page and act."""
    with served(data) as server:
        district = District(data)
        sys.stderr.write(f"measuring {district.cases} cases\n")
        return district.cases, {one.name: one.middle for one in measured(server.port, district.long_cases())}
