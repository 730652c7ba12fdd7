"""How long a month's planning and drawing takes for a large district, and whether two hundred simulated years keep every quota.

`MINGHENG_BENCH_YEARS` for another number of years.
"""

import os
import statistics
import time
from collections.abc import Iterator
from datetime import date
from math import ceil, sqrt

from mingheng.draws.rules.drawing import Drawing
from mingheng.draws.rules.frame import Frame
from mingheng.supervision.rules.obligations.layering import asked_of
from mingheng.supervision.rules.obligations.months import Month
from mingheng.supervision.rules.obligations.table import table_of
from mingheng.supervision.tests.awkward_year import DEMANDS, LEGAL, YEAR, Simulated, awkward_year

SQUADS, CASES = 60, 20_000
GOAL = 1.0  # second
YEARS = 200
WORLDS = ((20, 1_200), (60, 1_500), (60, 5_000), (12, 400))
FREQUENCY_SEEDS = 3_000
PLAIN = 200_000  # of a loop whose time stands beside ours


def measure() -> Iterator[str]:
    """A month of a large district, the years, and the frequencies of the base."""
    yield from _speed()
    yield from _years(int(os.environ.get("MINGHENG_BENCH_YEARS", str(YEARS))))
    yield from _frequencies()


def _speed() -> Iterator[str]:
    """Every month of a year: the table, what is asked for, the root of the list, and the draw."""
    played = awkward_year(1, squads=SQUADS, cases=CASES)
    took: list[float] = []
    members: list[int] = []
    for number in range(1, 13):
        year = played.year(date(YEAR, number, 2))
        begun = time.perf_counter()
        table_of(DEMANDS, year)
        asked = asked_of(DEMANDS, year)
        frame = Frame.of(asked.members)
        root = frame.root
        drawing = Drawing(frame, bytes.fromhex(root))
        drawing.draw(asked.layers)
        took.append(time.perf_counter() - begun)
        members.append(len(asked.members))
        played.drawn |= {pick.member: date(YEAR, number, 2) for pick in drawing.picks}
    begun = time.perf_counter()
    sum(n * n for n in range(PLAIN))
    plain = time.perf_counter() - begun
    met = "met" if max(took) <= GOAL else "NOT MET"
    yield f"one month, {SQUADS} squads, {CASES:,} cases a year: median {statistics.median(took):.3f} s, slowest {max(took):.3f} s"
    yield f"  (goal {GOAL} s: {met}; lists of {min(members):,} to {max(members):,}; a plain loop of {PLAIN:,} {plain:.3f} s)"
    yield f"  dossiers drawn in the year: {len(played.drawn):,}"


def _years(count: int) -> Iterator[str]:
    """Years of worlds with empty, tiny, merged and founded squads."""
    broken: list[str] = []
    lacking = 0
    begun = time.perf_counter()
    for seed in range(count):
        squads, cases = WORLDS[seed % len(WORLDS)]
        played = awkward_year(seed, squads=squads, cases=cases).play(seed)
        broken += [f"year {seed}: {fault}" for fault in _faults(played)]
        lacking += sum(line.shortfall > 0 for line in played.tables[-1])
    yield f"{count} simulated years: {len(broken)} quotas broken that could be kept; {lacking} shortfalls shown in Decembers"
    yield f"  ({time.perf_counter() - begun:.1f} s)"
    yield from (f"  {fault}" for fault in broken[:10])


def _faults(played: Simulated) -> Iterator[str]:
    """What a year broke, counted from the draws alone."""
    for number in range(1, 13):
        on, month = date(YEAR, number, 2), Month(YEAR, number)
        last = [one for one in played.closed if one.month == month.before]
        drawn = {name for name, day in played.drawn.items() if day <= on}
        if sum(one.id in drawn for one in last) < ceil(len(last) / 10):
            yield f"{month}: less than a tenth"
        if any(LEGAL in one.strata and one.id not in drawn for one in last):
            yield f"{month}: a legal review not looked at"
        pool = {
            played.squads.holder(one.squad, on)
            for one in played.closed
            if one.month < month and played.drawn.get(one.id, on) >= on
        }
        met = {played.squads.holder(one.squad, on) for one in played.closed if played.drawn.get(one.id) == on}
        owing = played.squads.owing(on)
        if len(met & set(owing)) < min(ceil(len(owing) / 5), len(pool & set(owing))):
            yield f"{month}: too few squads"
        if number % 3 == 0:
            quarter = [one for one in played.closed if month.moved(-3) <= one.month < month]
            if sum(one.id in drawn for one in quarter) < ceil(len(quarter) / 5):
                yield f"{month}: less than a fifth of the quarter"
        if number % 6 == 0:
            yield from _uncovered(played, month, owing)
    for key in played.squads.owing(date(YEAR, 12, 2)):
        own = [one.id for one in played.closed if played.squads.holder(one.squad, date(YEAR, 12, 31)) == key]
        if sum(name in played.drawn for name in own) < min(10, len(own)):
            yield f"{key}: less than ten in the year"


def _uncovered(played: Simulated, month: Month, owing: tuple[str, ...]) -> Iterator[str]:
    begun, on = month.moved(-5).first, date(YEAR, month.number, 2)
    for key in owing:
        own = [one for one in played.closed if played.squads.holder(one.squad, on) == key and one.month < month]
        days = [played.drawn.get(one.id) for one in own]
        if (
            own
            and not any(day is not None and begun <= day <= on for day in days)
            and any(day is None or day > on for day in days)
        ):
            yield f"{month}: {key} not met in half a year"


def _frequencies() -> Iterator[str]:
    """How often each case of a month is in the base, over many seeds: all alike, as stated."""
    played = awkward_year(2, squads=SQUADS, cases=CASES // 4)
    asked = asked_of(DEMANDS, played.year(date(YEAR, 2, 2)))
    frame, base = Frame.of(asked.members), asked.layers[:1]
    hits: dict[str, int] = {}
    chances = set()
    for seed in range(FREQUENCY_SEEDS):
        drawing = Drawing(frame, b"frequency %d" % seed)
        drawing.draw(base)
        for pick in drawing.picks:
            hits[pick.member] = hits.get(pick.member, 0) + 1
            chances.add(pick.chance)
    (chance,) = chances
    last = [member for member in frame.members if any(name == "上月办结" for name in member.strata)]
    spread = sqrt(FREQUENCY_SEEDS * chance * (1 - chance))
    away = [(hits.get(member.id, 0) - FREQUENCY_SEEDS * float(chance)) / spread for member in last]
    yield f"base of {len(last)} cases over {FREQUENCY_SEEDS:,} seeds: stated {float(chance):.6f}, found {sum(hits.values()) / FREQUENCY_SEEDS / len(last):.6f}"
    yield f"  standard scores of the cases: sd {statistics.pstdev(away):.3f} (1 expected), furthest {max(map(abs, away)):.2f}"
