"""The forms of the case centre."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from mingheng.cases.rules.anonymity import traces
from mingheng.kit import forms as kit
from mingheng.law import queries as law


class AbsenceForm(kit.KitForm):
    """A reviewer is away from one day to another, both included."""

    def __init__(self, reviewers: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"] = kit.SelectField(label="审核人", choices=[(str(pk), name) for pk, name in reviewers])
        self.fields["since"] = kit.DayField(label="从")
        self.fields["until"] = kit.DayField(label="到", help_text="含这一天。提前回来的，再登记一次，填实际的最后一天")
        self.fields["reason"] = kit.TextField(label="原因", max_length=100)

    def clean(self) -> dict[str, Any]:
        """The first day is not after the last."""
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", ValidationError("早于开始的日期。请核对两个日期"))
        return cleaned


class SecondOpinionForm(kit.KitForm):
    """The items of a legal review once more."""

    def __init__(self, points: Sequence[str], conclusions: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"] = kit.ItemsField(label="逐项意见", items=[(point, point) for point in points])
        self.fields["conclusion"] = kit.RadioField(label="结论", choices=conclusions)
        self.fields["opinion"] = kit.LongTextField(label="总的意见", help_text="合法性和合理性都要写明")


class RemarkForm(kit.KitForm):
    """A remark about the differences between two opinions."""

    text = kit.LongTextField(label="讨论意见", rows=3, help_text="针对哪一项，为什么")


class ResultForm(kit.KitForm):
    """What came of a cross-check."""

    word = kit.RadioField(
        label="结论", choices=(("kept", "原审核意见妥当"), ("both", "两种意见都站得住"), ("wrong", "原审核意见有误"))
    )
    text = kit.LongTextField(label="理由和以后怎么做", rows=3)


class _Published(kit.KitForm):
    """What an answer and an example have in common: the items they are about."""

    def __init__(self, items: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        column = kit.SelectField(label="执法事项", choices=items)
        self.fields["items"] = kit.RowsField(label="有关的执法事项", columns={"item": column}, first_rows=2)

    def clean(self) -> dict[str, Any]:
        """No text that everybody reads points to a person or a case."""
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and (found := traces(value)):
                self.add_error(name, ValidationError(f"写有{'、'.join(found)}。请改成【当事人】这样的占位"))
        return cleaned


class QuestionForm(_Published):
    """A question many ask, and its answer."""

    question = kit.TextField(label="问题")
    answer = kit.LongTextField(label="答复", rows=6)
    sources = kit.TextField(label="依据", help_text="法条编号，用空格分开，例如 xzcf/33 xzcf/57/2；在法律库里能看到")

    def clean_sources(self) -> list[str]:
        """Every source is an article the lawbook knows."""
        given = str(self.cleaned_data["sources"]).split()
        statutes = set(law.lawbook().statutes)
        if unknown := [ref for ref in given if ref.split("/")[0] not in statutes or "/" not in ref]:
            raise ValidationError(f"法律库里没有 {'、'.join(unknown)}。请从法律库的条文页抄编号")
        return given


class ExampleForm(_Published):
    """A good case with everybody's name taken out."""

    title = kit.TextField(label="标题", help_text="不写当事人名称")
    summary = kit.LongTextField(label="案情和要点", help_text="时间、地点、人名都用占位，例如【当事人】【地点】")

    def __init__(self, items: Sequence[tuple[str, str]], wordings: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(items, *args, **kwargs)
        self.wordings = dict(wordings)
        for key, label in self.wordings.items():
            self.fields[key.replace(".", "__")] = kit.LongTextField(label=label, required=False, help_text="可以被套用的文字")

    @property
    def wording(self) -> dict[str, str]:
        """The texts offered, by act and fact; call after `is_valid`."""
        given = {key: self.cleaned_data.get(key.replace(".", "__")) for key in self.wordings}
        return {key: str(text) for key, text in given.items() if text}
