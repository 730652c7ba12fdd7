"""Forms as people here fill them in (design language §7): every field works without JavaScript and keeps what was typed.

Hooks for scripts are `data-…` attributes; nothing depends on them.
"""

from mingheng.kit.forms.base import KitField, KitForm
from mingheng.kit.forms.choices import CheckField, ChecksField, OfficerPairField, RadioField, SelectField
from mingheng.kit.forms.days import DayField, MomentField
from mingheng.kit.forms.finding import FindField
from mingheng.kit.forms.identities import CitizenIdField, CreditCodeField, IdentityField, PhoneField, PlateField
from mingheng.kit.forms.items import ItemsField
from mingheng.kit.forms.money import MoneyField
from mingheng.kit.forms.numbers import NumberField
from mingheng.kit.forms.places import PlaceField
from mingheng.kit.forms.rows import PointsField, RowsField
from mingheng.kit.forms.texts import REASONED, LongTextField, TextField
from mingheng.kit.forms.uploads import EvidenceUpload, declared_fingerprint

__all__ = [
    "REASONED",
    "CheckField",
    "ChecksField",
    "CitizenIdField",
    "CreditCodeField",
    "DayField",
    "EvidenceUpload",
    "FindField",
    "IdentityField",
    "ItemsField",
    "KitField",
    "KitForm",
    "LongTextField",
    "MomentField",
    "MoneyField",
    "NumberField",
    "OfficerPairField",
    "PhoneField",
    "PlaceField",
    "PlateField",
    "PointsField",
    "RadioField",
    "RowsField",
    "SelectField",
    "TextField",
    "declared_fingerprint",
]
