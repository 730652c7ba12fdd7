"""The lawbook of this repository: it can be loaded, and every page on it can be shown, on both sides of the change of law."""

from datetime import date

import pytest

from mingheng.kit.paths import lawbook_dir
from mingheng.law import queries
from mingheng.law.actions import load_lawbook
from mingheng.law.queries.page import AsOf
from mingheng.law.queries.pages import article_page, benchmarks_page, home_page, item_page, parameters_page, statute_page
from mingheng.law.queries.procedure_page import procedure_page
from mingheng.law.tests.conftest import AT


@pytest.mark.parametrize("day", [date(2026, 8, 14), date(2026, 11, 21)])
def test_every_page_on_the_shipped_lawbook_can_be_shown(db: None, day: date) -> None:
    load_lawbook(directory=lawbook_dir(), by="s:setup", at=AT)
    book, as_of = queries.lawbook(), AsOf(day, day)
    assert len(home_page("", as_of).items) == len(book.items)
    items = [item_page(item, as_of) for item in book.items.values()]
    assert all(page.versions and all(clause.words for v in page.versions for clause in v.clauses) for page in items)
    statutes = [statute_page(statute, as_of) for statute in book.statutes.values()]
    assert all(page.articles for page in statutes)
    assert len(parameters_page("", as_of).rows) == len(book.parameters)
    assert len(benchmarks_page(as_of).benchmarks) == sum(len(versions) for versions in book.benchmarks.values())
    for versions in (*book.procedures.values(), *book.supervision.values()):
        page = procedure_page(versions[-1], as_of)
        assert sum(len(stage.acts) for stage in page.stages) == len(versions[-1].acts)
    assert article_page("xzcf/58/1/2", as_of).gist


def test_an_article_is_found_as_people_type_it(db: None) -> None:
    load_lawbook(directory=lawbook_dir(), by="s:setup", at=AT)
    as_of = AsOf(AT.date(), AT.date())
    for typed in ("行政处罚法 58", "行政处罚法第58条", "处罚法 58条"):
        found = home_page(typed, as_of).article
        assert found is not None, typed
        assert "58" in found.text
