"""Public values that may stand in for a silent party, and the one way in which each is spelled.

The chance hangs on every letter of the value. Could it be written in several ways, whoever types it would choose among as many outcomes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from mingheng.draws.rules.errors import BadDraw

_RUN = re.compile(r"([0-9]+) 位数 ([0-9]+) 个")
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A published value: its name, and how many numbers of how many digits it consists of, run by run, in words as well."""

    name: str
    shape: str
    runs: tuple[tuple[int, int], ...]

    @classmethod
    def read(cls, words: str) -> "Source":
        """The source as the lawbook spells it: 福彩双色球开奖号码：2 位数 6 个，2 位数 1 个. Raises BadDraw."""
        name, _, shape = words.partition("：")
        runs = tuple((int(digits), int(count)) for digits, count in _RUN.findall(shape))
        if not name or not runs or shape != "，".join(f"{digits} 位数 {count} 个" for digits, count in runs):
            raise BadDraw(f"公开来源“{words}”应当写作：名称：2 位数 6 个，2 位数 1 个")
        return cls(name, shape, runs)

    def spelled(self, typed: str) -> str:
        """The value in its one spelling: its numbers alone, those of a run in ascending order, a space between. Raises BadDraw."""
        numbers = _NUMBER.findall(normalize("NFKC", typed))
        if [len(number) for number in numbers] != [digits for digits, count in self.runs for _ in range(count)]:
            raise BadDraw(f"{self.name}由 {self.shape}组成，只录号码，不足位的前面补 0，不录期号和日期。请照公布的重新录入")
        left = iter(numbers)
        return " ".join(number for _, count in self.runs for number in sorted(next(left) for _ in range(count)))


def from_day(name: str, day: date) -> str:
    """The value in reserve as a plan names it: the first of a source that is published from a day on."""
    return f"{name}，{day:%Y-%m-%d} 起第一期"


def source_named(sources: Iterable[Source], fallback: str) -> Source:
    """The source a plan named in reserve. Raises BadDraw."""
    found = next((one for one in sources if fallback.startswith(one.name)), None)
    if found is None:
        raise BadDraw(f"“{fallback}”不是法律库列出的公开来源")
    return found
