"""Imported texts, and articles as in force on a day."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from mingheng.law import models, queries
from mingheng.law.actions import TextReport, import_statute_texts
from mingheng.law.rules.citations import CitationRefused
from mingheng.law.rules.reading import NoSuchEntry
from mingheng.law.tests.conftest import AT
from mingheng.law.tests.sample import change, write

BEFORE, AFTER = date(2026, 8, 14), date(2026, 8, 15)


def reports(folder: Path) -> dict[str, TextReport]:
    return {text.version: text for text in import_statute_texts(directory=folder, by="console", at=AT).texts}


def test_without_texts_an_article_has_number_and_gist(loaded: Path) -> None:
    view = queries.article("ytf/9/1/2", AFTER)
    assert (view.text, view.gist, view.body, view.lines) == ("夜摊条例 第9条第1款第2项", "单位不清扫的罚款", None, ())
    assert view.in_force


def test_texts_are_imported_whole_and_all_is_told(loaded: Path, texts: Path) -> None:
    write(texts, {"other/unknown.md": "第一条 甲。", "README.md": "# 说明"})
    report = import_statute_texts(directory=texts, by="console", at=AT)
    old, new = report.texts
    assert (old.articles, old.added, old.gaps, old.complete) == (4, 4, ("4", "5", "6", "7", "8"), False)
    assert (new.articles, new.added, new.files, new.complete) == (13, 13, ("part/ytf-2026-1.md", "part/ytf-2026-2.md"), True)
    assert report.unused == ("other/unknown.md",)
    assert report.added == 17


def test_an_article_is_shown_as_in_force_on_the_day(loaded: Path, texts: Path) -> None:
    reports(texts)
    old, new = queries.article("ytf/3", BEFORE), queries.article("ytf/3", AFTER)
    assert (old.version, old.body) == ("2020", "夜摊收市后应当清扫。")
    assert (new.version, len(new.lines)) == ("2026", 2)


def test_the_cited_place_is_marked(loaded: Path, texts: Path) -> None:
    reports(texts)
    assert [line.cited for line in queries.article("ytf/9/1/2", AFTER).lines] == [False, False, True, False]
    assert [line.cited for line in queries.article("ytf/9/2", AFTER).lines] == [False, False, False, True]
    assert [line.cited for line in queries.article("ytf/9/-/1", BEFORE).lines] == [False, True, False]
    assert not any(line.cited for line in queries.article("ytf/9", AFTER).lines)


def test_outside_every_version_the_nearest_is_shown_as_not_in_force(loaded: Path, texts: Path) -> None:
    reports(texts)
    view = queries.article("ytf/3", date(2019, 12, 31))
    assert (view.version, view.in_force) == ("2020", False)


def test_importing_again_adds_nothing_and_a_corrected_text_counts_from_then_on(loaded: Path, texts: Path) -> None:
    reports(texts)
    before = models.ArticleText.objects.count()
    assert import_statute_texts(directory=texts, by="console", at=AT).added == 0
    change(texts, "ytf-2020.md", "应当清扫", "须清扫")
    report = import_statute_texts(directory=texts, by="console", at=AT + timedelta(days=1))
    assert report.added == 1
    assert models.ArticleText.objects.count() == before + 1
    assert queries.article("ytf/3", BEFORE).body == "夜摊收市后须清扫。"


def test_missing_files_numbers_that_come_twice_and_wrong_gists_are_told(loaded: Path, texts: Path) -> None:
    (texts / "part/ytf-2026-2.md").unlink()
    change(texts, "ytf-2020.md", "第二条", "第一条")
    told = reports(texts)
    assert told["2026"].missing == ("part/ytf-2026-2.md",)
    assert told["2020"].doubles == ("1",)
    assert told["2020"].added == 0


def test_a_gist_of_an_article_the_text_lacks_is_told(loaded: Path, texts: Path) -> None:
    change(texts, "part/ytf-2026-2.md", "**第十二条**", "**第十三条**")
    assert reports(texts)["2026"].gists_without_article == ("12",)


def test_files_are_found_by_bare_name_unless_two_have_it(loaded: Path, texts: Path) -> None:
    (texts / "ytf-2020.md").rename(texts / "part/ytf-2020.md")
    assert reports(texts)["2020"].files == ("part/ytf-2020.md",)
    write(texts, {"again/ytf-2020.md": "第一条 甲。"})
    assert "2 个同名文件" in reports(texts)["2020"].missing[0]


def test_several_articles_cost_two_queries(loaded: Path, texts: Path, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    reports(texts)
    with django_assert_num_queries(2):
        views = queries.articles(["ytf/3", "ytf/9/1", "ytf/12"], AFTER)
    assert [view.article for view in views] == ["3", "9", "12"]


def test_a_statute_lists_its_known_articles(loaded: Path, texts: Path) -> None:
    statute = queries.lawbook().statute("ytf")
    assert queries.statute_articles(statute, statute.versions[0]) == [
        ("3", "夜摊收市须清扫", False),
        ("9", "不清扫的罚款", False),
    ]
    reports(texts)
    assert [number for number, _, _ in queries.statute_articles(statute, statute.versions[1])][:4] == ["1", "2", "2-1", "3"]


def test_a_citation_that_leads_nowhere_is_refused(loaded: Path) -> None:
    with pytest.raises(NoSuchEntry, match="没有登记"):
        queries.article("nix/1", AFTER)
    with pytest.raises(CitationRefused, match="写法"):
        queries.article("ytf", AFTER)


def test_items_are_found_by_all_words(loaded: Path) -> None:
    assert [item.key for item in queries.search_items("夜摊 市容")] == ["night-stall-litter"]
    assert queries.search_items("夜摊 河道") == []
    assert len(queries.search_items("")) == 1
    assert [statute.key for statute in queries.search_statutes("夜摊")] == ["ytf"]
    assert queries.cite_text("ytf/3") == "夜摊条例 第3条"
