"""A whole case through the one transaction that takes steps."""

from datetime import datetime

import pytest

from mingheng.cases import actions
from mingheng.cases.actions import Offer
from mingheng.cases.models import Step
from mingheng.cases.queries.dockets import docket_of
from mingheng.cases.rules import StepRefused, pointers
from mingheng.kit.dates import SHANGHAI
from mingheng.law import queries as law
from mingheng.law.rules.position import position
from mingheng.ledger.queries import chain_intact
from tests.cast import Cast
from tests.walking import walk


def test_a_case_goes_from_lead_to_archive(cast: Cast) -> None:
    case = walk(cast, "archive_case")
    assert case.closed
    assert case.number == "澜城管案〔2026〕1号"
    assert chain_intact(str(case.id))


def test_the_row_is_the_fold_of_the_docket(cast: Cast) -> None:
    case = walk(cast, "serve_notice")
    docket = docket_of(case)
    expected = pointers(docket, position(docket, law.lawbook()))
    assert {name: getattr(case, name) for name in expected} == expected


def test_a_refused_act_changes_nothing(cast: Cast) -> None:
    case = walk(cast, "approve_filing")
    before = Step.objects.count()
    offer = Offer("make_decision", {"amount": "9000"}, happened=case.last_happened)
    with pytest.raises(StepRefused) as refused:
        actions.take_step(case_id=case.id, offer=offer, by=cast.handler, at=datetime(2026, 9, 4, 9, tzinfo=SHANGHAI))
    assert len(refused.value.findings) > 5
    assert Step.objects.count() == before
