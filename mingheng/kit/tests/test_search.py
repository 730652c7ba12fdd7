"""Words and queries for search in Chinese, on a real PostgreSQL."""

import pytest
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Func
from django.db.models.sql import Query
from hypothesis import given
from hypothesis import strategies as st

from mingheng.kit.search import BigramQuery, bigrams, vector

TEXT = "澜江区城管执法局案卷 LJ-2026号 𠮷野家（店）"


def found(query: str, *texts: str) -> bool:
    """Whether the server finds the query in the texts."""
    match = Func(vector(*texts), BigramQuery(query), template="(%(expressions)s)", arg_joiner=" @@ ", output_field=BooleanField())
    compiler = Query(None).get_compiler(connection=connection)
    sql, params = compiler.compile(ExpressionWrapper(match, output_field=BooleanField()))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", params)
        return bool(cursor.fetchone()[0])


def test_every_two_neighbours_are_a_word() -> None:
    assert bigrams("城管执法A区2026年") == ["城管", "管执", "执法", "法", "a", "区", "2026", "年"]
    assert bigrams("，。 ！") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["城管", "执法局", "澜", "卷", "lj", "LJ-20", "2026号", "𠮷野", "𠮷", "店", "卷 澜江", "ＬＪ", "野家（店"]
)
def test_it_finds_what_stands_in_the_text(query: str) -> None:
    assert found(query, TEXT)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["城执", "管城", "026", "执法 上海", "局案江", "", "！", "' & !x"])
def test_it_does_not_find_what_does_not(query: str) -> None:
    assert not found(query, TEXT)


@pytest.mark.django_db
def test_a_piece_never_spans_two_texts() -> None:
    assert found("张三 路口", "张三", "路口")
    assert not found("三路", "张三", "路口")
    assert not found("a-b", "a", "b")


@pytest.mark.django_db
def test_a_very_long_text_is_found_by_its_beginning() -> None:
    assert found("开头", "开头" + "长" * 40_000)


@pytest.mark.django_db
@given(text=st.text(max_size=60), query=st.text(max_size=12))
def test_no_text_and_no_query_breaks_the_server(text: str, query: str) -> None:
    found(query, text)


@pytest.mark.django_db
@given(st.text("城管执法局12ab", min_size=2, max_size=30), st.data())
def test_any_stretch_of_chinese_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    stretch = text[start:end]
    if all(character in "城管执法局" for character in stretch):
        assert found(stretch, text)
