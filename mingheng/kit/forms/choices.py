"""Choosing: one of a few, several of a few, a confirmation, and two officers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingheng.kit.forms.base import KitField, PartsWidget, typed_parts

_UNKNOWN = "所选内容不在可选范围内。请从列出的选项中重新选"
_MESSAGES: dict[str, Any] = {"invalid_choice": _UNKNOWN, "invalid_list": _UNKNOWN}


class Radios(forms.RadioSelect):
    """Every choice visible."""

    template_name = "kit/widgets/radios.html"


class Checks(forms.CheckboxSelectMultiple):
    """Every choice visible, any number of them."""

    template_name = "kit/widgets/radios.html"


class Select(forms.Select):
    """A drop-down, for more choices than fit in sight."""

    template_name = "kit/widgets/select.html"


class Check(forms.CheckboxInput):
    """One box whose sentence stands beside it."""

    template_name = "kit/widgets/check.html"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds `text`."""
        return super().get_context(name, value, attrs) | {"text": self.text}


class RadioField(KitField, forms.ChoiceField):
    """One of a few; nothing is chosen beforehand. Cleans to the key, "" when not required and not chosen."""

    widget = Radios
    remedy = "请选一项。"
    default_error_messages = _MESSAGES


class SelectField(KitField, forms.ChoiceField):
    """One of many. Cleans as RadioField."""

    widget = Select
    remedy = "请选一项。"
    default_error_messages = _MESSAGES

    def __init__(self, *, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(choices=[("", "请选择"), *choices], **kwargs)


class ChecksField(KitField, forms.MultipleChoiceField):
    """Several of a few. Cleans to the list of keys."""

    widget = Checks
    remedy = "请至少选一项。"
    default_error_messages = _MESSAGES


class CheckField(KitField, forms.BooleanField):
    """Something confirmed; `text` is the sentence beside the box. Cleans to True or False."""

    remedy = "请核实后勾选。"

    def __init__(self, *, text: str, **kwargs: Any) -> None:
        super().__init__(widget=Check(text), **kwargs)


class OfficerPairInput(PartsWidget):
    """Two selects over the same people."""

    template_name = "kit/widgets/officer_pair.html"
    parts = ("first", "second")

    def __init__(self, officers: Iterable[tuple[int, str]]) -> None:
        super().__init__()
        self.officers = [(str(number), label) for number, label in officers]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds `officers`."""
        return super().get_context(name, value, attrs) | {"officers": self.officers}


class OfficerPairField(KitField):
    """Two different people. Cleans to a pair of their numbers, None when not required and empty.

    `officers` are (number, label) pairs of those who may be chosen; whether they may act is for the rules to say.
    """

    remedy = "请选两名执法人员。"

    def __init__(self, *, officers: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        self.officers = dict(officers)
        super().__init__(widget=OfficerPairInput(self.officers.items()), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A pair as its two parts."""
        if isinstance(value, tuple | list):
            return dict(zip(OfficerPairInput.parts, map(str, value), strict=False))
        return value

    def to_python(self, value: Any) -> tuple[int, int] | None:
        """The pair chosen."""
        typed = typed_parts(value)
        if not any(typed.values()):
            return None
        if not typed["first"] or not typed["second"]:
            missing = "第二名" if typed["first"] else "第一名"
            raise ValidationError(f"还差{missing}执法人员。请补选", code="incomplete")
        numbers = {str(number): number for number in self.officers}
        if not all(text in numbers for text in typed.values()):
            raise ValidationError(_UNKNOWN, code="invalid_choice")
        first, second = numbers[typed["first"]], numbers[typed["second"]]
        if first == second:
            raise ValidationError(f"两栏都是{self.officers[first]}。请选两名不同的执法人员", code="same")
        return first, second
