"""A public value has one spelling, however it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.sources import Source, source_named

LOTTERY = Source.read("福彩双色球开奖号码：2 位数 6 个，2 位数 1 个")
INDEX = Source.read("上证综合指数收盘点位：4 位数 1 个，2 位数 1 个")
REDS = st.lists(st.integers(1, 33), min_size=6, max_size=6, unique=True)


@given(REDS, st.integers(1, 16), st.sampled_from([" ", "、", ",", " + ", "　", "；红球"]))
def test_one_draw_of_a_lottery_is_spelled_one_way(reds: list[int], blue: int, between: str) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    typed = between.join(f"{one:02}" for one in [*reds, blue])
    spelled = LOTTERY.spelled(typed)
    assert spelled == " ".join(f"{one:02}" for one in [*sorted(reds), blue])
    assert LOTTERY.spelled(typed.translate(wide)) == LOTTERY.spelled(spelled) == spelled


def test_an_index_keeps_its_order() -> None:
    assert INDEX.spelled("3912.35") == "3912 35"


@pytest.mark.parametrize(
    "typed", ["", "没有", "2026139 期 03 08 11 19 24 30 07", "3 8 11 19 24 30 7", "03 08 11 19 24 30", "03081119243007"]
)
def test_what_is_not_just_the_numbers_is_refused_and_told_how(typed: str) -> None:
    with pytest.raises(BadDraw, match="福彩双色球开奖号码由 2 位数 6 个，2 位数 1 个组成，只录号码"):
        LOTTERY.spelled(typed)


@pytest.mark.parametrize("words", ["", "福彩", "福彩：六个", "福彩：2 位数 6 个；2 位数 1 个", "：2 位数 6 个"])
def test_a_source_the_lawbook_does_not_shape_is_refused(words: str) -> None:
    with pytest.raises(BadDraw, match="应当写作"):
        Source.read(words)


def test_a_plan_names_its_source() -> None:
    assert source_named([LOTTERY, INDEX], "上证综合指数收盘点位，2026-11-26 起第一期") == INDEX
    with pytest.raises(BadDraw, match="不是法律库列出的公开来源"):
        source_named([LOTTERY], "某期彩票")
