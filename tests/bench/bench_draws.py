"""Draws by lot: how long a month's takes, whether members come as often as stated, and people meet objects evenly."""

import math
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from statistics import fmean, median, pstdev

from mingheng.draws.rules.drawing import Drawing
from mingheng.draws.rules.frame import Frame, Member
from mingheng.draws.rules.layers import Base, Floor, Groups, Layer, Stratum
from mingheng.draws.rules.pairing import Pairing
from mingheng.draws.rules.proof import Lots, read_file, statements
from mingheng.draws.tests.made_up import a_chance, a_plan, a_seed

SQUADS, A_YEAR, ROUNDS = 60, 20_000, 7
MONTH, DRAWN, SEEDS = 1_645, 165, 3_000
OBJECTS, INSPECTORS, EACH, MOST, PAIRINGS = 200, 110, 2, 4, 60
RECUSED = 0.05
LIMIT = 1.0  # seconds


def measure() -> Iterator[str]:
    """Seconds of processor of the parts of a draw, then frequencies."""
    yield "| draw | members | picks | sealing | drawing | file | checking it | all | limit |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    yield timed("one month's cases", A_YEAR // 12)
    yield timed("the whole year's, as in December", A_YEAR)
    yield ""
    yield frequencies()
    yield ""
    yield meetings()


def cases(count: int) -> list[Member]:
    """Closed cases of squads whose sizes are log-normal, one in eight in a stratum; two squads have none, four nearly none."""
    lot = random.Random(6)
    weights = [0.0, 0.0, 0.001, 0.001, 0.002, 0.002, *(lot.lognormvariate(0, 0.8) for _ in range(SQUADS - 6))]
    squads = lot.choices([f"squad-{i:02}" for i in range(SQUADS)], weights, k=count)
    strata = frozenset({"major"})
    return [Member(f"2026-{i:05}", squad, strata if lot.random() < 1 / 8 else frozenset()) for i, squad in enumerate(squads)]


def layers(frame: Frame) -> tuple[Layer, ...]:
    """A tenth of all, half of a stratum, every squad, ten of each."""
    squads = frozenset(f"squad-{i:02}" for i in range(SQUADS))
    major = sum(bool(member.strata) for member in frame.members)
    return (
        Base("a tenth", math.ceil(len(frame.members) / 10)), Stratum("major", "major", math.ceil(major / 2)),
        Groups("every squad", squads, SQUADS), Floor("ten each", dict.fromkeys(squads, 10)),
    )  # fmt: skip


def timed(name: str, count: int) -> str:
    """The row of a draw: medians of a few rounds."""
    spent: dict[str, list[float]] = {"seal": [], "draw": [], "file": [], "check": []}
    members, picks = cases(count), 0
    for number in range(ROUNDS):
        with took(spent["seal"]):
            frame = Frame.of(members)
            lots = Lots(frame, a_plan(frame, *layers(frame), number=number), a_chance(number=number))
        with took(spent["draw"]):
            picks = len(lots.outcome.picks)
        with took(spent["file"]):
            file = lots.file()
        with took(spent["check"]):
            told = statements(read_file(file))
        assert all(one.kept for one in told)
    parts = [median(seconds) for seconds in spent.values()]
    shown = " | ".join(f"{part:.2f} s" for part in parts)
    return f"| {name} | {count:,} | {picks:,} | {shown} | {sum(parts):.2f} s | {LIMIT:.0f} s |"


@contextmanager
def took(kept: list[float]) -> Iterator[None]:
    """Keep the seconds of processor the block takes: others are at work on the machine."""
    began = time.process_time()
    yield
    kept.append(time.process_time() - began)


def frequencies() -> str:
    """How far the frequencies of members are from n of N, in standard errors; and the worst share of a group."""
    frame = Frame.of(cases(MONTH))
    sizes = Counter(member.group for member in frame.members)
    group_of = {member.id: member.group for member in frame.members}
    seen: Counter[str] = Counter()
    outside = 0
    for number in range(SEEDS):
        drawing = Drawing(frame, a_seed(number))
        drawing.draw([Base("a tenth", DRAWN)])
        seen.update(pick.member for pick in drawing.picks)
        drawn = Counter(group_of[pick.member] for pick in drawing.picks)
        outside += sum(not DRAWN * size // MONTH <= drawn[group] <= -(-DRAWN * size // MONTH) for group, size in sizes.items())
    chance = DRAWN / MONTH
    error = math.sqrt(SEEDS * chance * (1 - chance))
    off = [(seen[member.id] - SEEDS * chance) / error for member in frame.members]
    return (
        f"{SEEDS:,} seeds, {DRAWN} of {MONTH:,}: stated {chance:.6f}, mean {sum(seen.values()) / SEEDS / MONTH:.6f}; deviations in standard"
        f" errors: sd {pstdev(off):.3f}, largest {max(map(abs, off)):.2f}; groups outside floor and ceil: {outside}"
    )


def meetings() -> str:
    """Inspectors by objects: forbidden pairs, loads, and how even the frequencies of pairs are."""
    lot = random.Random(6)
    objects, people = [f"o{i:03}" for i in range(OBJECTS)], [f"p{i:03}" for i in range(INSPECTORS)]
    barred = {(thing, person) for thing in objects for person in people if lot.random() < RECUSED}
    met: Counter[tuple[str, str]] = Counter()
    spent: list[float] = []
    spread: list[int] = []
    forbidden = lacking = 0
    for number in range(PAIRINGS):
        seed = sha256(b"pairing %d" % number).digest()
        pairing = Pairing(objects, people, lambda *pair: pair in barred, each=EACH, most=MOST, seed=seed)
        with took(spent):
            pairs, unpaired = pairing.paired()
        met.update((one.member, one.person) for one in pairs)
        loads = Counter(one.person for one in pairs)
        spread.append(max(loads.values()) - min(loads[person] for person in people))
        forbidden += sum((one.member, one.person) in barred for one in pairs)
        lacking += len(unpaired)
    free = [(thing, person) for thing in objects for person in people if (thing, person) not in barred]
    expected = PAIRINGS * OBJECTS * EACH / len(free)
    uneven = sum((met[pair] - expected) ** 2 for pair in free) / expected / (len(free) - 1)
    return (
        f"{PAIRINGS} pairings of {OBJECTS} objects × {EACH} of {INSPECTORS} people, {len(barred)} forbidden: {forbidden} forbidden met, {lacking} lacking,"
        f" loads differ by at most {max(spread)}, chi² per degree of freedom of pairs {uneven:.3f}, {fmean(spent):.2f} s each"
    )
