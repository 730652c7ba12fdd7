"""The form that issues a bulletin."""

from typing import Any

from mingheng.kit import forms as kit

LONGEST = 2000  # characters


class BulletinForm(kit.KitForm):
    """What the bulletin says in words; a second one of a period says what it puts right."""

    def __init__(self, *args: Any, least: int = 0, follows: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"] = kit.LongTextField(
            label="本期要点",
            remedy="请写明主要问题、整改情况和下一步要求。",
            rows=5,
            min_chars=least,
            max_length=LONGEST,
            help_text="主要问题、整改情况、下一步要求；不写罚款数额和排名",
        )
        if follows:
            self.fields["reason"] = kit.LongTextField(
                label="更正理由",
                remedy="请写明前一份哪里不对，现在怎样。",
                rows=3,
                min_chars=least,
                max_length=LONGEST,
                help_text="前一份哪里不对，现在怎样",
            )
