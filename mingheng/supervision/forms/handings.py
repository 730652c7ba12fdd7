"""The forms of handing over, of opinions and of answers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from mingheng.kit import forms as kit

LONGEST = 2000  # characters


class HandingForm(kit.KitForm):
    """To whom, for what, until when; and which case, unless it is `known` what is handed over."""

    def __init__(
        self, units: Iterable[tuple[str, str]], *args: Any, latest: date, least: int = 0, known: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not known:
            self.fields["case"] = kit.TextField(label="案号", max_length=60, help_text="完整的案号，或者线索编号")
        self.fields["to"] = kit.SelectField(label="交给", choices=units)
        self.fields["purpose"] = kit.LongTextField(
            label="用途",
            remedy="请写明为什么事、依据什么、请对方看什么。",
            rows=3,
            min_chars=least,
            max_length=LONGEST,
            help_text="为什么事、依据什么、请对方看什么",
        )
        self.fields["until"] = kit.DayField(label="最后一天", help_text=f"过了这一天，对方就看不到了；最晚 {latest}")


class WordsForm(kit.KitForm):
    """One text: an opinion, an answer, a reason."""

    def __init__(self, label: str, hint: str, *args: Any, name: str = "words", least: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[name] = kit.LongTextField(label=label, rows=4, min_chars=least, max_length=LONGEST, help_text=hint)
