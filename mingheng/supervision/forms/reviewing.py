"""The forms of a review besides its sheets."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms

from mingheng.cases.queries.acted import cases_named
from mingheng.kit import forms as kit
from mingheng.law.rules.standards import About, ReviewStandard
from mingheng.supervision import actions
from mingheng.supervision.models import CentralReview, Review, ReviewExample, Sheet

if TYPE_CHECKING:
    from mingheng.cases.models import Case
    from mingheng.organisation.models import Officer

LONGEST_TEXT, LONGEST_TITLE, LONGEST_LIST = 2000, 80, 20_000
MOST_NAMED = 10  # numbers that are told one by one
HELP = "查了什么、依据什么、结论是什么。只写“同意”不算"


class OpenForm(kit.KitForm):
    """Which cases are to be reviewed by which standard, and by whom."""

    def __init__(
        self, standards: Mapping[str, Sequence[ReviewStandard]], bench: "Sequence[Officer]", *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.bench = {str(one.pk): one for one in bench}
        self.fields["standard"] = kit.SelectField(
            label="评分标准", choices=[(k, v[-1].title) for k, v in standards.items()], initial=About.DOSSIER
        )
        self.fields["numbers"] = kit.LongTextField(
            label="案号", rows=4, max_length=LONGEST_LIST, help_text="一行一件，可以从抽取结果里复制"
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

    def clean_numbers(self) -> "list[Case]":
        """The cases of these numbers, each once; those that are not there are named."""
        asked = list(dict.fromkeys(line.strip() for line in str(self.cleaned_data["numbers"]).splitlines() if line.strip()))
        found = cases_named(asked)
        if missing := [number for number in asked if number not in found]:
            raise forms.ValidationError(f"没有这些案号：{'、'.join(missing[:MOST_NAMED])}。请核对后再提交")
        return [found[number] for number in asked]

    def open_by(self, by: "Officer", at: datetime) -> None:
        """Open the reviews. Raises what the act raises."""
        told, batch = self.cleaned_data, None
        if told["title"]:
            batch = CentralReview.objects.filter(title=told["title"].strip()).first() or actions.open_central_review(
                title=told["title"], by=by, at=at
            )
        reviewers = [self.bench[key] for key in told["reviewers"]]
        actions.open_drawn_reviews(
            standard=told["standard"], cases=told["numbers"], reviewers=reviewers, batch=batch, by=by, at=at
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


class WithdrawForm(kit.KitForm):
    """Which of a review's sheets to take back, and why."""

    def __init__(self, review: Review, *args: Any, least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"] = forms.ModelChoiceField(Sheet.objects.filter(review=review), widget=forms.HiddenInput)
        self.fields["reason"] = kit.LongTextField(label="收回的理由", rows=2, min_chars=least, max_length=LONGEST_TEXT)


class AnswerReviewForm(kit.KitForm):
    """What the unit says to the result."""

    token = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = kit.LongTextField(label="说明", rows=4, min_chars=least, max_length=LONGEST_TEXT)


class DecideForm(kit.KitForm):
    """What becomes of an appeal."""

    token = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"] = kit.RadioField(label="处理", choices=[("upheld", "维持原结果"), ("changed", "改变结果")])
        self.fields["points"] = kit.NumberField(label="改为多少分", required=False)
        self.fields["failed"] = kit.CheckField(label="否决项", text="有否决项查实，评为不合格", required=False)
        self.fields["reason"] = kit.LongTextField(label="理由", rows=4, min_chars=least, max_length=LONGEST_TEXT, help_text=HELP)


class ExampleForm(kit.KitForm):
    """A reviewed case as an example."""

    def __init__(self, *args: Any, least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = kit.RadioField(label="类别", choices=ReviewExample.Kind.choices)
        self.fields["title"] = kit.TextField(label="标题", max_length=LONGEST_TITLE)
        self.fields["summary"] = kit.LongTextField(
            label="内容", rows=5, max_length=LONGEST_TEXT,
            help_text="写做法和问题，不写人。当事人、办案人员、案号和单位的名称公布时自动改写为“当事人甲”“办案人员”“本案”“某中队”",
        )  # fmt: skip
        self.fields["reason"] = kit.LongTextField(label="为什么选它", rows=2, min_chars=least, max_length=LONGEST_TEXT)
