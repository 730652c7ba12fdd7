"""A decision made on the spot under review: the application handed to the agency, sent on, and what comes of it."""

from datetime import date, datetime, time
from typing import Any

import pytest

from mingheng.cases import actions
from mingheng.cases.actions import Offer
from mingheng.cases.models import Case
from mingheng.cases.rules import StepRefused
from mingheng.documents.queries import of_folder
from mingheng.evidence.queries import of_folder as evidence_of
from mingheng.kit.dates import SHANGHAI
from tests.cast import Cast
from tests.scenarios.road import law, road
from tests.walking import picture, walk

RECEIVED, SENT = date(2026, 10, 12), date(2026, 10, 13)


def take(cast: Cast, case: Case, act: str, day: date, *, files: Any = None, **changes: Any) -> None:
    """Take the act as the side table has it, with these changes."""
    people = {1: cast.handler, 4: cast.centre_reviewer, 5: cast.bureau_head, 9: cast.squad_legal_officer, 13: cast.supervisor}
    written, spec = road("simple")["aside"][act], law().procedure("simple").acts[act]
    facts = {k: v.isoformat() if isinstance(v, date) else v for k, v in {**written["facts"], **changes}.items() if k != "files"}
    at = datetime.combine(day, time(16), SHANGHAI)
    party = str(case.party_links.get().party_id) if spec.per_party else None
    actions.take_step(
        case_id=case.id,
        offer=Offer(
            act, facts, party, None if spec.happened == "now" else day, at if spec.happened == "minute" else None,
            {"files": [picture()]} if files else {},
        ),
        by=people[written["by"]],
        at=at,
    )  # fmt: skip
    case.refresh_from_db()


@pytest.fixture
def archived(cast: Cast) -> Case:
    return walk(cast, "archive_case", procedure="simple")


def test_the_application_opens_the_case_again_and_is_sent_on(cast: Cast, archived: Case) -> None:
    take(cast, archived, "receive_application", RECEIVED)
    assert (archived.closed, archived.turn, archived.due) == (False, "forward_application", date(2026, 10, 19))
    take(cast, archived, "forward_application", SENT)
    take(cast, archived, "register_reconsideration", date(2026, 10, 19))
    assert "remedy_pending" in archived.marks
    take(cast, archived, "answer_reconsideration", date(2026, 10, 22))
    assert "行政复议答复书" in {paper.title for paper in of_folder(archived.id)}
    take(cast, archived, "record_reconsideration_result", date(2026, 11, 2))
    assert archived.turn == "close_on_spot"


def test_a_decision_lost_in_reconsideration_is_gone_and_somebody_answers_for_it(cast: Cast, archived: Case) -> None:
    take(cast, archived, "register_reconsideration", date(2026, 10, 19))
    take(cast, archived, "record_reconsideration_result", date(2026, 11, 2), result="revoked", ground="facts")
    assert {"revoked", "accountability_owed"} <= set(archived.marks)
    take(cast, archived, "open_accountability", date(2026, 11, 3))
    assert "accountability_register" in {paper.key for paper in of_folder(archived.id)}
    assert "accountability_owed" not in archived.marks


def test_a_decision_the_agency_takes_back_itself_is_gone(cast: Cast, archived: Case) -> None:
    take(cast, archived, "receive_application", RECEIVED)
    take(cast, archived, "revoke_decision", SENT)
    assert "revoked" in archived.marks
    assert archived.turn != "forward_application"


def test_nobody_sues_before_the_reconsideration(cast: Cast, archived: Case) -> None:
    with pytest.raises(StepRefused) as refused:
        take(cast, archived, "register_lawsuit", date(2026, 11, 12))
    finding = next(f for f in refused.value.findings if f.code == "reconsidered-before-lawsuit")
    assert finding.cite == ("xzfy/23", "xzss/44")


def test_a_picture_taken_on_the_spot_is_evidence_of_the_case(cast: Cast) -> None:
    case = walk(cast, "establish_facts", procedure="simple")
    take(cast, case, "add_evidence", date(2026, 9, 16), files=True)
    assert [piece.title for piece in evidence_of(case.id)] == ["摊位现场照片"]
