"""Typed and pasted text, file names and numbers: one written form, and nothing that cannot be printed."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from mingheng.kit import forms
from mingheng.kit.forms.numbers import NumberField
from mingheng.kit.shell import Pager

LINE = forms.TextField(label="标题", required=False)
PARAGRAPH = forms.LongTextField(label="意见", required=False)
SIZE = NumberField(label="面积", required=False)


class Amount(forms.KitForm):
    """One amount."""

    amount = forms.MoneyField(label="数额")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\uf9b2星", "零星"), ("cafe\u0301", "café"), ("甲\t乙", "甲 乙"), ("甲\r\n乙", "甲 乙"),
        ("甲\u200b乙\ufeff", "甲乙"), ("𫝋𠀀\U00031350", "𫝋𠀀\U00031350"),
    ],
)  # fmt: skip
def test_a_line_is_kept_in_one_written_form(typed: str, kept: str) -> None:
    assert LINE.clean(typed) == kept


def test_a_paragraph_keeps_its_lines() -> None:
    assert PARAGRAPH.clean(" 甲\r\n乙\t丙\r丁 ") == "甲\n乙 丙\n丁"


@pytest.mark.parametrize(
    "strange", ["\x00", "\x07", "\x1b", "\x85", "\u202e", "\u2066", "\ue863", "\ufdd0", "\U0001ffff", "\ud800"]
)
def test_a_character_that_cannot_be_printed_is_named_by_its_code(strange: str) -> None:
    for field in (LINE, PARAGRAPH):
        with pytest.raises(ValidationError) as refused:
            field.clean(f"甲{strange}乙")
        assert f"{field.label}里有不能打印的字符（U+{ord(strange):04X}）" in refused.value.messages[0]


@pytest.mark.parametrize("typed", ["\u200b\u200d", "\u3164", "\u2800 \u115f", "\ufe0f", "\u3000"])
def test_text_that_nobody_can_see_is_empty(typed: str) -> None:
    assert LINE.clean(typed) == ""
    with pytest.raises(ValidationError, match="标题还是空的"):
        forms.TextField(label="标题").clean(typed)


def test_places_and_reasons_are_held_to_the_same() -> None:
    place = forms.PlaceField(label="地点")
    assert place.clean({"street": "潮平街道", "detail": "\uf9b2陵路", "longitude": "", "latitude": ""})["detail"] == "零陵路"
    items = forms.ItemsField(label="审核", items=(("subject", "主体"),))
    with pytest.raises(ValidationError, match=r"主体.*U\+202E"):
        items.clean({"subject": {"verdict": "ok", "reason": "甲\u202e乙"}})


def test_the_name_of_a_file_is_kept_in_one_written_form() -> None:
    sent = MultiValueDict({"files": [SimpleUploadedFile("cafe\u0301\uf9b2.jpg", b"x")]})
    (file,) = forms.EvidenceUpload(label="附件").widget.value_from_datadict({}, sent, "files")
    assert file.name == "café零.jpg"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12.5", "12.5"),
        ("１，２００", "1200"),
        ("000000000000000000007", "7"),
        (".5", "0.5"),
        ("9" * 15 + ".9999", "9" * 15 + ".9999"),
    ],
)
def test_a_quantity_is_written_plainly(typed: str, number: str) -> None:
    assert SIZE.clean(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1e5", "不是数字"),
        ("1_000", "不是数字"),
        ("NaN", "不是数字"),
        (".", "不是数字"),
        ("1" * 16, "位数太多"),
        ("0.00001", "位数太多"),
        ("-3", "大于零"),
        ("0", "大于零"),
    ],
)
def test_exponents_and_endless_digits_are_refused(typed: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        SIZE.clean(typed)


def test_the_pager_counts_people_as_people() -> None:
    assert "共 3 人" in render_to_string("kit/pager.html", {"pager": Pager(3, 1, 3), "unit": "人"})
    assert "共 3 件" in render_to_string("kit/pager.html", {"pager": Pager(3, 1, 3)})


def test_the_field_of_an_amount_carries_no_style_of_its_own() -> None:
    assert "style=" not in Amount({"amount": "12"}).as_p()
