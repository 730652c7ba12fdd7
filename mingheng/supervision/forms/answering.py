"""The form of an answer."""

from collections.abc import Sequence
from typing import Any

from mingheng.kit import forms as kit
from mingheng.supervision.models import AnswerKind

HINTS = {
    "confirmed": "确有问题",
    "explained": "写明原因，由督察人员核",
    "false_alarm": "规则不适用或者数据有误",
    "put_right": "已经改正，写明怎么改的",
}


class AnswerForm(kit.KitForm):
    """What it is about, and why."""

    def __init__(self, kinds: Sequence[str], *args: Any, least: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind, f"{AnswerKind(kind).label}（{HINTS[kind]}）") for kind in kinds]
        self.fields["kind"] = kit.RadioField(label="答复", choices=choices, initial=kinds[0] if len(kinds) == 1 else None)
        self.fields["reason"] = kit.LongTextField(
            label="理由",
            remedy=kit.REASONED,
            rows=4,
            min_chars=least,
            max_length=2000,
            help_text="查了什么、依据什么、结论是什么。只写“属实”“同意”不算",
        )
