"""A day, and a moment known to the minute."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingheng.kit import clock, dates
from mingheng.kit.forms.base import KitField, PartsWidget, Typed, typed_parts


class DayInput(forms.TextInput):
    """Typed as 1019 or 10-19; the weekday shows beside it. A script may add a picker to `[data-day]`."""

    template_name = "kit/widgets/day.html"

    def format_value(self, value: Any) -> str | None:
        """A date in full; what was typed stays as typed."""
        return value.isoformat() if isinstance(value, date) else super().format_value(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds `read`: the day understood, with its weekday, empty while the text is no day."""
        context = super().get_context(name, value, attrs)
        context["read"] = _read_day(value)
        return context


class DayField(KitField):
    """Cleans to a date. `past=True` refuses days after today, for what has already happened."""

    widget = DayInput
    remedy = "请按 1019、10-19 或 2026-10-19 这样填写。"

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.past = past

    def to_python(self, value: Any) -> date | None:
        """The day typed, None when nothing was."""
        if value is None or isinstance(value, date):
            return value
        if not str(value).strip():
            return None
        day = _day(str(value))
        if self.past and day > clock.today():
            raise ValidationError(f"{dates.long_day(day)}还没有到。请填写实际发生的日期", code="future")
        return day


class MomentInput(PartsWidget):
    """A day and a minute side by side."""

    template_name = "kit/widgets/moment.html"
    parts = ("day", "minute")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds `read`, the day understood."""
        context = super().get_context(name, value, attrs)
        context["read"] = _read_day(typed_parts(value).get("day"))
        return context


class MomentField(KitField):
    """Cleans to an aware datetime in Shanghai. `past=True` refuses moments still to come."""

    widget = MomentInput
    remedy = "请填写日期和时间，例如 10-19 和 10:24。"

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.past = past

    def prepare_value(self, value: Any) -> Any:
        """A datetime as its two parts."""
        if not isinstance(value, datetime):
            return value
        local = value.astimezone(dates.SHANGHAI)
        return {"day": local.date().isoformat(), "minute": f"{local:%H:%M}"}

    def to_python(self, value: Any) -> datetime | None:
        """The moment typed, None when both parts are empty."""
        typed = typed_parts(value)
        if not any(typed.values()):
            return None
        moment = self._moment(typed)
        if self.past and moment > clock.now():
            raise ValidationError(f"{dates.long_moment(moment)}还没有到。请填写实际发生的时间", code="future")
        return moment

    def _moment(self, typed: Typed) -> datetime:
        if not typed["day"]:
            raise ValidationError("还差日期。请按 1019 或 2026-10-19 这样填写", code="incomplete")
        if not typed["minute"]:
            raise ValidationError("还差时间。请按 1024 或 10:24 这样填写", code="incomplete")
        day = _day(typed["day"])
        try:
            return dates.moment_of(day, dates.parse_minute(typed["minute"]))
        except dates.BadDay as error:
            raise ValidationError(str(error), code="invalid") from error


def _day(text: str) -> date:
    try:
        return dates.parse_day(text, today=clock.today())
    except dates.BadDay as error:
        raise ValidationError(str(error), code="invalid") from error


def _read_day(value: Any) -> str:
    if not value:
        return ""
    try:
        day = value if isinstance(value, date) else dates.parse_day(str(value), today=clock.today())
    except dates.BadDay:
        return ""
    return f"{day.isoformat()} {dates.weekday(day)}"
