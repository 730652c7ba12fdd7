"""No file makes whoever repeats a draw wait without an end."""

import pytest

from mingheng.draws.rules.assigning import Assigning, Person
from mingheng.draws.rules.bounds import MOST_PLACINGS
from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.frame import Frame
from mingheng.draws.rules.layers import Base, Layer, Stratum
from mingheng.draws.rules.proof import Lots, read_file, statements
from mingheng.draws.tests.made_up import a_chance, a_plan, members


def asking(count: int, *, people: int = 0, each: int = 0, layers: int = 1) -> Lots:
    """A draw of all of so many members, told apart by what each person stays away from."""
    frame = Frame.of(members({"南渡镇": count}))
    demanded: list[Layer] = [Base("全部", count), *(Stratum(f"第 {n} 层", "重大", 1) for n in range(layers - 1))]
    half = frozenset(member.id for member in frame.members[: count // 2])
    bench = tuple(Person(f"评查{n:04}", frozenset(), half if n % 2 else frozenset()) for n in range(people))
    assigning = Assigning("评查人", each, 0, bench) if people else None
    return Lots(frame, a_plan(frame, *demanded, assigning=assigning), a_chance())


@pytest.mark.parametrize(
    ("draw", "told"),
    [(asking(2000, people=100, each=100), "分派太多"), (asking(30_000, layers=70), "名单和层次太多")],
    ids=["pairs", "layers"],
)
def test_what_nobody_could_repeat_is_refused_before_it_is_worked_out(draw: Lots, told: str) -> None:
    with pytest.raises(BadDraw, match=told):
        read_file(draw.stating({}, {"plan": "", "seed": "", "outcome": ""}))


def test_the_most_that_is_taken_is_repeated() -> None:
    draw = asking(1000, people=MOST_PLACINGS // 2000, each=2)
    assert all(one.kept for one in statements(read_file(draw.file())))
