"""What is handed in for a draw: a party's secret, the public value, the reason why it lapses."""

from collections.abc import Sequence
from typing import Any

from mingheng.kit import forms as kit

LONGEST = 2000  # characters
LONGEST_VALUE = 400  # characters: what a public draw is written as


class RevealForm(kit.KitForm):
    """A secret out of its sealed envelope."""

    def __init__(self, parties: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"] = kit.SelectField(
            label="哪一方", choices=[(name, name) for name in parties], initial=parties[0] if len(parties) == 1 else None
        )
        self.fields["secret"] = kit.TextField(
            label="随机数", max_length=80, help_text="该方生成并保管的 64 位十六进制数，与它事先交的承诺核对"
        )

    def clean_secret(self) -> str:
        """The secret as it is hashed: without the gaps and capitals of copying."""
        return "".join(str(self.cleaned_data["secret"]).split()).lower()


class PublicValueForm(kit.KitForm):
    """The value that stands in for a silent party."""

    def __init__(self, named: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = kit.TextField(
            label=named,
            max_length=LONGEST_VALUE,
            help_text="只录号码，不录期号和日期，例如 03 08 11 19 24 30 07；要由两人分别录入，一致才作数，随结果公布，任何人都能核对",
        )


class LapseForm(kit.KitForm):
    """Why a draw is not drawn."""

    def __init__(self, *args: Any, least: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"] = kit.LongTextField(
            label="作废的理由",
            remedy="请写明为什么不抽了。",
            rows=3,
            min_chars=least,
            max_length=LONGEST,
            help_text="为什么不抽了；作废以后仍然留痕，不能恢复",
        )
