"""Whether it is the first offence is looked up in the other cases of the party, by the system itself."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from mingheng.cases.actions import Offer, take_step
from mingheng.cases.models import Case
from mingheng.cases.rules import StepRefused
from mingheng.kit.dates import SHANGHAI
from tests.cast import Cast
from tests.scenarios.road import road
from tests.walking import walk

TEN = datetime(2026, 9, 28, 15, 0, tzinfo=SHANGHAI)
STEPS = {"question_person": "9", "scene_record": "7", "recheck": "11"}


def excuse(case: Case, cast: Cast, **facts: Any) -> None:
    """The explanation of no penalty as the worked road has it, for the only party of the case."""
    said = road()["aside"]["explain_no_penalty"]["facts"]
    rows = [{**row, "step": STEPS[row["step"]]} for row in said["conditions"]]
    offer = Offer("explain_no_penalty", {**said, "conditions": rows, **facts}, party=str(case.party_links.get().party_id))
    take_step(case_id=case.id, offer=offer, by=cast.handler, at=TEN)


def test_it_refuses_first_offence_to_whom_another_case_fined_for_the_same_item(cast: Cast) -> None:
    fined, again = walk(cast, "make_decision"), walk(cast, "recheck")
    with pytest.raises(StepRefused) as refused:
        excuse(again, cast)
    assert [f.code for f in refused.value.findings] == ["first-offence"]
    assert str(fined.number) in refused.value.findings[0].reason


def test_it_allows_first_offence_to_whom_nobody_dealt_with(cast: Cast) -> None:
    case = walk(cast, "recheck")
    excuse(case, cast)


def test_what_is_typed_about_other_cases_counts_for_nothing(cast: Cast) -> None:
    walk(cast, "make_decision")
    again = walk(cast, "recheck")
    with pytest.raises(StepRefused):
        excuse(again, cast, earlier=[])


def test_the_step_page_shows_the_other_case(cast: Cast, client: Client) -> None:
    fined, again = walk(cast, "make_decision"), walk(cast, "recheck")
    client.force_login(cast.handler)
    party = again.party_links.get().party_id
    page = client.get(f"/cases/{again.ref}/steps/explain_no_penalty/?party={party}").content.decode()
    assert str(fined.number) in page
    assert "不是初次违法" in page


def test_the_form_ties_each_condition_to_a_step(cast: Cast, client: Client) -> None:
    case = walk(cast, "recheck")
    client.force_login(cast.handler)
    said = road()["aside"]["explain_no_penalty"]["facts"]
    form = {"ground": said["ground"], "reason": said["reason"], "conditions-rows": "3"}
    for n, row in enumerate(said["conditions"]):
        form |= {
            f"conditions-{n}-key": row["key"],
            f"conditions-{n}-step": STEPS[row["step"]],
            f"conditions-{n}-reason": row["reason"],
        }
    place = f"/cases/{case.ref}/steps/explain_no_penalty/?party={case.party_links.get().party_id}"
    assert client.post(place, form).status_code == 302
    page = client.get(f"/cases/{case.ref}/taken/12/").content.decode()
    assert "第 11 步 整改复查" in page
