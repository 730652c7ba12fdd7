"""The cockpit and the pages of supervision over real HTTP at 200,000 cases, beside a plain Django view of the same server.

`MINGHENG_BENCH_DATA` names a folder filled before; without it one is filled, which takes ten minutes and five gigabytes.
"""

import os
from collections.abc import Iterator
from functools import partial

from tests.bench.measures import HEAD, PLAIN_VIEW, VIEW, Measured, timed
from tests.bench.site import Caller, District, filled, served

CASES = 200_000
SUPERVISOR = "LJ2301"
COCKPIT, OTHERS = 100, 300  # milliseconds
PAGES = {
    "cockpit, bureau head": (HEAD, "/cockpit/", COCKPIT),
    "cockpit, supervisor": (SUPERVISOR, "/cockpit/", COCKPIT),
    "what is owed this month": (SUPERVISOR, "/supervision/", OTHERS),
    "warnings": (SUPERVISOR, "/warnings/", OTHERS),
    "matters": (SUPERVISOR, "/matters/", OTHERS),
    "reviews": (SUPERVISOR, "/reviews/", OTHERS),
    "draws": (SUPERVISOR, "/draws/", OTHERS),
    "bulletins": (SUPERVISOR, "/bulletins/", OTHERS),
}


def measure() -> Iterator[str]:
    """A table: a row for each page."""
    with filled(CASES) as data, served(data) as server:
        district = District(data)
        yield f"{district.cases} cases, load of the machine when it began {os.getloadavg()[0]:.1f}"
        readers = {who: Caller(server.port).sign_in(who) for who in (HEAD, SUPERVISOR)}
        stranger = Caller(server.port)
        plain = timed(PLAIN_VIEW, lambda: stranger.get(VIEW))
        yield f"a plain view {plain.middle:.1f} ms"
        yield "| page | fastest | median | a tenth over | limit | plain views | |"
        yield "|" + " --- |" * 7
        for name, (who, path, limit) in PAGES.items():
            yield row(timed(name, partial(readers[who].get, path)), limit, plain)
        yield f"load of the machine when it ended {os.getloadavg()[0]:.1f}"


def row(one: Measured, limit: int, plain: Measured) -> str:
    """One row of the table."""
    met = "met" if one.middle <= limit else "**not met**"
    return f"| {one.name} | {min(one.rounds):.0f} ms | {one.middle:.0f} ms | {one.late:.0f} ms | {limit} ms | {one.middle / plain.middle:.1f} | {met} |"
