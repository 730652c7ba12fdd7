"""Charts as shapes: where each bar stands, for a page without scripts."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingheng.insight.datasets.figures import SEVERITIES

WIDTH, HEIGHT = 1000, 150  # drawn to any width; what is written stands beside, in its own size
LINES = 4
LABELS = 5  # under the bars, at most


@dataclass(frozen=True)
class Bar:
    """One piece of a column: its place, its severity, what it says."""

    x: float
    y: float
    width: float
    height: float
    severity: str
    said: str


@dataclass(frozen=True)
class Columns:
    """A chart of columns in time."""

    bars: Sequence[Bar]
    months: Sequence[str]  # written under it, evenly
    lines: Sequence[tuple[float, str]]  # of the grid: height and number, the highest first
    conclusion: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Strip:
    """One line of a chart of lines: its name, its count, the share of each severity in the longest line."""

    name: str
    code: str
    count: int
    pieces: Sequence[tuple[str, float, float]]  # severity, from, width: per cent of the longest


def columns(counted: Sequence[tuple[str, Mapping[str, int]]]) -> Columns:
    """Months that have breaches, and those between them, as stacked columns."""
    told = dict(counted)
    months = _every_month(min(told), max(told)) if told else []
    most = max((sum(told[month].values()) for month in told), default=0)
    step = _step(most)
    ceiling = max(step * math.ceil(most / step), 1)
    wide = WIDTH / max(len(months), 1)
    bars = []
    for i, month in enumerate(months):
        y = float(HEIGHT)
        for severity in reversed(SEVERITIES):
            count = told.get(month, {}).get(severity, 0)
            high = HEIGHT * count / ceiling
            y -= high
            if count:
                bars.append(Bar(_r(i * wide), _r(y), _r(max(min(wide * 0.8, 40), 0.8)), _r(high), severity, f"{month}：{count}"))
    spread = sorted({round(i * (len(months) - 1) / (LABELS - 1)) for i in range(LABELS)}) if months else []
    lines = [(_r(HEIGHT - HEIGHT * at / ceiling), f"{at:,}") for at in range(ceiling, -1, -step)]
    top = max(told, key=lambda month: sum(told[month].values()), default="")
    conclusion = f"违反最多的是 {top}，{most:,} 处" if told else "没有违反"
    return Columns(bars, [months[i] for i in spread], lines, conclusion)


def strips(counted: Sequence[tuple[str, str, Mapping[str, int]]], most: int) -> list[Strip]:
    """Named counts as lines, the first `most` of them."""
    longest = max((sum(pieces.values()) for _, _, pieces in counted), default=0)
    found = []
    for name, code, pieces in counted[:most]:
        at, drawn = 0.0, []
        for severity in SEVERITIES:
            wide = 100 * pieces.get(severity, 0) / longest if longest else 0
            if wide:
                drawn.append((severity, _r(at), _r(max(wide, 0.4))))
            at += wide
        found.append(Strip(name, code, sum(pieces.values()), drawn))
    return found


def _every_month(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{i // 12:04}-{i % 12 + 1:02}" for i in range(start, end + 1)]


def _step(most: int) -> int:
    """A round distance between the lines of the grid."""
    rough = max(most / LINES, 1)
    power = 10 ** math.floor(math.log10(rough))
    return int(next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough))


def _r(number: float) -> float:
    return round(number, 2)
