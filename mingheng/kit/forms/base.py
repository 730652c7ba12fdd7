"""What every form and every field has in common, and fields made of several inputs."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict

Typed = dict[str, str]
"""What was typed into the inputs of one field, by the name of the part."""

MORE = "more"
"""`<field>-more` is the button “再加一行”."""


class KitField(forms.Field):
    """Any field of this package. `remedy` is the sentence that follows “…还是空的。” when nothing was filled in."""

    remedy = "请填写。"

    def __init__(self, *, label: str, remedy: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("template_name", "kit/widgets/field.html")
        super().__init__(label=label, **kwargs)
        self.error_messages["required"] = f"{label}还是空的。{remedy or self.remedy}"

    def clean_among(self, value: Any, cleaned: Mapping[str, Any]) -> Any:
        """The cleaned value once the other fields are known; raises ValidationError when it does not go with them."""
        return value


class KitForm(forms.Form):
    """A form whose errors name the field, the reason and the remedy, and whose lists grow by a plain submit.

    Pressing “再加一行” is a submit like any other: the form is then not valid and has no errors, so that the usual
    “not valid: show it again” gives one row more with everything typed so far. Fields not declared are never read.
    """

    template_name = "kit/widgets/form.html"
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def begin_with(self, typed: QueryDict | None) -> None:
        """Show what was typed before as it was typed, without judging it; None leaves the form as it is."""
        if typed is not None:
            for name, field in self.fields.items():
                self.initial[name] = field.widget.value_from_datadict(typed, {}, self.add_prefix(name))

    @property
    def is_growing(self) -> bool:
        """Whether the submit only asked for one more row of some list."""
        return self.is_bound and any(f"{self.add_prefix(name)}-{MORE}" in self.data for name in self.fields)

    def full_clean(self) -> None:
        """As Django's, but judges nothing while a list is growing."""
        if not self.is_growing:
            super().full_clean()
            return
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data: dict[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        """Checks each value against its neighbours; a form that overrides this calls it first."""
        super().clean()
        for name, field in self.fields.items():
            if isinstance(field, KitField) and name in self.cleaned_data:
                try:
                    self.cleaned_data[name] = field.clean_among(self.cleaned_data[name], self.cleaned_data)
                except ValidationError as error:
                    self.add_error(name, error)
        return self.cleaned_data

    def is_valid(self) -> bool:
        """Whether the typed facts have the right shape; never while a list is growing."""
        return super().is_valid() and not self.is_growing


class PartsWidget(forms.Widget):
    """Several inputs under one label, named `<field>-<part>`; its value is the text typed into each part."""

    parts: ClassVar[tuple[str, ...]] = ()
    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        """The parts as typed, empty where nothing was sent."""
        return {part: str(data.get(f"{name}-{part}") or "") for part in self.parts}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether no part was sent at all."""
        return all(f"{name}-{part}" not in data for part in self.parts)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds `parts`: name, id and value of each input."""
        context = super().get_context(name, value, attrs)
        stem = context["widget"]["attrs"].get("id") or f"id_{name}"
        typed = value or {}
        context["parts"] = {
            part: {"name": f"{name}-{part}", "id": f"{stem}-{part}", "value": typed.get(part, "")} for part in self.parts
        }
        return context

    def format_value(self, value: Any) -> Any:
        """Left as it is: the template shows the parts."""
        return value

    def id_for_label(self, id_: str) -> str:
        """The group has no single input to point at."""
        return ""


def typed_parts(value: object) -> Typed:
    """The parts of a widget's value, stripped; an absent value has none."""
    if not isinstance(value, Mapping):
        return {}
    return {str(part): str(text).strip() for part, text in value.items()}
