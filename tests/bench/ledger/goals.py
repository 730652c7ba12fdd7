"""A figure beside its goal, in a line."""

import statistics
from collections.abc import Sequence


def at_least(what: str, figure: float, goal: float, unit: str) -> str:
    """More is better."""
    return _line(what, figure, f"at least {goal:,g}", unit, met=figure >= goal)


def at_most(what: str, figure: float, goal: float, unit: str) -> str:
    """Less is better."""
    return _line(what, figure, f"at most {goal:,g}", unit, met=figure <= goal)


def spread(figures: Sequence[float]) -> str:
    """The least, the median and the most of some rounds."""
    return f"{statistics.median(figures):,.3g} ({min(figures):,.3g} to {max(figures):,.3g})"


def share(figures: Sequence[float], of: Sequence[float]) -> float:
    """The median of the shares of rounds that were made in pairs, in per cent."""
    return 100 * statistics.median(one / whole for one, whole in zip(figures, of, strict=True))


def _line(what: str, figure: float, goal: str, unit: str, *, met: bool) -> str:
    return f"{what}: {figure:,.4g} {unit}; goal {goal} {unit}: {'met' if met else '**not met**'}"
