"""Amounts in yuan: read as typed, shown with thousands, written in capitals as instruments need."""

import re
import unicodedata
from decimal import Decimal

FEN = Decimal("0.01")
LARGEST = Decimal("999999999999.99")

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_THOUSAND = 1000
_SECTIONS = ("", "万", "亿")
_PLAIN = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+")
_REMEDY = "请只写数字，单位是元，例如 12,000.00"


class BadMoney(ValueError):
    """A text or number that is no amount; the message is Chinese and says what to type."""


def parse_yuan(text: str) -> Decimal:
    """Read `12,000.00`, `12000`, `￥12000元`, full-width digits; two decimals at most, never below nought.

    Raises BadMoney.
    """
    typed = "".join(unicodedata.normalize("NFKC", text).split())
    typed = typed.removeprefix("¥").removesuffix("元")
    if typed.startswith("-"):
        raise BadMoney("金额不能小于零。请写成正数")
    if not _PLAIN.fullmatch(typed):
        raise BadMoney(f"“{text.strip()}”不是金额。{_REMEDY}")
    amount = Decimal(typed.replace(",", ""))
    _refuse_unwritable(amount)
    return amount.quantize(FEN)


def show_yuan(amount: Decimal) -> str:
    """`12,000.00`."""
    return f"{amount:,.2f}"


def chinese_capitals(amount: Decimal) -> str:
    """`壹拾贰万元整`, by the rules for filling in bills (支付结算办法附件一).

    One 零 stands for any run of noughts inside the figure, none at the end of a section; 整 follows 元 only.
    Raises BadMoney for a negative amount, a part of a fen, or more than twelve digits of yuan.
    """
    _refuse_unwritable(amount)
    fen_in_all = int(amount * 100)
    yuan, cents = divmod(fen_in_all, 100)
    jiao, fen = divmod(cents, 10)
    whole = _integer(yuan) + "元" if yuan else ""
    if not cents:
        return (whole or "零元") + "整"
    gap = "零" if yuan and not jiao else ""
    return whole + gap + (f"{_DIGITS[jiao]}角" if jiao else "") + (f"{_DIGITS[fen]}分" if fen else "")


def _refuse_unwritable(amount: Decimal) -> None:
    if not amount.is_finite() or amount < 0:
        raise BadMoney("金额不能小于零。请写成正数")
    if amount > LARGEST:
        raise BadMoney("金额超过 9,999 亿元，写不下。请核对是否多写了位数")
    if amount != amount.quantize(FEN):
        raise BadMoney("金额最多两位小数（分）。请去掉多余的小数")


def _integer(number: int) -> str:
    """Capitals of a whole number above nought, four digits at a time from the left."""
    written, skipped = "", False
    for section in reversed(range(len(_SECTIONS))):
        value = number // 10_000**section % 10_000
        if value:
            gap = "零" if written and (skipped or value < _THOUSAND) else ""
            written += gap + _section(value) + _SECTIONS[section]
        skipped = not value
    return written


def _section(value: int) -> str:
    """Capitals of 1 … 9999, without a nought at either end."""
    written, skipped = "", False
    for place in reversed(range(len(_PLACES))):
        digit = value // 10**place % 10
        if digit:
            written += ("零" if written and skipped else "") + _DIGITS[digit] + _PLACES[place]
        skipped = not digit
    return written
