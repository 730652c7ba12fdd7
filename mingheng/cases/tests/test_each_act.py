"""What each act of the ordinary road asks of the database, from the request to the answer."""

from datetime import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingheng.cases import actions
from mingheng.cases.access import case_for
from mingheng.cases.queries.case_page import opened
from mingheng.kit.dates import SHANGHAI, day_of
from mingheng.kit.once import one_request
from mingheng.organisation import queries as organisation
from tests.cast import Cast
from tests.journeys.drive import FIRST, SUBMITTED, Drive, parts
from tests.scenarios.road import road

STEP = 20
WHO_ONE_IS = 2  # session and person
MORE = {  # what else the act writes
    "register_party": 25,  # the register of parties, with an entry of its own
    "add_evidence": 25,  # the file and what it is, with an entry of its own, and a receipt
    "waive_statement": 23,  # the party's paper as a file
    "make_decision": 22,  # looks for the same conduct in other cases and where the officers were, takes a number
    "archive_case": 25,  # binds the dossier of all papers and evidence
}


def test_no_act_of_the_road_asks_more_often_than_it_may(cast: Cast) -> None:
    drive = Drive(parts(cast))
    asked = {stop["act"]: _asked(drive, stop["act"], stop["by"]) for stop in road()["road"]}
    assert {act: count for act, count in asked.items() if count > MORE.get(act, STEP)} == {}


def _asked(drive: Drive, act: str, by: int) -> int:
    """Take the act as its page does, and count."""
    if drive.case_id is None:
        drive.take(act)
        return 0  # see `test_statements`
    day = next((stop["day"] for stop in road()["road"] if stop["act"] == act and stop.get("day")), drive.last)
    offer, officer, at = drive.offer(act, day, party=FIRST), drive.people[by], datetime.combine(day, SUBMITTED, SHANGHAI)
    ref = drive.case.ref
    with CaptureQueriesContext(connection) as queries, one_request():
        held = organisation.authority(officer, day_of(at))
        found = opened(case_for(held, ref), at, held)
        step = actions.take_step(case_id=found.case.id, offer=offer, by=officer, at=at, read=found.reading)
    drive.last = day
    if act == "register_party":
        drive.parties[FIRST] = str(step.facts["party_id"])
    return WHO_ONE_IS + len(queries)
