"""How many questions the database is asked: a step and a list page have a budget, whatever the size of the docket."""

from datetime import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mingheng.cases import actions
from mingheng.cases.actions import Offer
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from tests.cast import Cast
from tests.trouble.visitor import Forms
from tests.walking import walk

STEP = 20
LIST = 8
PAGE = 16  # the last of them whether there are results of reviews to be shown beside the case
LISTS = ("/cases/", "/cases/?q=屿舟", "/cases/?state=all&stage=filing&due=over", "/approvals/", "/search/?q=屿舟", "/")
TODAY = {"happened-day": clock.today().isoformat(), "happened-minute": "00:01"}
REQUESTS = {  # what is typed, by whom, after which act
    "register_lead": ({"source": "patrol", "content": "人行道上有人摆摊", "place": "云汀路1号"}, "handler", ""),
    "check_lead": ({"result": "suspected", "findings": "现场核查，占用人行道约两平方米"}, "handler", "register_lead"),
    "approve_filing": ({"opinion": "approve", "reason": "符合立案条件", "confirmed": "1"}, "bureau_head", "propose_filing"),
}


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


@pytest.mark.parametrize("act", ["register_lead", "check_lead", "approve_filing"])
def test_a_whole_request_asks_at_most_twenty_times(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, act: str
) -> None:
    """Session, person, form, transaction and all it writes."""
    typed, by, after = REQUESTS[act]
    case = walk(cast, after) if after else None
    path = f"/cases/{case.ref}/steps/{act}/" if case else "/cases/new/"
    client.force_login(getattr(cast, by))
    form = {**Forms(client.get(path).content.decode()).values, **typed, **TODAY}
    with django_assert_max_num_queries(STEP):
        answer = client.post(path, form)
    assert answer.status_code == 302, answer.content.decode()


def test_list_pages_ask_at_most_eight_times(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    walk(cast, "waive_statement")
    walk(cast, "propose_filing")
    for reader in (cast.handler, cast.squad_leader, cast.bureau_head, cast.supervisor):
        client.force_login(reader)
        for place in LISTS:
            client.get(place)
            with django_assert_max_num_queries(LIST):
                assert client.get(place).status_code == 200


@pytest.mark.parametrize("until", ["register_lead", "waive_statement", "archive_case"])
def test_a_case_page_asks_at_most_sixteen_times(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, until: str
) -> None:
    case = walk(cast, until)
    client.force_login(cast.handler)
    client.get(f"/cases/{case.ref}/")
    with django_assert_max_num_queries(PAGE):
        assert client.get(f"/cases/{case.ref}/").status_code == 200
