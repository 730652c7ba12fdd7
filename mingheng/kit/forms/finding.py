"""One of very many, found by typing a part of its title; without JavaScript too."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingheng.kit.forms.base import KitField

SHOWN = 4  # so many titles a message names


class FindInput(forms.TextInput):
    """A text input whose suggestions are the titles."""

    template_name = "kit/widgets/find.html"

    def __init__(self, titles: tuple[str, ...]) -> None:
        super().__init__()
        self.titles = titles

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds `titles`."""
        return super().get_context(name, value, attrs) | {"titles": self.titles}


class FindField(KitField):
    """Cleans to the key of the only title that is, or contains, what was typed; "" when not required and empty."""

    remedy = "请写事项名称中的几个字，从提示里选。"

    def __init__(self, *, titles: Mapping[str, str], **kwargs: Any) -> None:
        self.titles = dict(titles)
        super().__init__(widget=FindInput(tuple(self.titles.values())), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A key as its title; what was typed stays."""
        return self.titles.get(str(value), value)

    def to_python(self, value: Any) -> str:
        """The key."""
        typed = "".join(str(value or "").split())
        if not typed:
            return ""
        exact = [key for key, title in self.titles.items() if typed in (key, title)]
        found = exact or [key for key, title in self.titles.items() if typed in title]
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(f"没有名称含有“{typed}”的。请换几个字", code="nothing")
        named = "；".join(self.titles[key] for key in found[:SHOWN])
        raise ValidationError(f"含有“{typed}”的不止一个：{named}。请写全", code="several")
