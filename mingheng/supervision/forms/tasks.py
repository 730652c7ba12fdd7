"""The forms of a task order: its checklist with a report, and the words of a decision about it."""

from collections.abc import Sequence
from typing import Any

from mingheng.kit import forms as kit
from mingheng.supervision.rules.tasks import Answer

ANSWERS = ((Answer.FINE, "没有问题"), (Answer.FAULT, "有问题"), (Answer.NONE, "不涉及"))
LONGEST = 2000


class ReportForm(kit.KitForm):
    """One answer for each item, and what there is to say."""

    def __init__(self, items: Sequence[Sequence[str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = [f"item_{n}" for n in range(len(items))]
        for name, (_, text) in zip(self.items, items, strict=True):
            self.fields[name] = kit.RadioField(label=text, choices=[(answer.value, word) for answer, word in ANSWERS])
        hint = "有问题的，写明是什么问题、怎么处理的；没有问题可以不写"
        self.fields["text"] = kit.LongTextField(label="情况说明", rows=4, max_length=LONGEST, required=False, help_text=hint)

    @property
    def answers(self) -> list[str]:
        """The answers in the order of the items."""
        return [self.cleaned_data[name] for name in self.items]


class DecisionForm(kit.KitForm):
    """What is said of a report; to return it there must be a reason."""

    text = kit.LongTextField(label="意见", rows=3, max_length=LONGEST, required=False, help_text="退回的，写明要补什么、改什么")
