"""Words: a line, and a reasoned paragraph."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from mingheng.kit.characters import BadCharacter, printable
from mingheng.kit.forms.base import KitField

REASONED = "请写明查了什么、依据什么、结论是什么。"
"""What to do about the empty reason of a finding or a decision."""
_TOO_LONG = "超过 %(limit_value)d 字，现在 %(show_value)d 字。请删减"


class Line(forms.TextInput):
    """One line."""

    template_name = "kit/widgets/text.html"


class Paragraph(forms.Textarea):
    """Several lines. `data-min-chars` lets a script say how many characters are still wanted."""

    template_name = "kit/widgets/long_text.html"


class TextField(KitField, forms.CharField):
    """A line of text in NFC, stripped; a character that cannot be printed is refused."""

    widget = Line

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        _speak_chinese(self)

    def to_python(self, value: Any) -> str:
        """The text on one line."""
        return kept(super().to_python(value) or "", self.label)


class LongTextField(KitField, forms.CharField):
    """A paragraph in NFC, stripped, with plain line ends. `min_chars` is only a hint: the rules refuse with their article."""

    widget = Paragraph

    def __init__(self, *, min_chars: int = 0, max_length: int = 10_000, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs["rows"] = rows
        if min_chars:
            self.widget.attrs["data-min-chars"] = min_chars
        _speak_chinese(self)

    def to_python(self, value: Any) -> str:
        """The text with plain line ends."""
        return kept(super().to_python(value) or "", self.label, lines=True)


def kept(text: str, label: object, *, lines: bool = False) -> str:
    """The text as it can be kept, see kit.characters; raises ValidationError for what cannot be printed."""
    try:
        return printable(text, str(label or ""), lines=lines)
    except BadCharacter as error:
        raise ValidationError(str(error), code="unprintable") from error


def _speak_chinese(field: forms.CharField) -> None:
    """Django's validators carry their own messages; this says what to do."""
    for validator in field.validators:
        if isinstance(validator, MaxLengthValidator):
            validator.message = _TOO_LONG
