"""The forms of a review besides its sheets."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms

from mingheng.kit import forms as kit
from mingheng.law.rules.standards import About, ReviewStandard
from mingheng.supervision import actions
from mingheng.supervision.models import Review, ReviewExample, Sheet
from mingheng.supervision.queries.reviewing.things import Thing, things_named

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

LONGEST_TEXT, LONGEST_TITLE, LONGEST_LIST = 2000, 80, 20_000
MOST_NAMED = 10  # numbers that are told one by one
HELP = "查了什么、依据什么、结论是什么。只写“同意”不算"


class OpenForm(kit.KitForm):
    """What is to be reviewed by which standard, and by whom."""

    def __init__(
        self, standards: Mapping[str, Sequence[ReviewStandard]], bench: "Sequence[Officer]", *args: Any, day: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        self.bench = {str(one.pk): one for one in bench}
        self.fields["standard"] = kit.SelectField(
            label="评分标准", choices=[(k, v[-1].title) for k, v in standards.items()], initial=About.DOSSIER
        )
        self.fields["numbers"] = kit.LongTextField(
            label="案号或者工单编号",
            remedy="请一行写一件。",
            rows=4,
            max_length=LONGEST_LIST,
            help_text="一行一件，可以从抽取结果里复制。按投诉、信访件的标准评查的写工单编号，其他的写案号",
        )
        self.fields["title"] = kit.TextField(
            label="集中评查名称",
            required=False,
            max_length=LONGEST_TITLE,
            help_text="属于半年集中评查的才填，如“2026年下半年集中评查”",
        )
        self.fields["reviewers"] = kit.ChecksField(
            label="评查人", choices=[(key, f"{one.name}（{one.unit.short_name}）") for key, one in self.bench.items()],
            initial=list(self.bench), help_text="每件分给两人，互不可见；本单位和办过本案的人自动回避，手里评分表少的先分",
        )  # fmt: skip

    def clean_numbers(self) -> list[Thing]:
        """What these numbers stand for under the chosen standard, each once; those that are not there are named."""
        asked = list(dict.fromkeys(line.strip() for line in str(self.cleaned_data["numbers"]).splitlines() if line.strip()))
        found = things_named(str(self.cleaned_data.get("standard", "")), asked, self.day)
        if missing := [number for number in asked if number not in found]:
            raise forms.ValidationError(f"没有这些编号：{'、'.join(missing[:MOST_NAMED])}。请核对后再提交")
        return [found[number] for number in asked]

    def open_by(self, by: "Officer", at: datetime) -> None:
        """Open the reviews. Raises what the act raises."""
        told = self.cleaned_data
        reviewers = [self.bench[key] for key in told["reviewers"]]
        actions.open_drawn_reviews(
            standard=told["standard"], things=told["numbers"], reviewers=reviewers, title=told["title"], by=by, at=at
        )


class AssignForm(kit.KitForm):
    """Whom to give the sheet that is wanting."""

    def __init__(self, bench: "Sequence[Officer]", *args: Any, fit: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bench = {str(one.pk): one for one in bench}
        choices = [(str(pk), name) for pk, name in fit] or [(key, one.name) for key, one in self.bench.items()]
        self.fields["reviewer"] = kit.SelectField(label="评查人", choices=choices)

    @property
    def officer(self) -> "Officer":
        """Who was chosen."""
        return self.bench[str(self.cleaned_data["reviewer"])]


class DealForm(kit.KitForm):
    """That the sheet that is wanting is dealt: nothing to choose."""


class WithdrawForm(kit.KitForm):
    """Which of a review's sheets to take back, and why."""

    def __init__(self, review: Review, *args: Any, least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"] = forms.ModelChoiceField(Sheet.objects.filter(review=review), widget=forms.HiddenInput)
        self.fields["reason"] = kit.LongTextField(
            label="收回的理由", remedy="请写明为什么收回，如评查人调离。", rows=2, min_chars=least, max_length=LONGEST_TEXT
        )


class AnswerReviewForm(kit.KitForm):
    """What the unit says to the result."""

    token = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = kit.LongTextField(
            label="说明", remedy="请写明认为哪里不对或者怎样整改。", rows=4, min_chars=least, max_length=LONGEST_TEXT
        )


class DecideForm(kit.KitForm):
    """What becomes of an appeal."""

    token = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"] = kit.RadioField(label="处理", choices=[("upheld", "维持原结果"), ("changed", "改变结果")])
        self.fields["points"] = kit.NumberField(
            label="改为多少分", required=False, decimals=1, zero=True, help_text="0 至 100，最多一位小数"
        )
        self.fields["failed"] = kit.CheckField(label="否决项", text="有否决项查实，评为不合格", required=False)
        self.fields["reason"] = kit.LongTextField(
            label="理由", remedy=kit.REASONED, rows=4, min_chars=least, max_length=LONGEST_TEXT, help_text=HELP
        )


class ExampleForm(kit.KitForm):
    """A reviewed case as an example."""

    def __init__(self, *args: Any, least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = kit.RadioField(label="类别", choices=ReviewExample.Kind.choices)
        self.fields["title"] = kit.TextField(label="标题", max_length=ReviewExample.LONGEST_TITLE)
        self.fields["summary"] = kit.LongTextField(
            label="内容", remedy="请写明做法和问题，不写人。", rows=5, max_length=LONGEST_TEXT,
            help_text="写做法和问题，不写人。本案登记的姓名、案号和中队名称公布时改写为“当事人甲”“办案人员”“本案”“某中队”；认得出的称呼、店名、地址不让公布。机器认不全，公布前请有人通读一遍",
        )  # fmt: skip
        self.fields["reason"] = kit.LongTextField(
            label="为什么选它", remedy="请写明它好在哪里，或者问题出在哪里。", rows=2, min_chars=least, max_length=LONGEST_TEXT
        )
