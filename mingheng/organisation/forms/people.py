"""People and their duties."""

from collections.abc import Iterable
from typing import Any

from django import forms

from mingheng.kit.forms import DayField, KitForm, RadioField, SelectField, TextField
from mingheng.organisation.models import Unit
from mingheng.organisation.rules import Duty, OfficerKind


class PersonForm(KitForm):
    """A person's details; for somebody already entered `revision` tells which state the reader saw."""

    username = TextField(label="工号", max_length=20, help_text="用来登录，以后不能改")
    name = TextField(label="姓名", max_length=40)
    kind = RadioField(label="类别", choices=[(kind.value, kind.label) for kind in OfficerKind])
    legal_qualification = TextField(label="法律职业资格证号", max_length=40, required=False)
    legal_qualification_since = DayField(label="取得日期", past=True, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = ("username", "name", "unit", "kind", "legal_qualification", "legal_qualification_since")

    def __init__(self, *args: Any, units: Iterable[Unit], known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = _unit_field(units)
        self.order_fields(self.field_order)
        if known:
            del self.fields["username"]


class AppointmentForm(KitForm):
    """A duty in a unit from a day on."""

    duty = SelectField(label="职责", choices=[(duty.value, duty.label) for duty in Duty])
    since = DayField(label="起始日期")

    field_order = ("duty", "unit", "since")

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = _unit_field(units)
        self.order_fields(self.field_order)


class RetireForm(KitForm):
    """Why a person leaves."""

    reason = TextField(label="原因", max_length=100, help_text="例如：调离、退休、辞职")


def _unit_field(units: Iterable[Unit]) -> SelectField:
    return SelectField(label="单位", choices=[(unit.key, unit.short_name) for unit in units])
