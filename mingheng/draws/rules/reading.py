"""Values of a file nobody vouches for, taken one by one: of the right kind or a sentence that names the place."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from mingheng.draws.rules.errors import BadDraw

LONGEST = 4000  # characters of one text: a name, a reason
MOST = 1_000_000_000  # what a count may be at most; keeps every product below exact in other programs too
T = TypeVar("T")


def fields(value: object, where: str, *names: str) -> Mapping[str, object]:
    """An object with exactly these fields. Raises BadDraw."""
    if not isinstance(value, dict) or value.keys() != set(names):
        raise BadDraw(f"{where}应当恰好有这些项：{'、'.join(names)}")
    return value


def fields_besides(value: object, where: str, more: str, *names: str) -> Mapping[str, object]:
    """An object with exactly these fields, and `more` where it has that too. Raises BadDraw."""
    there = (more,) if isinstance(value, dict) and more in value else ()
    return fields(value, where, *names, *there)


def text(value: object, where: str) -> str:
    """Text that is not empty. Raises BadDraw."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST:
        raise BadDraw(f"{where}应当是 1 至 {LONGEST} 个字的文字")
    return value


def text_or_nothing(value: object, where: str) -> str:
    """Text, which may be empty. Raises BadDraw."""
    return "" if value == "" else text(value, where)


def whole(value: object, where: str) -> int:
    """A count. Raises BadDraw."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
        raise BadDraw(f"{where}应当是 0 至 {MOST} 的整数")
    return value


def listed(value: object, where: str, each: Callable[[object, str], T]) -> tuple[T, ...]:
    """Every value of a list, read by `each`. Raises BadDraw."""
    if not isinstance(value, list):
        raise BadDraw(f"{where}应当是列表")
    return tuple(each(one, f"{where}第 {place} 项") for place, one in enumerate(value, 1))


def pair(value: object, where: str, first: Callable[[object, str], T]) -> tuple[T, object]:
    """A list of two, the first of them read already. Raises BadDraw."""
    if not isinstance(value, list) or len(value) != len(("first", "second")):
        raise BadDraw(f"{where}应当是两个一组")
    return first(value[0], where), value[1]


def named(value: object, where: str) -> frozenset[str]:
    """Different names in order. Raises BadDraw."""
    names = listed(value, where, text)
    if list(names) != sorted(set(names)):
        raise BadDraw(f"{where}应当按编码顺序排列，不得重复")
    return frozenset(names)
