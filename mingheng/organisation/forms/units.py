"""Units."""

from collections.abc import Iterable
from typing import Any

from django import forms

from mingheng.kit.forms import KitForm, SelectField, TextField
from mingheng.organisation.models import Unit
from mingheng.organisation.rules import UnitKind


class _Details(KitForm):
    name = TextField(label="全称", max_length=80, help_text="文书落款用的名称")
    short_name = TextField(label="简称", max_length=20)
    kind = SelectField(label="类别", choices=[(kind.value, kind.label) for kind in UnitKind])
    code = TextField(label="机关代字", max_length=20, help_text="案号和文号里用，例如“澜城管”")


class UnitForm(_Details):
    """A unit's details; `revision` tells which state of it the reader saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class NewUnitForm(_Details):
    """A new unit with its key and the unit above it."""

    key = TextField(label="编号", max_length=40, help_text="小写字母和数字，例如 yunting，以后不能改")

    field_order = ("key", "name", "short_name", "kind", "parent", "code")

    def __init__(self, *args: Any, parents: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = SelectField(label="上级单位", choices=[(unit.key, unit.short_name) for unit in parents])
        self.order_fields(self.field_order)
