"""The acts of the investigation and of a case's course, through the real transaction: each form opens, each paper is made."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mingheng.cases.actions import Offer, take_step
from mingheng.cases.models import Case
from mingheng.cases.queries.dockets import docket_of
from mingheng.documents import queries as documents
from mingheng.kit.dates import SHANGHAI
from tests.cast import Cast
from tests.scenarios.road import plain, road
from tests.walking import walk

WAYS = (
    ("order_correction", ("summon", "take_sample", "commission_appraisal", "tell_appraisal", "receive_appraisal")),
    ("order_correction", ("approve_preservation", "preserve_evidence", "handle_preserved")),
    ("order_correction", ("extend_decision", "extend_again", "suspend_case", "resume_case")),
    ("recheck", ("propose_withdrawal", "approve_withdrawal")),
    ("recheck", ("report_crime", "decide_transfer", "transfer_case", "answer_transfer", "hand_over_transfer")),
    ("check_lead", ("transfer_matter",)),
)


@pytest.mark.parametrize(("until", "acts"), WAYS, ids=lambda told: told if isinstance(told, str) else told[0])
def test_each_form_opens_and_each_act_makes_its_paper(cast: Cast, client: Client, until: str, acts: tuple[str, ...]) -> None:
    case = walk(cast, until)
    for n, act in enumerate(acts):
        spec = docket_of(case).procedure.acts[act]
        by = cast.bureau_head if "bureau_head" in spec.by else cast.handler
        client.force_login(by)
        page = client.get(reverse("cases:step", args=[case.ref, act]))
        assert page.status_code == 200
        assert spec.title in page.content.decode()
        take_step(case_id=case.id, offer=offered(case, cast, act, n), by=by, at=datetime(2026, 9, 9, 15, n, tzinfo=SHANGHAI))
        case.refresh_from_db()
        papers = {view.title for view in documents.of_folder(case.id)}
        wanted = documents.definition(spec.instrument).title if spec.instrument else None
        assert wanted is None or any(wanted[:4] in title for title in papers), papers


def offered(case: Case, cast: Cast, act: str, minute: int) -> Offer:
    """The act as the road has it, with the cast's people, at a minute of one day."""
    people = {1: cast.handler.pk, 2: cast.partner.pk}
    facts: dict[str, Any] = {k: plain(v) for k, v in road()["aside"][act]["facts"].items() if k != "proof"}
    if "officers" in facts:
        facts["officers"] = [people[i] for i in facts["officers"]]
    facts = {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in facts.items()}
    moment = datetime(2026, 9, 9, 15, minute, tzinfo=SHANGHAI)
    often = docket_of(case).procedure.acts[act].happened
    return Offer(
        act, facts, happened=None if often == "now" else moment.date(), happened_at=moment if often == "minute" else None
    )
