"""An act with legal effect is looked at once more before it is taken; nothing is written by looking."""

from uuid import uuid4

from django.test import Client

from mingheng.cases.models import Step
from mingheng.documents.queries import of_folder
from mingheng.ledger.queries import chain_state
from tests.cast import Cast
from tests.walking import walk

APPROVAL = {"opinion": "approve", "reason": "事实清楚，符合立案条件"}


def test_filing_is_confirmed_with_the_period_it_starts(cast: Cast, client: Client) -> None:
    case = walk(cast, "propose_filing")
    client.force_login(cast.bureau_head)
    before = Step.objects.count(), chain_state(str(case.id)), of_folder(case.id)
    form = APPROVAL | {"token": str(uuid4()), "seen": str(case.steps)}
    looked = client.post(f"/cases/{case.ref}/steps/approve_filing/", form)
    page = looked.content.decode()
    assert looked.status_code == 200
    assert "办案期限" in page
    assert "事实清楚，符合立案条件" in page
    assert (Step.objects.count(), chain_state(str(case.id)), of_folder(case.id)) == before
    taken = client.post(f"/cases/{case.ref}/steps/approve_filing/", form | {"confirmed": "yes"})
    assert taken.status_code == 302
    case.refresh_from_db()
    assert case.number


def test_an_unlawful_act_is_refused_before_it_is_confirmed(cast: Cast, client: Client) -> None:
    case = walk(cast, "check_lead")
    client.force_login(cast.bureau_head)
    answer = client.post(f"/cases/{case.ref}/steps/approve_filing/", APPROVAL | {"seen": str(case.steps)})
    assert answer.status_code == 422
    assert "承办人还没有报请立案" in answer.content.decode()
