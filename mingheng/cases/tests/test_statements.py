"""How many questions the database is asked: a step and a list page have a budget, whatever the size of the docket."""

from datetime import datetime

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mingheng.cases import actions
from mingheng.cases.actions import Offer
from mingheng.kit.dates import SHANGHAI
from tests.cast import Cast
from tests.walking import walk

STEP = 20
LIST = 8


def test_a_step_asks_at_most_twenty_times(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    case = walk(cast, "waive_statement")
    offer = Offer("propose_decision", {"opinion": "事实清楚，证据充分，建议罚款九千元"})
    with django_assert_max_num_queries(STEP):
        actions.take_step(case_id=case.id, offer=offer, by=cast.handler, at=datetime(2026, 9, 21, 9, tzinfo=SHANGHAI))


def test_a_step_with_an_instrument_and_a_number_asks_at_most_twenty_times(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = walk(cast, "report_investigation")
    notice = {
        "item": "unsealed-bulk-transport", "conduct_day": "2026-09-01", "clause": "first", "amount": "9000",
        "found": "当事人车辆运输渣土未密闭", "hearing_told": "no", "contact": "云汀街道中队",
    }  # fmt: skip
    offer = Offer("give_notice", notice, party=str(case.party_links.get().party_id))
    with django_assert_max_num_queries(STEP):
        actions.take_step(case_id=case.id, offer=offer, by=cast.handler, at=datetime(2026, 9, 11, 9, tzinfo=SHANGHAI))


def test_list_pages_ask_at_most_eight_times(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    walk(cast, "waive_statement")
    walk(cast, "propose_filing")
    client.force_login(cast.handler)
    for place in ("/cases/", "/cases/?q=屿舟", "/approvals/", "/"):
        client.get(place)
        with django_assert_max_num_queries(LIST):
            assert client.get(place).status_code == 200
