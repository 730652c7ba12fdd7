"""Since when a squad exists."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mingheng.kit import forms as kit

if TYPE_CHECKING:
    from mingheng.organisation.models import Unit


class FoundingForm(kit.KitForm):
    """A squad in use, and the day it was founded."""

    def __init__(self, squads: "Iterable[Unit]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = kit.SelectField(label="中队", choices=[(unit.key, unit.short_name) for unit in squads])
        self.fields["since"] = kit.DayField(label="成立日")
