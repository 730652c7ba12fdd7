"""Identity numbers, telephones and plates, checked as they are typed in and kept in one written form."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingheng.kit import clock, identity
from mingheng.kit.forms.base import KitField


class NumberInput(forms.TextInput):
    """A number in fixed-width type. `data-mask="3,3"` tells a script what stays visible when the field is left."""

    template_name = "kit/widgets/number.html"

    def __init__(self, mask: str = "", attrs: dict[str, Any] | None = None) -> None:
        fixed = {"autocomplete": "off", "spellcheck": "false"}
        super().__init__(fixed | ({"data-mask": mask} if mask else {}) | (attrs or {}))


class _NumberField(KitField):
    """Cleans to the number in its one written form, "" when nothing was typed."""

    mask = ""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", NumberInput(self.mask))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The checked number."""
        typed = "" if value is None else str(value)
        if not typed.strip():
            return ""
        try:
            return self.check(typed)
        except identity.BadIdentity as error:
            raise ValidationError(str(error), code="invalid") from error

    @abstractmethod
    def check(self, typed: str) -> str:
        """The number in its one written form; raises BadIdentity."""


class CitizenIdField(_NumberField):
    """公民身份号码."""

    mask = "3,3"
    remedy = "请按身份证填写18位号码。"

    def check(self, typed: str) -> str:
        """By GB 11643."""
        return identity.check_citizen_id(typed, today=clock.today())


class CreditCodeField(_NumberField):
    """统一社会信用代码; a script may fetch name and status for `[data-credit-code]`."""

    remedy = "请按营业执照填写18位代码。"

    def check(self, typed: str) -> str:
        """By GB 32100."""
        return identity.check_credit_code(typed)


class IdentityField(_NumberField):
    """The number that goes with the kind of party: a citizen's, or a credit code for any kind of organisation.

    `kind_field` names the field of the same form whose value is the kind.
    """

    mask = "3,3"
    remedy = "请按当事人类型填写：公民填18位身份号码，单位和个体工商户填18位统一社会信用代码。"

    def __init__(self, *, kind_field: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind_field = kind_field

    def check(self, typed: str) -> str:
        """Only brought to its written form: which check applies is known once the kind is."""
        return identity.normalise(typed)

    def clean_among(self, value: Any, cleaned: Mapping[str, Any]) -> Any:
        """The number checked for the kind of party chosen; left alone while none is."""
        kind = cleaned.get(self.kind_field)
        if not value or not kind:
            return value
        try:
            return identity.check_for_party(kind, value, today=clock.today())
        except identity.BadIdentity as error:
            raise ValidationError(str(error), code="invalid") from error


class PhoneField(_NumberField):
    """A mobile number, or a landline with its area code."""

    remedy = "请写11位手机号，或区号加固定电话。"

    def check(self, typed: str) -> str:
        """See identity.check_phone."""
        return identity.check_phone(typed)


class PlateField(_NumberField):
    """A vehicle's plate."""

    remedy = "请对照行驶证填写，例如 沪A12345。"

    def check(self, typed: str) -> str:
        """By GA 36."""
        return identity.check_plate(typed)
