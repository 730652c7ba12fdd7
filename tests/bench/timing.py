"""How long things take, so that two of them can be compared on a busy machine."""

import time
from collections.abc import Callable

ROUNDS = 5
SECONDS = 0.6


def per_second(act: Callable[[], object]) -> float:
    """How often an act can be done in a second: run for a while."""
    began = time.perf_counter()
    count = 0
    while time.perf_counter() - began < SECONDS:
        act()
        count += 1
    return count / (time.perf_counter() - began)


def compared(act: Callable[[], object], plain: Callable[[], object]) -> tuple[float, float, float]:
    """(acts per second, plain ones per second, how many times slower an act is), each the median of rounds that alternate."""
    act()
    plain()
    pairs = [(per_second(act), per_second(plain)) for _ in range(ROUNDS)]
    middle = ROUNDS // 2
    ratios = sorted(bare / done for done, bare in pairs)
    return sorted(done for done, _ in pairs)[middle], sorted(bare for _, bare in pairs)[middle], ratios[middle]
