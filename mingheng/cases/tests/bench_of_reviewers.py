"""A centre with several reviewers, and cases that wait for their review."""

from datetime import date, datetime

from mingheng.cases import actions
from mingheng.cases.actions import Offer
from mingheng.cases.models import Case
from mingheng.kit.dates import SHANGHAI
from mingheng.organisation import actions as organisation
from mingheng.organisation.models import Officer, Unit
from mingheng.organisation.rules import Duty, OfficerKind
from tests.cast import AT, BEGAN, Cast
from tests.scenarios.road import road
from tests.walking import walk

SENT = datetime(2026, 9, 14, 10, 0, tzinfo=SHANGHAI)
NEXT = datetime(2026, 9, 15, 9, 30, tzinfo=SHANGHAI)
LATER = datetime(2026, 9, 16, 9, 30, tzinfo=SHANGHAI)


def reviewer(cast: Cast, username: str, name: str, unit: Unit | None = None) -> Officer:
    """One more qualified reviewer; he sits in the centre unless a unit is named."""
    by, seat = cast.system_administrator, unit or cast.centre
    officer = organisation.add_person(
        username=username, name=name, unit=seat, kind=OfficerKind.OFFICER, by=by, at=AT,
        legal_qualification=f"A2019310{username[2:]}", legal_qualification_since=date(2019, 3, 1),
    )  # fmt: skip
    organisation.appoint(officer=officer, duty=Duty.CENTRE_REVIEWER, unit=cast.centre, since=BEGAN, by=by, at=AT)
    return organisation.choose_password(officer=officer, password="Qiao-tou-1937", at=AT)


def waiting(cast: Cast) -> Case:
    """A case that was sent to legal review."""
    case = walk(cast, "waive_statement", {"report_investigation": {"nature": "complex"}})
    actions.take_step(case_id=case.id, offer=Offer("submit_review", {"note": "材料齐全，请审核"}), by=cast.handler, at=SENT)
    case.refresh_from_db()
    return case


def distribute(cast: Cast, case: Case) -> Officer:
    """Give the case out by rule, and say to whom it went."""
    actions.distribute_reviews(cases=[case.id], by=cast.bureau_head, at=NEXT)
    case.refresh_from_db()
    return Officer.objects.get(pk=case.turn_officers[0])


def review(case: Case, by: Officer, at: datetime = LATER, **changed: object) -> None:
    """The worked opinion, with changes."""
    facts = {**road()["aside"]["legal_review"]["facts"], **changed}
    actions.take_step(case_id=case.id, offer=Offer("legal_review", facts), by=by, at=at)
    case.refresh_from_db()
