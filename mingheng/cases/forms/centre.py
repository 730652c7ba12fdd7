"""The forms of the case centre."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from mingheng.kit import forms as kit


class AbsenceForm(kit.KitForm):
    """A reviewer is away from one day to another, both included."""

    def __init__(self, reviewers: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"] = kit.SelectField(label="审核人", choices=[(str(pk), name) for pk, name in reviewers])
        self.fields["since"] = kit.DayField(label="从")
        self.fields["until"] = kit.DayField(label="到", help_text="含这一天。提前回来的，再登记一次，填实际的最后一天")
        self.fields["reason"] = kit.TextField(label="原因", max_length=100)

    def clean(self) -> dict[str, Any]:
        """The first day is not after the last."""
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", ValidationError("早于开始的日期。请核对两个日期"))
        return cleaned
