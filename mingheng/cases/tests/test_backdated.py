"""Entering an act late does not help who may no longer enforce."""

from datetime import datetime, timedelta

import pytest

from mingheng.cases import actions
from mingheng.cases.actions import Offer
from mingheng.cases.rules import StepRefused
from mingheng.kit.dates import SHANGHAI
from mingheng.organisation import actions as organisation
from mingheng.organisation.models import Certificate
from mingheng.organisation.rules import Effect
from tests.cast import Cast
from tests.walking import walk

AT = datetime(2026, 9, 10, 9, tzinfo=SHANGHAI)


def test_who_is_suspended_today_writes_no_record_of_a_day_on_which_he_was_not(cast: Cast) -> None:
    case = walk(cast, "assign_officers")
    held = Certificate.objects.get(officer=cast.handler)
    organisation.change_certificate(
        certificate=held, effect=Effect.SUSPENDED, since=AT.date(), reason="培训考核未通过", by=cast.law_administrator, at=AT
    )
    earlier = AT - timedelta(days=6)
    facts = {
        "officers": [cast.handler.pk, cast.partner.pk], "place": "澜水路口", "id_shown": True, "rights_told": True,
        "findings": "车厢未密闭，沿途遗撒约二十米", "present": "party",
    }  # fmt: skip
    offer = Offer("scene_record", facts, happened=earlier.date(), happened_at=earlier)
    with pytest.raises(StepRefused) as refused:
        actions.take_step(case_id=case.id, offer=offer, by=cast.handler, at=AT)
    assert "taker-certified" in {finding.code for finding in refused.value.findings}
