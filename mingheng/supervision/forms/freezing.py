"""The form by which the list of a month is sealed: the parties' commitments and where the chance comes from."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from mingheng.draws.actions import Terms
from mingheng.kit import forms as kit

DIGEST = hashlib.sha256().digest_size * 2  # hexadecimal digits
HEX = frozenset("0123456789abcdef")
LONGEST = 200  # characters


class FreezeForm(kit.KitForm):
    """A commitment of each party, until when they reveal, and the public value that stands in for a silent one."""

    def __init__(self, parties: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {f"party_{n}": name for n, name in enumerate(parties)}
        for field, name in self.parties.items():
            hint = "该方自己生成随机数，只交来承诺（64 位十六进制数）；随机数留到揭示时再交"
            self.fields[field] = kit.TextField(label=f"{name}的承诺", max_length=80, help_text=hint)
        self.fields["deadline"] = kit.MomentField(label="揭示期限", help_text="各方须在此以前揭示随机数")
        self.fields["fallback"] = kit.TextField(
            label="备用公开数",
            max_length=LONGEST,
            help_text="有一方到期不揭示时代替它的公开数，现在就写明，例如某期福利彩票开奖号码",
        )
        self.fields["fallback_at"] = kit.MomentField(label="公开数产生的时间", help_text="须在封存以后")

    def clean(self) -> dict[str, Any]:
        """Commitments without the gaps and capitals of copying."""
        cleaned = super().clean()
        for field in self.parties:
            typed = "".join(str(cleaned.get(field, "")).split()).lower()
            if field in cleaned and (len(typed) != DIGEST or not set(typed) <= HEX):
                self.add_error(field, ValidationError(f"承诺须为 {DIGEST} 位十六进制数。请照该方给的原样录入"))
            cleaned[field] = typed
        return cleaned

    def terms(self) -> Terms:
        """What is sealed of it."""
        given = self.cleaned_data
        commitments = [(name, given[field]) for field, name in self.parties.items()]
        return Terms(commitments, given["deadline"], given["fallback"], given["fallback_at"])
