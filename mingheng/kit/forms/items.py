"""A fixed list of items, each of which wants a verdict and a reason."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingheng.kit.forms.base import KitField
from mingheng.kit.forms.texts import kept

VERDICTS = (("ok", "符合"), ("not_ok", "不符合"), ("na", "不适用"))

Answers = dict[str, dict[str, str]]


class ItemsInput(forms.Widget):
    """Inputs named `<field>-<item>-verdict` and `<field>-<item>-reason`; items never asked for are never read."""

    template_name = "kit/widgets/items.html"
    use_fieldset = True

    def __init__(
        self, items: Mapping[str, str], verdicts: Mapping[str, str], min_chars: int, acts: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self.items, self.verdicts, self.min_chars, self.acts = items, verdicts, min_chars, acts or {}
        self.parts = ("verdict", "reason", *(("mend", "act") if acts else ()))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Answers:
        """What was chosen and typed for each item."""
        return {key: {part: str(data.get(f"{name}-{key}-{part}") or "") for part in self.parts} for key in self.items}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether no item was sent at all."""
        return all(f"{name}-{key}-reason" not in data for key in self.items)

    def format_value(self, value: Any) -> Any:
        """Left as it is: the template shows the items."""
        return value

    def id_for_label(self, id_: str) -> str:
        """The list has no single input to point at."""
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds `items`, `verdicts` and `min_chars`."""
        context = super().get_context(name, value, attrs)
        stem = context["widget"]["attrs"].get("id") or f"id_{name}"
        answers = value or {}
        context["items"] = [
            {"label": label, "name": f"{name}-{key}", "id": f"{stem}-{key}", **answers.get(key, {})}
            for key, label in self.items.items()
        ]
        context["verdicts"], context["min_chars"] = list(self.verdicts.items()), self.min_chars
        context["acts"] = list(self.acts.items())
        return context


class ItemsField(KitField):
    """Cleans to `[{"key", "verdict", "reason"}]` in the order of the items, all of them.

    With `acts` (key and title), an item that fails may say what is to be mended and by which of them: `mend`, `act`.
    `min_chars` is only a hint; whether a reason is argued well enough is for the rules, which refuse with their article.
    """

    remedy = "请逐项选择结论并写明理由。"

    def __init__(
        self,
        *,
        items: Iterable[tuple[str, str]],
        verdicts: Iterable[tuple[str, str]] = VERDICTS,
        min_chars: int = 0,
        acts: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        self.items, self.verdicts, self.acts = dict(items), dict(verdicts), dict(acts)
        super().__init__(widget=ItemsInput(self.items, self.verdicts, min_chars, self.acts), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A cleaned list as its inputs have it."""
        return {row["key"]: row for row in value} if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[dict[str, str]]:
        """The answers, or every item still open at once."""
        answers = {key: self._kept(key, answer) for key, answer in (value or {}).items()}
        if not any(text for answer in answers.values() for text in answer.values()):
            return []
        if errors := [error for key, label in self.items.items() for error in self._open(label, answers[key])]:
            raise ValidationError(errors)
        return [{"key": key, **{p: t for p, t in answers[key].items() if t or p not in ("mend", "act")}} for key in self.items]

    def _kept(self, key: str, answer: dict[str, str]) -> dict[str, str]:
        return {part: kept(text, f"“{self.items.get(key, key)}”", lines=True) for part, text in answer.items()}

    def _open(self, label: str, answer: dict[str, str]) -> list[str]:
        errors = []
        if not answer["verdict"]:
            errors.append(f"“{label}”还没有结论。请选{'、'.join(self.verdicts.values())}之一")
        elif answer["verdict"] not in self.verdicts:
            errors.append(f"“{label}”的结论不在可选范围内。请重新选")
        if not answer["reason"]:
            errors.append(f"“{label}”还没有理由。请写明查了什么、依据什么、结论是什么")
        if answer.get("act") and answer["act"] not in self.acts:
            errors.append(f"“{label}”的补正步骤不在可选范围内。请重新选")
        return errors
