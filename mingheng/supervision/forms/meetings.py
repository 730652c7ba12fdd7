"""The form of a review meeting's minutes."""

from collections.abc import Iterable
from typing import Any

from mingheng.kit import forms as kit

LONGEST = 1000  # characters


class MeetingForm(kit.KitForm):
    """When, who was in the chair, which units were there, what was said to which figure, what was decided."""

    def __init__(
        self, *args: Any, chairs: Iterable[tuple[str, str]], units: Iterable[tuple[str, str]], figures: Iterable[tuple[str, str]],
        least: int = 0, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        there = list(units)
        self.fields["held_on"] = kit.DayField(label="会议日期", past=True)
        self.fields["chair"] = kit.SelectField(label="主持人", choices=chairs)
        self.fields["attended"] = kit.ChecksField(label="参加单位", choices=there)
        said = {
            "figure": kit.SelectField(label="指标", choices=figures),
            "said": kit.LongTextField(label="讲评意见", rows=2, min_chars=least, max_length=LONGEST),
        }
        self.fields["points"] = kit.RowsField(label="逐项讲评", columns=said, first_rows=2, help_text="数取自本期通报固定的底数")
        decided = {
            "what": kit.LongTextField(label="要求", rows=2, max_length=LONGEST),
            "unit": kit.SelectField(label="责任单位", choices=there),
            "due": kit.DayField(label="完成期限"),
        }
        self.fields["decisions"] = kit.RowsField(label="会议决定", columns=decided, first_rows=2, required=False)
