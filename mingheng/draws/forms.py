"""How a party hands in its secret."""

from collections.abc import Sequence
from typing import Any

from mingheng.kit import forms as kit


class SecretForm(kit.KitForm):
    """A party and its secret, without the gaps and capitals of copying."""

    def __init__(self, parties: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        only = parties[0] if len(parties) == 1 else None
        self.fields["party"] = kit.SelectField(label="哪一方", choices=[(name, name) for name in parties], initial=only)
        self.fields["secret"] = kit.TextField(
            label="随机数", max_length=80, help_text="该方生成并保管的 64 位十六进制数，与它事先交的承诺核对"
        )

    def clean_secret(self) -> str:
        """The secret as it is hashed."""
        return "".join(str(self.cleaned_data["secret"]).split()).lower()
