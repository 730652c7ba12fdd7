"""Citations in data and on screens."""

from datetime import date
from pathlib import Path

import pytest

from mingheng.law.rules.citations import Citation, CitationRefused, gist_of, version_nearest, version_on
from mingheng.law.rules.reading import read_lawbook


@pytest.mark.parametrize(
    ("ref", "place"),
    [
        ("ytf/58", "第58条"),
        ("ytf/58/1", "第58条第1款"),
        ("ytf/58/1/2", "第58条第1款第2项"),
        ("ytf/58/-/2", "第58条第2项"),
        ("ytf/101-1/2", "第101条之1第2款"),
    ],
)
def test_a_citation_is_read_and_said(ref: str, place: str) -> None:
    assert Citation.parse(ref).place == place


@pytest.mark.parametrize(
    "ref", ["ytf", "ytf/", "ytf/0", "ytf/58/", "ytf/58/-", "ytf/58/1/2/3", "YTF/58", "ytf/五十八", "ytf 58", ""]
)
def test_anything_else_is_refused_with_an_example(ref: str) -> None:
    with pytest.raises(CitationRefused, match="xzcf/58/1/2"):
        Citation.parse(ref)


def test_the_text_of_a_citation_has_the_short_name(folder: Path) -> None:
    book = read_lawbook(folder)
    assert book.cite_text("ytf/9/1/2") == "夜摊条例 第9条第1款第2项"
    with pytest.raises(CitationRefused, match="没有登记"):
        book.cite_text("nix/9")


def test_the_version_is_the_one_of_the_day(folder: Path) -> None:
    statute = read_lawbook(folder).statute("ytf")
    on = {day: version_on(statute, day) for day in (date(2019, 12, 31), date(2026, 8, 14), date(2026, 8, 15))}
    assert [version.id if version else None for version in on.values()] == [None, "2020", "2026"]
    assert version_nearest(statute, date(2019, 12, 31)).id == "2020"
    assert version_nearest(statute, date(2030, 1, 1)).id == "2026"


def test_the_finest_gist_counts(folder: Path) -> None:
    version = read_lawbook(folder).statute("ytf").versions[1]
    assert gist_of(version, Citation.parse("ytf/9/1/2")) == "单位不清扫的罚款"
    assert gist_of(version, Citation.parse("ytf/9/1/1")) == "不清扫的罚款"
    assert gist_of(version, Citation.parse("ytf/9/2")) == ""
