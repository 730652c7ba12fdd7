"""Pages and acts over real HTTP against the served program, beside plain Django and plain inserts on the same server."""

import os
from collections.abc import Iterator, Mapping

from tests.bench.measures import BY_ALL, BY_SQUAD, LIMITS, PLAIN_INSERT, PLAIN_VIEW, Measured, measured
from tests.bench.site import District, filled, served
from tests.bench.statements import counted_in

SLOWER = 1.1  # so much is the same speed
HEAD = "| what | median | a tenth over | limit | plain views | durable inserts | statements | may ask | |"


def measure() -> Iterator[str]:
    """A table: a row for each page and act."""
    with filled() as data:
        counted = counted_in(data)
        with served(data) as server:
            district = District(data)
            yield f"{district.cases} cases, load of the machine when it began {os.getloadavg()[0]:.1f}"
            raw = district.milliseconds_of_an_insert()
            found = {one.name: one for one in measured(server.port, district.long_cases())}
    yield f"a durable insert by SQL {raw:.1f} ms, a plain view {found[PLAIN_VIEW].middle:.1f} ms, an insert by a plain view {found[PLAIN_INSERT].middle:.1f} ms"
    yield HEAD
    yield "|" + " --- |" * 9
    for name in LIMITS:
        yield row(found[name], found[PLAIN_VIEW].middle, raw, counted.get(name, 0))
    yield fairness(found)
    yield f"load of the machine when it ended {os.getloadavg()[0]:.1f}"


def row(one: Measured, view: float, insert: float, asked: int) -> str:
    """One row of the table."""
    limit = LIMITS[one.name]
    kept = one.middle <= limit.milliseconds and (limit.statements is None or asked <= limit.statements)
    return (
        f"| {one.name} | {one.middle:.0f} ms | {one.late:.0f} ms | {limit.milliseconds} ms | {one.middle / view:.1f} | {one.middle / insert:.1f}"
        f" | {asked} | {limit.statements or ''} | {'met' if kept else '**not met**'} |"
    )


def fairness(found: Mapping[str, Measured]) -> str:
    """Whether a squad member waits longer for the list than who sees all."""
    times = found[BY_SQUAD].middle / found[BY_ALL].middle
    return (
        f"the list takes a squad member {times:.2f} times as long as who sees all: {'met' if times <= SLOWER else '**not met**'}"
    )
