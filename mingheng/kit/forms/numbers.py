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
    """Cleans to a positive Decimal, None when not required and empty. Thousands may be parted by commas."""

    widget = Line
    remedy = "请写数字，例如 12.5。"

    def to_python(self, value: Any) -> Decimal | None:
        """The number typed, None when nothing was; at most 15 digits before the point and 4 after it, no exponent."""
        text = unicodedata.normalize("NFKC", "" if value is None else str(value)).replace(",", "").strip()
        if not text:
            return None
        plain = _PLAIN.fullmatch(text)
        if plain is None or not any(map(str.isdigit, text)):
            raise ValidationError(f"“{value}”不是数字。{self.remedy}", code="not_a_number")
        if len(plain["whole"]) > WHOLE_DIGITS or len(plain["part"] or "") > DECIMALS:
            raise ValidationError(
                f"{self.label}的位数太多：小数点前最多{WHOLE_DIGITS}位，小数点后最多{DECIMALS}位。请核对", code="too_long"
            )
        number = Decimal(text)
        if number <= 0:
            raise ValidationError(f"{self.label}应当大于零。请核对", code="not_positive")
        return number
