"""The base layer: its size, the chance of each member, and how evenly groups are hit."""

from collections import Counter
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingheng.draws.rules.frame import Frame
from mingheng.draws.rules.layers import Base
from mingheng.draws.rules.outcome import Why
from mingheng.draws.rules.systematic import places
from mingheng.draws.tests.made_up import FRAMES, SEEDS, a_seed, drawing, members


@given(st.data(), st.integers(1, 40))
def test_every_place_is_hit_by_exactly_its_share_of_all_starts(data: st.DataObject, size: int) -> None:
    count = data.draw(st.integers(1, size))
    hits = Counter(place for start in range(size) for place in places(count, size, start, sides=size))
    assert hits == dict.fromkeys(range(size), count)  # of `size` starts at equal distances `count` hit each: count / size


@given(FRAMES, SEEDS, st.data())
def test_size_chance_and_share_of_each_group_are_exact(frame: Frame, seed: bytes, data: st.DataObject) -> None:
    total = len(frame.members)
    count = data.draw(st.integers(0, total))
    done = drawing(frame, [Base("一成", count)], seed)
    assert len({pick.member for pick in done.picks}) == len(done.picks) == count
    assert {pick.chance for pick in done.picks} <= {Fraction(count, total or 1)}
    group_of = {member.id: member.group for member in frame.members}
    drawn = Counter(group_of[pick.member] for pick in done.picks)
    for group, size in Counter(group_of.values()).items():
        assert floor(Fraction(count * size, total)) <= drawn[group] <= ceil(Fraction(count * size, total))


def test_a_base_of_a_stratum_draws_nobody_else() -> None:
    frame = Frame.of(members({"南渡镇": 30, "柳湾镇": 7}, frozenset({"本月"})))
    lying_in = {member.id for member in frame.members if member.strata}
    done = drawing(frame, [Base("本月一成", 5, "本月")], a_seed(1))
    assert {pick.member for pick in done.picks} < lying_in
    assert {pick.chance for pick in done.picks} == {Fraction(5, len(lying_in))}


def test_more_than_there_are_is_a_census_with_the_shortfall_written_down() -> None:
    frame = Frame.of(members({"南渡镇": 3}))
    done = drawing(frame, [Base("十件", 10)], a_seed(1))
    assert [pick.chance for pick in done.picks] == [1, 1, 1]
    assert [(one.shortfall, one.why, one.members) for one in done.exemptions] == [(7, Why.ALL_DRAWN, 3)]


@pytest.mark.parametrize(
    "sizes", [{"南渡镇": 40}, {"南渡镇": 1, "柳湾镇": 3, "石舫街道": 11, "鹤洲镇": 25}], ids=["one", "uneven"]
)
def test_over_many_seeds_each_member_comes_as_often_as_stated(sizes: dict[str, int]) -> None:
    frame, count, draws = Frame.of(members(sizes)), 6, 2000
    seen = Counter(pick.member for number in range(draws) for pick in drawing(frame, [Base("", count)], a_seed(number)).picks)
    chance = count / 40
    error = (draws * chance * (1 - chance)) ** 0.5
    worst = max(abs(seen[member.id] - draws * chance) / error for member in frame.members)
    assert worst < 4  # the largest of 40 such deviations exceeds 4 once in 400 such tests; the seeds are fixed
    assert sum(seen.values()) == draws * count
