"""Where something is: 街镇, 路名门牌, and a point on the map when there is one."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError

from mingheng.kit.forms.base import KitField, PartsWidget, Typed, typed_parts
from mingheng.kit.forms.texts import kept

_DEGREES = {"longitude": ("经度", 180), "latitude": ("纬度", 90)}


class PlaceInput(PartsWidget):
    """Four inputs; a script may fill the two of the point from a map beside `[data-place]`."""

    template_name = "kit/widgets/place.html"
    parts = ("street", "detail", "longitude", "latitude")

    def __init__(self, streets: Iterable[str]) -> None:
        super().__init__()
        self.streets = list(streets)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds `streets`."""
        return super().get_context(name, value, attrs) | {"streets": self.streets}


class PlaceField(KitField):
    """Cleans to `{"street", "detail", "longitude", "latitude"}`, all text; None when not required and empty.

    `streets` lists the 街镇 to choose from; without it the 街镇 is typed. The point is both numbers or neither.
    """

    remedy = "请填写街镇和路名门牌。"

    def __init__(self, *, streets: Iterable[str] = (), **kwargs: Any) -> None:
        self.streets = list(streets)
        super().__init__(widget=PlaceInput(self.streets), **kwargs)

    def to_python(self, value: Any) -> Typed | None:
        """The place typed."""
        typed = {part: kept(text, self.label) for part, text in typed_parts(value).items()}
        if not any(typed.values()):
            return None
        if not typed["street"]:
            raise ValidationError("还差街镇。请选择或填写所在街道、镇", code="incomplete")
        if not typed["detail"]:
            raise ValidationError("还差路名门牌。请写到门牌号，没有门牌的写明路口或参照物", code="incomplete")
        if self.streets and typed["street"] not in self.streets:
            raise ValidationError("所选街镇不在可选范围内。请从列出的街镇中重新选", code="invalid_choice")
        if bool(typed["longitude"]) != bool(typed["latitude"]):
            raise ValidationError("经度和纬度只填了一个。请都填，或都不填", code="incomplete")
        if typed["longitude"]:
            typed |= {part: _degrees(part, typed[part]) for part in _DEGREES}
        return typed


def _degrees(part: str, text: str) -> str:
    """The number in plain notation with six places at most (about a decimetre)."""
    name, limit = _DEGREES[part]
    try:
        degrees = Decimal(text)
    except InvalidOperation:
        degrees = Decimal("NaN")
    if not degrees.is_finite() or abs(degrees) > limit:
        raise ValidationError(f"{name}应为 -{limit} 到 {limit} 之间的数字。请核对", code="invalid")
    return format(round(degrees, 6).normalize(), "f")
