"""A measured quantity: square metres, days, a price."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError

from mingheng.kit.forms.base import KitField
from mingheng.kit.forms.texts import Line


class NumberField(KitField):
    """Cleans to a positive Decimal, None when not required and empty. Thousands may be parted by commas."""

    widget = Line
    remedy = "请写数字，例如 12.5。"

    def to_python(self, value: Any) -> Decimal | None:
        """The number typed, None when nothing was."""
        text = "" if value is None else str(value).replace(",", "").replace("，", "").strip()
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise ValidationError(f"“{value}”不是数字。{self.remedy}", code="not_a_number") from error
        if not number.is_finite() or number <= 0:
            raise ValidationError(f"{self.label}应当大于零。请核对", code="not_positive")
        return number
