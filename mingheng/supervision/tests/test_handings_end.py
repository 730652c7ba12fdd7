"""A handing ends on its day or before, never with an opinion unanswered before it, and never with what was said of it lost."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from mingheng.cases.models import Case
from mingheng.documents.queries import of_folder
from mingheng.kit import clock
from mingheng.ledger.queries import open_commitment
from mingheng.ledger.queries.vouchers import entries_of
from mingheng.organisation.models import Officer
from mingheng.supervision.actions.handings import HandingRefused, answer_opinion, give_opinion, take_back
from mingheng.supervision.models import Handing, HandingTakenBack
from mingheng.supervision.tests.test_handings import ANSWER, NOW, OPINION, PURPOSE, handed, outsider
from tests.cast import Cast
from tests.walking import walk

REASON = "案件已经移送公安机关，不再需要查阅。"
THEIRS = "立案审批表上的日期与受理登记的日期不一致，请说明。"


@pytest.fixture
def procurator(cast: Cast) -> Officer:
    return outsider(cast, "procuratorate", "LJ9101")


@pytest.fixture
def case(cast: Cast) -> Case:
    return walk(cast, "add_evidence")


def get(client: Client, address: str, at: datetime = NOW) -> tuple[int, str]:
    with clock.pretend(at):
        answer = client.get(address)
    return answer.status_code, answer.content.decode()


def test_it_is_not_taken_back_while_an_opinion_waits(cast: Cast, case: Case, procurator: Officer, client: Client) -> None:
    one = handed(cast, case, procurator.unit)
    opinion = give_opinion(handing=one.pk, words=OPINION, token=None, by=procurator, at=NOW)
    client.force_login(cast.supervisor)
    with clock.pretend(NOW):
        answer = client.post(f"/handings/{one.pk}/back/", {"reason": REASON})
    assert answer.status_code == 422
    for word in ("第 1 条意见", procurator.name, "先答复", REASON):
        assert word in answer.content.decode()
    assert not HandingTakenBack.objects.exists()
    assert "答复以后才能提前收回" in get(client, f"/handings/{one.pk}/")[1]
    answer_opinion(opinion=opinion.pk, words=ANSWER, by=cast.supervisor, at=NOW)
    take_back(handing=one.pk, reason=REASON, by=cast.supervisor, at=NOW)
    with pytest.raises(HandingRefused, match="已经结束"):
        give_opinion(handing=one.pk, words=THEIRS, token=None, by=procurator, at=NOW)


@pytest.mark.parametrize("how", ["back", "over"])
def test_who_gave_an_opinion_keeps_it_and_its_answer_and_nothing_of_the_case(
    how: str, cast: Cast, case: Case, procurator: Officer, client: Client
) -> None:
    one = handed(cast, case, procurator.unit, date(2026, 10, 8))
    opinion = give_opinion(handing=one.pk, words=OPINION, token=None, by=procurator, at=NOW)
    colleague_saw = give_opinion(handing=one.pk, words=THEIRS, token=None, by=cast.supervisor, at=NOW)
    for waits in (opinion, colleague_saw):
        answer_opinion(opinion=waits.pk, words=ANSWER, by=cast.supervisor, at=NOW)
    if how == "back":
        take_back(handing=one.pk, reason=REASON, by=cast.supervisor, at=NOW)
    later = NOW if how == "back" else NOW + timedelta(days=30)
    client.force_login(procurator)
    status, page = get(client, f"/handings/{one.pk}/", later)
    assert status == 200
    assert OPINION in page
    assert ANSWER in page
    assert THEIRS not in page
    assert case.title not in page
    assert f"/handings/{one.pk}/" in get(client, "/handings/", later)[1]
    assert get(client, f"/handings/{one.pk}/papers/{uuid4()}/", later)[0] == 404
    with clock.pretend(later):
        assert client.post(f"/handings/{one.pk}/", {"words": THEIRS}).status_code == 404


def test_the_answer_that_comes_after_the_last_day_is_read(cast: Cast, case: Case, procurator: Officer, client: Client) -> None:
    one = handed(cast, case, procurator.unit, NOW.date())
    opinion = give_opinion(handing=one.pk, words=OPINION, token=None, by=procurator, at=NOW)
    answer_opinion(opinion=opinion.pk, words=ANSWER, by=cast.supervisor, at=NOW + timedelta(days=9))
    client.force_login(procurator)
    assert ANSWER in get(client, f"/handings/{one.pk}/", NOW + timedelta(days=10))[1]


def test_the_same_is_not_handed_to_the_same_unit_twice(cast: Cast, case: Case, procurator: Officer, client: Client) -> None:
    handed(cast, case, procurator.unit)
    client.force_login(cast.bureau_head)
    form = {"case": case.ref, "to": procurator.unit.key, "purpose": PURPOSE, "until": "2026-12-01", "token": str(uuid4())}
    with clock.pretend(NOW):
        answer = client.post("/handings/new/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "到 2026-12-31 为止" in page
    assert cast.supervisor.name in page
    assert Handing.objects.count() == 1
    handed(cast, case, outsider(cast, "justice", "LJ9201").unit)
    take_back(handing=Handing.objects.get(to=procurator.unit).pk, reason=REASON, by=cast.supervisor, at=NOW)
    handed(cast, case, procurator.unit)


def test_the_last_day_is_within_the_months_of_the_lawbook(cast: Cast, case: Case, procurator: Officer) -> None:
    with pytest.raises(HandingRefused, match="最晚填写 2027-03-29") as refused:
        handed(cast, case, procurator.unit, date(2027, 3, 30))
    assert refused.value.field == "until"
    handed(cast, case, procurator.unit, date(2027, 3, 29))


def test_each_opening_of_the_page_and_of_a_paper_is_an_entry(cast: Cast, case: Case, procurator: Officer, client: Client) -> None:
    one = handed(cast, case, procurator.unit)
    client.force_login(procurator)
    get(client, f"/handings/{one.pk}/")
    paper = of_folder(case.pk)[0].id
    for _ in range(3):
        get(client, f"/handings/{one.pk}/papers/{paper}/")
    get(client, f"/handings/{one.pk}/")
    read = [pk for pk, entry in entries_of(f"handing:{one.pk}") if entry.kind == "handing:read"]
    said = ["case", *[f"paper:{paper}"] * 3, "case"]
    assert [open_commitment(pk, "what", what) for pk, what in zip(read, said, strict=True)] == [True] * 5


def test_who_looks_in_lands_on_his_own_list(cast: Cast, case: Case, procurator: Officer, client: Client) -> None:
    one = handed(cast, case, procurator.unit)
    give_opinion(handing=one.pk, words=OPINION, token=None, by=procurator, at=NOW)
    client.force_login(procurator)
    with clock.pretend(NOW):
        landed = client.get("/", follow=True)
    assert landed.redirect_chain == [("/handings/", 302)]
    assert "1 条待答复" in landed.content.decode()
    assert "工作台</" not in landed.content.decode()


def test_taking_back_one_of_two_of_an_earlier_time_says_that_the_other_runs(
    cast: Cast, case: Case, procurator: Officer, client: Client
) -> None:
    one = handed(cast, case, procurator.unit)
    other = Handing.objects.create(
        case=case, title=case.ref, to=procurator.unit, purpose=PURPOSE, until=date(2026, 11, 30), by=cast.supervisor, at=NOW
    )
    client.force_login(cast.supervisor)
    told = []
    for each in (one, other):
        with clock.pretend(NOW):
            told.append(client.post(f"/handings/{each.pk}/back/", {"reason": REASON}, follow=True).content.decode())
    assert "还能看这一件，到 2026-11-30 为止" in told[0]
    assert "不再能看这一件" in told[1]
