"""The lawbook browser through its addresses: everybody who has signed in may read, nobody else."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from mingheng.law.actions import import_statute_texts, load_lawbook
from mingheng.law.queries.page import AsOf
from mingheng.law.queries.pages import parameters_page
from mingheng.law.tests.conftest import AT
from tests.cast import Cast

PAGES = (
    "/law/",
    "/law/?q=夜摊",
    "/law/items/night-stall-litter/",
    "/law/parameters/",
    "/law/benchmarks/",
    "/law/procedures/ordinary/",
    "/law/statutes/ytf/",
    "/law/articles/ytf/9/1/2/",
)


@pytest.fixture
def reader(cast: Cast, folder: Path) -> Client:
    """Somebody without any duty, signed in, with the sample as the current lawbook."""
    load_lawbook(directory=folder, by="console", at=AT, amend="样本代替演员表已载入的法律库")
    client = Client()
    client.force_login(cast.no_duty)
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_everybody_who_has_signed_in_may_read(reader: Client, address: str) -> None:
    assert "夜摊" in page(reader, address) or "参数" in page(reader, address) or "普通程序" in page(reader, address)


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_is_sent_to_sign_in(db: None, settings: Settings, address: str) -> None:
    settings.LOGIN_URL = "/sign-in/"
    answer = Client().get(address)
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_can_be_changed_here(reader: Client, address: str) -> None:
    assert reader.post(address).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/law/items/none/",
        "/law/procedures/none/",
        "/law/statutes/none/",
        "/law/articles/none/1/",
        "/law/articles/ytf/x/",
        "/law/articles/ytf/9/1/2/3/",
    ],
)
def test_what_is_not_in_the_lawbook_is_not_found(reader: Client, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_the_home_page_finds_items_statutes_and_an_article_asked_for(reader: Client) -> None:
    assert "night-stall-litter" not in page(reader, "/law/?q=河道")
    assert "/law/items/night-stall-litter/" in page(reader, "/law/?q=市容")
    assert "/law/articles/ytf/9/?on=" in page(reader, "/law/?q=夜摊条例 第9条")
    assert "没有符合" in page(reader, "/law/?q=河道")


def test_an_item_shows_the_text_of_the_day_first(reader: Client) -> None:
    now = page(reader, "/law/items/night-stall-litter/?on=2026-08-15")
    before = page(reader, "/law/items/night-stall-litter/?on=2026-08-14")
    assert now.index("100 元至 1,000 元") < now.index("50 元至 500 元")
    assert before.index("50 元至 500 元") < before.index("100 元至 1,000 元")
    assert "每平方米10.5 元至 20 元" in now
    assert "演示用，不是法律" in now


def test_a_parameter_shows_its_value_of_the_day_its_source_and_its_status(reader: Client) -> None:
    shown = page(reader, "/law/parameters/?on=2026-09-01")
    for words in ("5 日（自然日）", "3%", "未核实", "/law/articles/ytf/3/?on=2026-09-01"):
        assert words in shown
    days = {day: parameters_page("", AsOf(day, day)) for day in (date(2026, 8, 14), date(2026, 8, 15))}
    values = [[row.now.value if row.now else "" for row in found.rows] for found in days.values()]
    assert values == [["7 日（自然日）", ""], ["5 日（自然日）", "3%"]]
    assert [found.unverified for found in days.values()] == [0, 1]


def test_a_procedure_reads_as_a_table_of_acts_rules_and_clocks(reader: Client) -> None:
    shown = page(reader, "/law/procedures/ordinary/")
    for words in ("线索登记", "执法人员", "立案审批表", "立案应当有线索", "先登记线索", "核查期限", "5 日（自然日）"):
        assert words in shown


def test_an_article_is_shown_as_in_force_on_the_day(reader: Client, texts: Path) -> None:
    assert "没有导入条文" in page(reader, "/law/articles/ytf/3/?on=2026-08-15")
    import_statute_texts(directory=texts, by="console", at=AT)
    assert "并运走垃圾" in page(reader, "/law/articles/ytf/3/?on=2026-08-15")
    assert "并运走垃圾" not in page(reader, "/law/articles/ytf/3/?on=2026-08-14")
    assert 'class="item on">（二）单位' in page(reader, "/law/articles/ytf/9/1/2/?on=2026-08-15")
    assert "没有施行中的版本" in page(reader, "/law/articles/ytf/3/?on=2019-01-01")


def test_a_side_sheet_gets_the_article_alone(reader: Client) -> None:
    sheet = reader.get("/law/articles/ytf/9/1/2/", headers={"HX-Request": "true"})
    assert "单位不清扫的罚款" in sheet.content.decode()
    assert "<html" not in sheet.content.decode()
    assert "HX-Request" in sheet["Vary"]


def test_a_day_that_cannot_be_read_is_told_and_today_is_shown(reader: Client) -> None:
    shown = page(reader, "/law/items/night-stall-litter/?on=去年")
    assert "“去年”不是日期" in shown
    assert "以下按今天显示" in shown


@pytest.mark.parametrize("address", PAGES)
def test_a_page_costs_few_queries(reader: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    page(reader, address)
    with django_assert_max_num_queries(8):
        page(reader, address)
