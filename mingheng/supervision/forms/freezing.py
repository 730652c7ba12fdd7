"""The form by which the list of a month is sealed: the parties' commitments and where the chance comes from."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from mingheng.draws.actions import Terms
from mingheng.kit import forms as kit

DIGEST = hashlib.sha256().digest_size * 2  # hexadecimal digits
HEX = frozenset("0123456789abcdef")
LONGEST_REASON = 2000  # characters


class FreezeForm(kit.KitForm):
    """A commitment of each party, until when they reveal, and the public value that stands in for a silent one.

    `again`: the month was sealed before, so that a reason of at least `least` letters is asked for.
    """

    def __init__(
        self, parties: Sequence[str], sources: Sequence[str], *args: Any, again: bool = False, least: int = 0, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {f"party_{n}": name for n, name in enumerate(parties)}
        for field, name in self.parties.items():
            hint = "该方自己生成随机数，只交来承诺（64 位十六进制数）；随机数留到揭示时再交"
            self.fields[field] = kit.TextField(label=f"{name}的承诺", max_length=80, help_text=hint)
        self.fields["deadline"] = kit.MomentField(label="揭示期限", help_text="各方须在此以前揭示随机数")
        self.fields["source"] = kit.SelectField(label="备用公开数", choices=[(one, one) for one in sources])
        if again:
            self.fields["why"] = kit.LongTextField(
                label="再抽的理由", remedy="请写明为什么要再抽。", rows=3, min_chars=least, max_length=LONGEST_REASON,
                help_text="为什么要再抽、上一次怎么处理；理由随方案公布，上一次仍然留痕",
            )  # fmt: skip
        self.fields["fallback_at"] = kit.MomentField(
            label="公开数产生的时间",
            help_text="须在揭示期限以后；有一方到期不揭示，就用这一天起公布的第一期代替它，谁也不能事后挑",
        )

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
        return Terms(commitments, given["deadline"], given["source"], given["fallback_at"])
