"""Certificates and what befalls them."""

from collections.abc import Iterable
from typing import Any

from mingheng.kit.forms import DayField, KitForm, RadioField, TextField
from mingheng.organisation.rules import Effect


class CertificateForm(KitForm):
    """A certificate as printed."""

    number = TextField(label="证号", max_length=30)
    valid_from = DayField(label="有效期起")
    valid_until = DayField(label="有效期止")


class EffectForm(KitForm):
    """What befell a certificate, from which day, why."""

    since = DayField(label="起始日期", help_text="从这一天起算。可以早于今天，那天以后的执法行为会被标出")
    reason = TextField(label="事由和依据", max_length=200)

    field_order = ("effect", "since", "reason")

    def __init__(self, *args: Any, effects: Iterable[Effect], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effect"] = RadioField(label="变更", choices=[(effect.value, effect.label) for effect in effects])
        self.order_fields(self.field_order)
