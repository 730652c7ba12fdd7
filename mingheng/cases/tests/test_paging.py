"""A page of a list shows the newest, counts no further than it says, and shows everybody what is theirs to see."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from mingheng.cases.access import cases_for, listed_for
from mingheng.cases.models import Case
from mingheng.cases.queries.paging import MOST_COUNTED, MOST_ORDERED, page_of, slice_of
from mingheng.cases.queries.tasks import NEWEST, Sought, sought
from mingheng.kit import clock, search
from mingheng.organisation import queries as organisation
from tests.cast import Cast

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
ALL = Sought(state="all")


def many(count: int, unit: str, *, words: str = "沿街摆摊", handlers: Iterable[int] = ()) -> None:
    """So many cases of a unit, a minute apart."""
    Case.objects.bulk_create(
        Case(
            ref=f"{unit}-{n}", procedure="ordinary", edition="", opened_at=FIRST + timedelta(minutes=n), unit=unit, stage="lead",
            title=words, handlers=list(handlers), search=search.vector(words),
        )
        for n in range(count)
    )  # fmt: skip


def test_a_squad_member_sees_his_units_cases_and_those_he_handles_elsewhere(cast: Cast) -> None:
    mine, other = cast.handler.unit.key, cast.other_handler.unit.key
    many(60, mine)
    many(3, other, handlers=[cast.handler.pk])
    many(1, "nowhere")
    held = organisation.authority(cast.handler, clock.today())
    page = slice_of(listed_for(held), ALL, clock.today(), 0, 100)
    assert page.total == len(page.rows) == 63
    assert [case.pk for case in page.rows] == list(cases_for(held).order_by(*NEWEST).values_list("pk", flat=True))


def test_who_handles_very_many_elsewhere_still_sees_them_all(cast: Cast) -> None:
    many(250, cast.other_handler.unit.key, handlers=[cast.handler.pk])
    held = organisation.authority(cast.handler, clock.today())
    assert page_of(listed_for(held), ALL, clock.today())[1].total == 250


def test_who_sees_all_sees_every_unit(cast: Cast) -> None:
    many(2, "nowhere")
    assert page_of(listed_for(organisation.authority(cast.bureau_head, clock.today())), ALL, clock.today())[1].total == 2


def test_more_than_can_be_counted_is_said_to_be_more(cast: Cast, client: Client) -> None:
    many(MOST_COUNTED + 1, cast.handler.unit.key)
    client.force_login(cast.handler)
    assert "共 10,000+ 件" in client.get("/cases/?state=all").content.decode()
    assert "第 1–50 件" in client.get("/cases/?state=all&page=9999").content.decode()


@pytest.mark.parametrize("count", [MOST_ORDERED, MOST_ORDERED + 1])
def test_words_find_the_newest_first_however_common_they_are(cast: Cast, count: int) -> None:
    many(count, cast.handler.unit.key)
    many(5, "nowhere", words="露天烧烤")
    wanted, held = Sought(text="摆摊", state="all"), organisation.authority(cast.handler, clock.today())
    page = slice_of(listed_for(held), wanted, clock.today(), 7, 50)
    assert [case.pk for case in page.rows] == [case.pk for case in sought(cases_for(held), wanted, clock.today())[7:57]]
    assert (page.total, page.more) == (MOST_ORDERED, count > MOST_ORDERED)


def test_a_common_word_is_shown_with_a_plus_in_the_search(cast: Cast, client: Client) -> None:
    many(MOST_ORDERED + 1, cast.handler.unit.key)
    client.force_login(cast.handler)
    assert "全部 1,000+ 条" in client.get("/search/?q=摆摊").content.decode()
