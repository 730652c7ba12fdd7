"""The form of any act of a matter, generated from what the procedure declares; the first act also says against which unit."""

from typing import Any

from django.forms import HiddenInput

from mingheng.cases.forms import StepForm, Surroundings
from mingheng.kit import forms as kit

UNIT, KIND = "addressed", "kind"


class MatterForm(StepForm):
    """The declared facts of one act. With `units`, it opens a matter and asks which of them is addressed."""

    def __init__(self, around: Surroundings, *args: Any, units: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(around, *args, **kwargs)
        if units:
            addressed = kit.SelectField(label="承办的中队", choices=units)
            self.fields = {UNIT: addressed, **self.fields}
        if KIND in self.fields and self.initial.get(KIND):
            # The key of a rule or an item: nobody reads it, later matters are compared by it.
            self.fields[KIND].widget = HiddenInput()

    @property
    def unit(self) -> str:
        """The unit that is addressed; call after `is_valid`."""
        return str(self.cleaned_data.get(UNIT) or "")
