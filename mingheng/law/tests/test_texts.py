"""Statute texts cut into articles, paragraphs and items."""

import pytest

from mingheng.law.rules.texts import gaps_in, number_of, paragraphs_of, read_text
from mingheng.law.tests.sample import TEXTS


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("八十六", 86),
        ("一百零一", 101),
        ("一百一十", 110),
        ("一千零五十二", 1052),
    ],
)
def test_chinese_numerals_are_read(numeral: str, number: int) -> None:
    assert number_of(numeral) == number


def test_what_is_no_numeral_is_refused() -> None:
    with pytest.raises(ValueError, match="不是中文数字"):
        number_of("十甲")


def test_the_plain_shape_is_cut_into_articles() -> None:
    text = read_text(TEXTS["ytf-2020.md"])
    assert list(text.articles) == ["1", "2", "3", "9"]
    assert text.articles["3"] == "夜摊收市后应当清扫。"
    assert not text.strays


def test_the_bold_shape_is_cut_into_articles_with_inserted_ones() -> None:
    text = read_text(TEXTS["part/ytf-2026-1.md"])
    assert list(text.articles) == ["1", "2", "2-1", "3"]
    assert text.articles["3"] == "夜摊收市后应当清扫，并运走垃圾。\n前款规定的垃圾不得倒入河道。"


def test_items_belong_to_the_paragraph_before_them() -> None:
    paragraphs = paragraphs_of(read_text(TEXTS["part/ytf-2026-2.md"]).articles["9"])
    assert [(p.number, len(p.items)) for p in paragraphs] == [(1, 2), (2, 0)]
    assert paragraphs[0].items[1].number == 2
    assert paragraphs[0].items[1].text.startswith("（二）单位")


def test_a_paragraph_that_opens_with_another_article_is_not_one() -> None:
    text = read_text("第一条 甲。\n\n第二条规定的行为，适用本条例。\n")
    assert text.articles == {"1": "甲。\n第二条规定的行为，适用本条例。"}


def test_lines_that_belong_to_no_article_are_told() -> None:
    text = read_text("题注\n\n第一条 甲。\n\n## 附件\n\n收费标准\n")
    assert text.articles == {"1": "甲。"}
    assert text.strays == ("收费标准",)


def test_numbers_that_come_twice_or_are_missing_are_told() -> None:
    assert read_text("第一条 甲。\n第一条 乙。").doubles == ("1",)
    assert gaps_in(["1", "2", "2-1", "5"]) == ("3", "4")
    assert gaps_in([]) == ()
