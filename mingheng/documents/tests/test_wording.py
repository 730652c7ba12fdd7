"""Numbers, terms, rates, amounts and days as an instrument writes them."""

import pytest

from mingheng.documents.rules import BadValue, official_number
from mingheng.documents.rules.wording import cap, chinese_number, clause, flag, money, rate, say, term


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "零"), (5, "五"), (10, "十"), (15, "十五"), (20, "二十"), (60, "六十"), (105, "一百零五"), (110, "一百一十"),
     (365, "三百六十五"), (1003, "一千零三"), (1010, "一千零一十"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_it_writes_numbers_in_chinese(number: int, written: str) -> None:
    assert chinese_number(number) == written


@pytest.mark.parametrize("number", [-1, 10_000])
def test_it_refuses_numbers_it_cannot_write(number: int) -> None:
    with pytest.raises(BadValue, match=str(number)):
        chinese_number(number)


def test_it_writes_terms_by_the_unit_of_the_parameter() -> None:
    assert term("期限", {"value": "15", "unit": "calendar_days"}) == "十五日"
    assert term("期限", {"value": 5, "unit": "working_days"}) == "五个工作日"
    assert term("期限", {"value": 6, "unit": "months"}) == "六个月"


@pytest.mark.parametrize("given", [15, "15日", {"value": 15}, {"value": 15, "unit": "yuan"}, {"value": "x", "unit": "months"}])
def test_it_refuses_a_term_without_number_and_unit(given: object) -> None:
    with pytest.raises(BadValue, match="缴款期限"):
        term("缴款期限", given)  # type: ignore[arg-type]  # what a careless caller may hand in


def test_it_writes_rates_and_caps() -> None:
    assert rate("标准", "0.03") == "百分之三"
    assert rate("标准", {"value": "0.03", "unit": "rate"}) == "百分之三"
    assert rate("标准", "0.005") == "0.5%"
    assert cap("上限", "1.0") == "罚款的数额"
    assert cap("上限", "0.5") == "罚款数额的百分之五十"


def test_it_writes_amounts_in_capitals_and_figures() -> None:
    assert money("罚款", "120000.00") == "人民币壹拾贰万元整（120,000.00元）"


@pytest.mark.parametrize("given", ["十二万", "-1", "1.234", True, "NaN"])
def test_it_refuses_what_is_no_amount(given: str) -> None:
    with pytest.raises(BadValue, match="罚款"):
        money("罚款", given)


def test_it_says_days_moments_lists_and_answers() -> None:
    assert say("2026-10-09") == "2026年10月9日"
    assert say("2026-10-09T10:24:00+08:00") == "2026年10月9日10时24分"
    assert say(["甲", "乙"]) == "1. 甲\n2. 乙"
    assert say(["甲"]) == "甲"
    assert (say(True), say(False), say(None), say(12)) == ("是", "否", "", "12")


def test_it_refuses_a_day_that_is_not_in_the_calendar() -> None:
    with pytest.raises(BadValue, match="2026-02-30"):
        say("2026-02-30")


def test_a_flag_is_a_yes_or_a_no_and_nothing_else() -> None:
    assert flag("是否告知", "yes")
    assert not flag("是否告知", "no")
    with pytest.raises(BadValue, match="是否告知"):
        flag("是否告知", "依法不需要告知")


def test_an_official_number_has_the_brackets_of_the_standard_and_no_leading_nought() -> None:
    assert official_number("澜城管", "罚告", 2026, 12) == "澜城管罚告\u30142026\u301512号"
    with pytest.raises(ValueError, match="机关代字"):
        official_number("LJ", "罚告", 2026, 12)


def test_citations_are_written_the_way_of_instruments() -> None:
    assert clause("行政处罚法 第58条第1款第2项") == "《行政处罚法》第五十八条第一款第二项"
    assert (
        clause("生态环境法典 第563条第3款、生态环境法典 第1110条")
        == "《生态环境法典》第五百六十三条第三款、《生态环境法典》第一千一百一十条"
    )
    written = "《中华人民共和国行政处罚法》第三十三条第一款"
    assert clause(written) == written
    assert clause("《中华人民共和国行政处罚法》第33条第1款") == written
