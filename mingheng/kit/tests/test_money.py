"""Amounts typed, shown and written in capitals."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingheng.kit.money import LARGEST, BadMoney, chinese_capitals, parse_yuan, show_yuan

AMOUNTS = st.decimals(min_value=0, max_value=LARGEST, places=2)
# Amounts made of noughts with a few digits between them: where the difficulty is.
HOLLOW = st.text("00000000012", min_size=1, max_size=14).map(lambda digits: Decimal(digits) / 100)
DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = {"分": 1, "角": 10, "元": 100, "拾": 10, "佰": 100, "仟": 1000, "万": 10**4, "亿": 10**8}


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12,000.00", "12000.00"),
        ("12000", "12000.00"),
        (" ￥ 12 000.5 元 ", "12000.50"),
        ("１２，０００．０１", "12000.01"),
        (".5", "0.50"),
        ("0", "0.00"),
        ("999,999,999,999.99", "999999999999.99"),
    ],
)
def test_it_reads_an_amount_however_it_is_typed(typed: str, amount: str) -> None:
    assert str(parse_yuan(typed)) == amount


@pytest.mark.parametrize("typed", ["", "一万", "12万", "1,20", "1,2345", "12.3.4", "NaN", "1e5", "元", "."])
def test_it_says_how_to_type_an_amount(typed: str) -> None:
    with pytest.raises(BadMoney, match=r"不是金额。请只写数字"):
        parse_yuan(typed)


def test_it_refuses_an_amount_below_nought_or_finer_than_a_fen_or_too_long() -> None:
    with pytest.raises(BadMoney, match="不能小于零"):
        parse_yuan("-1")
    with pytest.raises(BadMoney, match="两位小数"):
        parse_yuan("1.234")
    with pytest.raises(BadMoney, match="核对"):
        parse_yuan("1000000000000")
    with pytest.raises(BadMoney):
        chinese_capitals(Decimal("NaN"))


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("10", "壹拾元整"),
        ("10.05", "壹拾元零伍分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("120000", "壹拾贰万元整"),
        ("500100", "伍拾万零壹佰元整"),
        ("20000050", "贰仟万零伍拾元整"),
        ("100000000", "壹亿元整"),
        ("100005000", "壹亿零伍仟元整"),
        ("100010000", "壹亿零壹万元整"),
        ("100000000000.01", "壹仟亿元零壹分"),
    ],
)
def test_capitals_follow_the_rules_for_bills(amount: str, capitals: str) -> None:
    assert chinese_capitals(Decimal(amount)) == capitals


def read_capitals(capitals: str) -> Decimal:
    """Read capitals back, by a way of its own: left to right, collecting digits, sections and yuan."""
    fen = section = digit = 0
    whole = 0
    for character in capitals.removesuffix("整"):
        if character in DIGITS:
            digit = DIGITS.index(character)
        elif character in "拾佰仟":
            section, digit = section + digit * UNITS[character], 0
        elif character in "万亿":
            whole, section, digit = whole + (section + digit) * UNITS[character], 0, 0
        else:
            amount = whole + section + digit if character == "元" else digit
            fen, whole, section, digit = fen + amount * UNITS[character], 0, 0, 0
    return Decimal(fen) / 100


@given(AMOUNTS | HOLLOW)
def test_capitals_read_back_as_the_same_amount(amount: Decimal) -> None:
    assert read_capitals(chinese_capitals(amount)) == amount


@given(AMOUNTS | HOLLOW)
def test_capitals_hold_no_stray_nought(amount: Decimal) -> None:
    capitals = chinese_capitals(amount)
    assert "零零" not in capitals
    assert not re.search("零[万亿角分整]", capitals)
    assert not re.search("零元", capitals) or amount == 0
    assert capitals.endswith("整") == (amount == amount.to_integral_value())


@given(AMOUNTS | HOLLOW)
def test_what_is_shown_can_be_typed_again(amount: Decimal) -> None:
    assert parse_yuan(show_yuan(amount)) == amount
