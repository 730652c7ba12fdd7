"""A measured quantity: square metres, days, a price."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from mingheng.kit.forms.base import KitField
from mingheng.kit.forms.texts import Line

WHOLE_DIGITS, DECIMALS = 15, 4
_PLAIN = re.compile(r"[+-]?0*(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?")


class NumberField(KitField):
    """Cleans to a positive Decimal (with `zero`, nothing as well), None when not required and empty; at most `decimals` after the point.

    Thousands may be parted by commas.
    """

    widget = Line
    remedy = "请写数字，例如 12.5。"

    def __init__(self, *, decimals: int = DECIMALS, zero: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.decimals, self.zero = decimals, zero

    def to_python(self, value: Any) -> Decimal | None:
        """The number typed, None when nothing was; at most 15 digits before the point, no exponent."""
        text = unicodedata.normalize("NFKC", "" if value is None else str(value)).replace(",", "").strip()
        if not text:
            return None
        plain = _PLAIN.fullmatch(text)
        if plain is None or not any(map(str.isdigit, text)):
            raise ValidationError(f"“{value}”不是数字。{self.remedy}", code="not_a_number")
        if len(plain["whole"]) > WHOLE_DIGITS or len(plain["part"] or "") > self.decimals:
            raise ValidationError(
                f"{self.label}的位数太多：小数点前最多{WHOLE_DIGITS}位，小数点后最多{self.decimals}位。请核对", code="too_long"
            )
        number = Decimal(text)
        if number < 0 or (number == 0 and not self.zero):
            least = "不能小于零" if self.zero else "应当大于零"
            raise ValidationError(f"{self.label}{least}。请核对", code="not_positive")
        return number
