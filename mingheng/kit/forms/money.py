"""An amount in yuan."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingheng.kit.forms.base import KitField
from mingheng.kit.money import BadMoney, chinese_capitals, parse_yuan, show_yuan


class MoneyInput(forms.TextInput):
    """Right-aligned, unit 元, capitals below; a script may refresh `[data-capitals]` from `[data-money]`."""

    template_name = "kit/widgets/money.html"

    def format_value(self, value: Any) -> str | None:
        """Amounts with thousands; what was typed stays as typed."""
        return show_yuan(value) if isinstance(value, Decimal) else super().format_value(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds `capitals`, empty while the text is no amount."""
        context = super().get_context(name, value, attrs)
        context["capitals"] = _capitals(value)
        return context


class MoneyField(KitField):
    """Cleans to a Decimal of two places. What amount is lawful is for the rules to say."""

    widget = MoneyInput
    remedy = "请写数字，单位是元，例如 12,000.00。"

    def to_python(self, value: Any) -> Decimal | None:
        """The amount typed, None when nothing was."""
        if value is None or not str(value).strip():
            return None
        try:
            return parse_yuan(str(value))
        except BadMoney as error:
            raise ValidationError(str(error), code="invalid") from error


def _capitals(value: Any) -> str:
    try:
        return chinese_capitals(value if isinstance(value, Decimal) else parse_yuan(str(value or "")))
    except BadMoney:
        return ""
