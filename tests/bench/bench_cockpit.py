"""The cockpit and the pages of supervision over real HTTP at 200,000 cases, beside a plain Django view of the same server.

`MINGHENG_BENCH_DATA` names a folder filled before; without it one is filled, which takes ten minutes and five gigabytes.
Every tenth case is given a warning that holds: a copy of one the scan found in the fictional district.
"""

import os
from collections.abc import Iterator
from functools import partial

import psycopg

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


WARN_EVERY_TENTH = """
    WITH found AS (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM insight_finding WHERE gone IS NULL),
         tenth AS (SELECT id, ref, unit, row_number() OVER (ORDER BY id) AS place FROM cases_case WHERE mod(hashtext(ref), 10) = 0)
    INSERT INTO insight_finding (fingerprint, rule, kind, answer, severity, weight, procedure, act, others, party, happened, due, measure,
                                 measure_unit, unit, by, reason, cite, lacks, first_seen, last_seen, case_id, seen_in_id, ref)
    SELECT md5(tenth.id || rule), rule, kind, answer, severity, weight, procedure, '', '', '', happened, due, measure,
           measure_unit, tenth.unit, by, reason, cite, lacks, first_seen, last_seen, tenth.id, seen_in_id, tenth.ref
    FROM tenth JOIN found ON found.place = mod(tenth.place, (SELECT count(*) FROM found))
"""
HOLDING = "SELECT count(*) FROM insight_finding WHERE gone IS NULL"


def measure() -> Iterator[str]:
    """A table: a row for each page."""
    with filled(CASES) as data, served(data) as server:
        district = District(data)
        yield f"{district.cases} cases, {warned(district)} warnings, load of the machine when it began {os.getloadavg()[0]:.1f}"
        readers = {who: Caller(server.port).sign_in(who) for who in (HEAD, SUPERVISOR)}
        stranger = Caller(server.port)
        plain = timed(PLAIN_VIEW, lambda: stranger.get(VIEW))
        yield f"a plain view {plain.middle:.1f} ms"
        yield "| page | fastest | median | a tenth over | limit | plain views | |"
        yield "|" + " --- |" * 7
        for name, (who, path, limit) in PAGES.items():
            yield row(timed(name, partial(readers[who].get, path)), limit, plain)
        yield f"load of the machine when it ended {os.getloadavg()[0]:.1f}"


def warned(district: District) -> int:
    """How many warnings hold, once every tenth case of the district has one."""
    with psycopg.connect(district.url, autocommit=True) as connection:
        if one_of(connection.execute(HOLDING)) < district.cases // 20:
            connection.execute(WARN_EVERY_TENTH)
            connection.execute("VACUUM ANALYZE insight_finding")
        return one_of(connection.execute(HOLDING))


def one_of(answer: "psycopg.Cursor[tuple[int]]") -> int:
    """The one number of an answer."""
    return (answer.fetchone() or (0,))[0]


def row(one: Measured, limit: int, plain: Measured) -> str:
    """One row of the table."""
    met = "met" if one.middle <= limit else "**not met**"
    return f"| {one.name} | {min(one.rounds):.0f} ms | {one.middle:.0f} ms | {one.late:.0f} ms | {limit} ms | {one.middle / plain.middle:.1f} | {met} |"
