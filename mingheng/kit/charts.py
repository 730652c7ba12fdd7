"""Counts as pictures: where each column stands and how high it is, in the units of the drawing."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Column:
    """One column of a chart, in the chart's own units: where it stands, how high it is, and what is written at it."""

    x: int
    y: int
    height: int
    label: str
    n: int
    told: bool
    last: bool

    @property
    def middle(self) -> int:
        """Where its words are centred."""
        return self.x + Columns.THICK // 2


@dataclass(frozen=True)
class Columns:
    """A series of counts as columns, oldest first; the highest and the last are written out."""

    title: str
    counts: tuple[tuple[str, int], ...]
    note: str = ""

    WIDTH: ClassVar[int] = 560
    HIGH: ClassVar[int] = 148
    TOP: ClassVar[int] = 18
    LEFT: ClassVar[int] = 36
    THICK: ClassVar[int] = 28

    @property
    def most(self) -> int:
        """The highest mark of the scale: a round number no column is above."""
        highest = max((n for _, n in self.counts), default=0)
        step = int(10 ** max(len(str(highest)) - 1, 0))
        return max(-(-highest // step) * step, 2)

    @property
    def marks(self) -> tuple[tuple[int, str], ...]:
        """Heights of the lines of the scale, and what they say."""
        return tuple((self._height(n), f"{n:,}") for n in (0, self.most // 2, self.most))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns from left to right."""
        pitch = (self.WIDTH - 12 - self.LEFT) / max(len(self.counts), 1)
        highest = max((n for _, n in self.counts), default=0)
        return tuple(
            Column(
                round(self.LEFT + pitch * i + (pitch - self.THICK) / 2), self._height(n),
                self.TOP + self.HIGH - self._height(n), label, n,
                told=bool(n) and (n == highest or i == len(self.counts) - 1), last=i == len(self.counts) - 1,
            )
            for i, (label, n) in enumerate(self.counts)
        )  # fmt: skip

    def _height(self, n: int) -> int:
        return self.TOP + round(self.HIGH * (1 - n / self.most))
