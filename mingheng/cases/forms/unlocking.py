"""The form of unlocking a case."""

from typing import Any

from mingheng.cases.rules.audits import AGREES, RESTORED
from mingheng.kit import forms as kit

CHOICES = [
    (AGREES, "重新核对已一致"),
    (RESTORED, "已照存证恢复，余下的写明原因"),
]


class UnlockForm(kit.KitForm):
    """Why the case may be worked on again."""

    def __init__(self, *args: Any, least: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"] = kit.RadioField(label="依据", choices=CHOICES)
        self.fields["reason"] = kit.LongTextField(
            label="理由", rows=4, min_chars=least, max_length=2000, help_text="查明的经过、由谁怎样恢复、谁复核。只写“同意”不算"
        )  # fmt: skip
