"""Outside supervisors read what was handed to their unit, for as long as it was; each reading is on record and each opinion answered."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from mingheng.cases.models import Case
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.queries.vouchers import entries_of
from mingheng.organisation import actions as organisation
from mingheng.organisation.models import Officer, Unit
from mingheng.organisation.rules import Duty, OfficerKind, Refused, UnitKind
from mingheng.supervision.actions.handings import HandingRefused, answer_opinion, give_opinion, hand_over, take_back
from mingheng.supervision.models import Handing
from tests.cast import AT, BEGAN, Cast
from tests.walking import walk

NOW = datetime(2026, 9, 29, 10, tzinfo=SHANGHAI)
PURPOSE = "投诉人反映送达不实，请核查送达回证。"
OPINION = "送达回证没有见证人签名，留置送达的条件没有写明，建议补正。"
ANSWER = "经查当日有社区工作人员在场，已补正签名并通报全区。"


def outsider(cast: Cast, key: str, username: str) -> Officer:
    """Somebody of an outside unit of his own."""
    by = cast.system_administrator
    unit = organisation.add_unit(
        key=key, name=f"澜江区{key}", short_name=key, kind=UnitKind.OUTSIDE, parent=cast.bureau, code="澜外", by=by, at=AT
    )
    person = organisation.add_person(username=username, name="季怀瑜", unit=unit, kind=OfficerKind.STAFF, by=by, at=AT)
    organisation.appoint(officer=person, duty=Duty.OUTSIDE_SUPERVISOR, unit=unit, since=BEGAN, by=by, at=AT)
    return person


@pytest.fixture
def procurator(cast: Cast) -> Officer:
    """Somebody of the procuratorate."""
    return outsider(cast, "procuratorate", "LJ9101")


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case with papers."""
    return walk(cast, "add_evidence")


def handed(cast: Cast, case: Case, to: Unit, until: date = date(2026, 12, 31)) -> Handing:
    """The case in the hands of an outside unit."""
    return hand_over(case=case.pk, title=case.ref, to=to, purpose=PURPOSE, until=until, token=None, by=cast.supervisor, at=NOW)


def test_he_reads_the_trail_and_every_reading_is_on_record(cast: Cast, case: Case, procurator: Officer, client: Client) -> None:
    one = handed(cast, case, procurator.unit)
    client.force_login(procurator)
    with clock.pretend(NOW + timedelta(hours=1)):
        assert case.ref in client.get("/handings/").content.decode()
        page = client.get(f"/handings/{one.pk}/").content.decode()
        client.get(f"/handings/{one.pk}/")
    assert case.title in page
    assert f"/cases/{case.ref}" not in page
    assert [entry.kind for _, entry in entries_of(f"handing:{one.pk}")] == ["handing:over", "handing:read", "handing:read"]


def test_everything_else_is_not_there_for_him(cast: Cast, case: Case, procurator: Officer, client: Client) -> None:
    handed(cast, case, procurator.unit)
    client.force_login(procurator)
    for address in (f"/cases/{case.ref}/", "/cases/", "/warnings/", "/people/", "/audit/", "/bulletins/", "/handings/new/"):
        assert client.get(address).status_code == 404, address


def test_what_is_in_other_hands_ended_or_taken_back_is_not_there(
    cast: Cast, case: Case, procurator: Officer, client: Client
) -> None:
    other = outsider(cast, "justice", "LJ9201")
    theirs, mine = handed(cast, case, other.unit), handed(cast, case, procurator.unit, date(2026, 10, 8))
    client.force_login(procurator)
    with clock.pretend(NOW):
        assert client.get(f"/handings/{theirs.pk}/").status_code == 404
        assert client.get(f"/handings/{mine.pk}/").status_code == 200
    with clock.pretend(datetime(2026, 10, 9, 0, 1, tzinfo=SHANGHAI)):
        assert client.get(f"/handings/{mine.pk}/").status_code == 404
    take_back(handing=mine.pk, reason="案件已经移送公安机关，不再需要查阅。", by=cast.supervisor, at=NOW)
    with clock.pretend(NOW):
        assert client.get(f"/handings/{mine.pk}/").status_code == 404
    with pytest.raises(HandingRefused, match="已经收回"):
        take_back(handing=mine.pk, reason="案件已经移送公安机关，不再需要查阅。", by=cast.supervisor, at=NOW)


def test_an_opinion_runs_over_the_holiday_and_is_answered_once(cast: Cast, case: Case, procurator: Officer) -> None:
    one = handed(cast, case, procurator.unit)
    token = uuid4()
    opinion = give_opinion(handing=one.pk, words=OPINION, token=token, by=procurator, at=NOW)
    assert give_opinion(handing=one.pk, words=OPINION, token=token, by=procurator, at=NOW) == opinion
    assert opinion.due > NOW.date() + timedelta(days=21)
    answer_opinion(opinion=opinion.pk, words=ANSWER, by=cast.supervisor, at=NOW + timedelta(days=1))
    with pytest.raises(HandingRefused, match="已经答复"):
        answer_opinion(opinion=opinion.pk, words=ANSWER, by=cast.supervisor, at=NOW + timedelta(days=2))
    with pytest.raises(HandingRefused, match="意见"):
        give_opinion(handing=one.pk, words="同意", token=None, by=procurator, at=NOW)


def test_a_late_answer_stands_first_in_the_list(cast: Cast, case: Case, procurator: Officer, client: Client) -> None:
    one = handed(cast, case, procurator.unit)
    give_opinion(handing=one.pk, words=OPINION, token=None, by=procurator, at=NOW)
    handed(cast, case, outsider(cast, "justice", "LJ9201").unit)
    client.force_login(cast.supervisor)
    with clock.pretend(NOW + timedelta(days=60)):
        page = client.get("/handings/").content.decode()
        assert page.index("答复超期") < page.index("没有</span>")
        answered = client.post(f"/handings/{one.pk}/opinions/1/", {"words": ANSWER}, follow=True).content.decode()
    assert ANSWER in answered


def test_nobody_of_the_bureau_is_an_outside_supervisor_and_nobody_from_outside_anything_else(
    cast: Cast, procurator: Officer
) -> None:
    by = cast.system_administrator
    for person, duty, unit in (
        (cast.handler, Duty.OUTSIDE_SUPERVISOR, cast.squad), (procurator, Duty.SUPERVISOR, procurator.unit),
        (cast.handler, Duty.OUTSIDE_SUPERVISOR, procurator.unit),
    ):  # fmt: skip
        with pytest.raises(Refused):
            organisation.appoint(officer=person, duty=duty, unit=unit, since=BEGAN, by=by, at=AT)


def test_he_opens_a_paper_of_that_case_and_of_no_other(cast: Cast, case: Case, procurator: Officer, client: Client) -> None:
    one = handed(cast, case, procurator.unit)
    client.force_login(procurator)
    with clock.pretend(NOW):
        assert client.get(f"/handings/{one.pk}/papers/{uuid4()}/").status_code == 404
