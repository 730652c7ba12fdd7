"""A form sent again with other content is refused with what was taken the first time, and what was typed stays on the page."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from mingheng.cases.models import Case
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.organisation.models import Officer
from mingheng.supervision.actions.bulletins import issue_bulletin
from mingheng.supervision.actions.handings import give_opinion, hand_over
from mingheng.supervision.actions.meetings import Decided, Minutes, record_meeting
from mingheng.supervision.actions.sent_before import SentOtherwise
from mingheng.supervision.models import Bulletin, FrozenMonth, Handing, Opinion, ReviewMeeting
from mingheng.supervision.rules.bulletins.periods import Period, PeriodKind
from mingheng.supervision.tests import test_freezing as freezing
from mingheng.supervision.tests import test_handings as handings
from mingheng.supervision.tests.test_bulletins import POINTS, issued
from tests.cast import Cast
from tests.walking import walk

OTHERWISE = "现在填的与那次不同，没有收下，内容还在本页"
OTHER_WORDS = "立案审批表上的日期与受理登记的日期不一致，请说明原因并补正。"


def sent(client: Client, address: str, typed: Mapping[str, object], token: UUID) -> tuple[int, str]:
    answer = client.post(address, {**typed, "token": str(token)}, follow=True)
    return (answer.redirect_chain or [("", answer.status_code)])[0][1], answer.content.decode()


def stays(page: str, token: UUID, *typed: str) -> None:
    """The page says why, has what was typed, and a token with which it can be sent as something of its own."""
    assert OTHERWISE in page
    assert all(word in page for word in typed)
    assert 'name="token"' in page
    assert str(token) not in page


@pytest.fixture
def procurator(cast: Cast) -> Officer:
    return handings.outsider(cast, "procuratorate", "LJ9101")


@pytest.fixture
def case(cast: Cast) -> Case:
    return walk(cast, "add_evidence")


def test_another_opinion_from_the_page_of_one_is_not_said_to_be_taken(
    cast: Cast, case: Case, procurator: Officer, client: Client
) -> None:
    one, token = handings.handed(cast, case, procurator.unit), uuid4()
    address = f"/handings/{one.pk}/"
    client.force_login(procurator)
    with clock.pretend(handings.NOW):
        assert sent(client, address, {"words": handings.OPINION}, token)[0] == 302
        assert sent(client, address, {"words": handings.OPINION}, token)[0] == 302
        status, page = sent(client, address, {"words": OTHER_WORDS}, token)
        assert status == 422
        stays(page, token, OTHER_WORDS, "的第 1 条意见")
        assert [one.words for one in Opinion.objects.all()] == [handings.OPINION]
        assert sent(client, address, {"words": OTHER_WORDS}, uuid4())[0] == 302
    assert [one.words for one in Opinion.objects.all()] == [handings.OPINION, OTHER_WORDS]


def test_the_form_of_an_opinion_belongs_to_one_handing_and_one_person(cast: Cast, case: Case, procurator: Officer) -> None:
    one, token = handings.handed(cast, case, procurator.unit), uuid4()
    other = handings.outsider(cast, "justice", "LJ9201")
    another = handings.handed(cast, case, other.unit)
    give_opinion(handing=one.pk, words=handings.OPINION, token=token, by=procurator, at=handings.NOW)
    for handing, by in ((another, procurator), (one, other)):
        with pytest.raises(SentOtherwise):
            give_opinion(handing=handing.pk, words=handings.OPINION, token=token, by=by, at=handings.NOW)


def test_another_case_handed_over_from_the_page_of_one_is_refused_and_the_first_is_named(
    cast: Cast, case: Case, procurator: Officer, client: Client
) -> None:
    second, token = walk(cast, "register_lead"), uuid4()
    typed = {"case": case.ref, "to": procurator.unit.key, "purpose": handings.PURPOSE, "until": "2026-12-31"}
    client.force_login(cast.supervisor)
    with clock.pretend(handings.NOW):
        assert [sent(client, "/handings/new/", typed, token)[0] for _ in range(2)] == [302, 302]
        status, page = sent(client, "/handings/new/", typed | {"case": second.ref}, token)
    assert status == 422
    stays(
        page,
        token,
        second.ref,
        handings.PURPOSE,
        f"“{Handing.objects.get().title}”交给{procurator.unit.short_name}，到 2026-12-31 为止",
    )
    assert [one.case_id for one in Handing.objects.all()] == [case.pk]


@pytest.mark.parametrize("changed", ["to", "purpose", "until", "by"])
def test_a_handing_is_the_same_only_with_the_same_unit_purpose_day_and_person(
    changed: str, cast: Cast, case: Case, procurator: Officer
) -> None:
    given: dict[str, Any] = {
        "case": case.pk, "title": case.ref, "to": procurator.unit, "purpose": handings.PURPOSE, "until": date(2026, 12, 31),
        "token": uuid4(), "by": cast.supervisor, "at": handings.NOW,
    }  # fmt: skip
    others = {
        "to": handings.outsider(cast, "justice", "LJ9201").unit, "purpose": OTHER_WORDS, "until": date(2026, 12, 1),
        "by": cast.bureau_head,
    }  # fmt: skip
    first = hand_over(**given)
    assert hand_over(**given) == first
    with pytest.raises(SentOtherwise):
        hand_over(**given | {changed: others[changed]})


@pytest.fixture
def closed(cast: Cast) -> Case:
    return walk(cast, "archive_case")


def month_of(closed: Case) -> Period:
    return Period.holding(PeriodKind.MONTH, closed.step_rows.order_by("-n")[0].happened)


def after(month: Period) -> datetime:
    return datetime.combine(month.until, datetime.min.time(), UTC) + timedelta(hours=3)


def test_other_points_from_the_page_of_a_bulletin_are_refused_and_the_same_are_taken_once(
    cast: Cast, closed: Case, client: Client
) -> None:
    month, token = month_of(closed), uuid4()
    address, typed = f"/bulletins/new/{month.name}/", {"points": POINTS, "seen": "0"}
    client.force_login(cast.supervisor)
    with clock.pretend(after(month)):
        assert [sent(client, address, typed, token)[0] for _ in range(2)] == [302, 302]
        status, page = sent(client, address, typed | {"points": OTHER_WORDS}, token)
    assert status == 422
    stays(page, token, OTHER_WORDS, f"{month.title}通报的第 1 份")
    assert Bulletin.objects.get().points == POINTS


def test_the_form_of_a_bulletin_is_of_one_person(cast: Cast, closed: Case) -> None:
    month, token = month_of(closed), uuid4()
    issued(cast, month, token=token)
    with pytest.raises(SentOtherwise, match=cast.supervisor.name):
        issue_bulletin(
            period=month, points=POINTS, reason="", seen=0, token=token, by=cast.bureau_head, at=after(month)
        )  # fmt: skip


def test_other_minutes_from_the_page_of_a_meeting_are_refused_and_the_same_are_taken_once(
    cast: Cast, closed: Case, client: Client
) -> None:
    month, token = month_of(closed), uuid4()
    bulletin = issued(cast, month)
    held_on = month.until + timedelta(days=1)
    typed: dict[str, object] = {
        "held_on": held_on.isoformat(), "chair": str(cast.bureau_head.pk), "attended": [cast.squad.key], "points-rows": "1",
        "points-0-figure": "closed", "points-0-said": POINTS, "decisions-rows": "1", "decisions-0-what": "补正送达回证",
        "decisions-0-unit": cast.squad.key, "decisions-0-due": (held_on + timedelta(days=9)).isoformat(),
    }  # fmt: skip
    address = f"/bulletins/{bulletin.pk}/meeting/new/"
    client.force_login(cast.supervisor)
    with clock.pretend(after(month) + timedelta(days=2)):
        assert [sent(client, address, typed, token)[0] for _ in range(2)] == [302, 302]
        for changed in ({"points-0-said": OTHER_WORDS}, {"decisions-0-what": OTHER_WORDS}):
            status, page = sent(client, address, typed | changed, token)
            assert status == 422
            stays(page, token, OTHER_WORDS, f"{held_on} 的会议记录")
    assert ReviewMeeting.objects.get().points[0]["said"] == POINTS


def test_the_minutes_on_one_bulletin_are_not_those_on_another(cast: Cast, closed: Case) -> None:
    month, token = month_of(closed), uuid4()
    first = issued(cast, month)
    again = issued(cast, month, seen=1, reason="前一份漏计了一件补录结案日期的案件，现按案卷的办理日期计入。")
    minutes = Minutes(
        month.until,
        cast.bureau_head,
        [cast.squad.key],
        [("closed", POINTS)],
        [Decided("补正送达回证", cast.squad.key, month.until)],
    )
    at = after(month) + timedelta(days=2)
    made = record_meeting(bulletin=first, minutes=minutes, token=token, by=cast.supervisor, at=at)
    assert record_meeting(bulletin=first, minutes=minutes, token=token, by=cast.supervisor, at=at) == made
    with pytest.raises(SentOtherwise):
        record_meeting(bulletin=again, minutes=minutes, token=token, by=cast.supervisor, at=at)


def test_other_terms_from_the_page_of_a_sealed_list_are_refused_and_the_same_are_taken_once(
    cast: Cast, closed: Case, client: Client
) -> None:
    now = datetime.combine(month_of(closed).until + timedelta(days=1), datetime.min.time(), SHANGHAI).replace(hour=9)
    typed, token = freezing.typed_at(now), uuid4()
    address = "/supervision/freeze/dossiers/"
    client.force_login(cast.supervisor)
    with clock.pretend(now):
        assert [sent(client, address, typed, token)[0] for _ in range(2)] == [302, 302]
        status, page = sent(client, address, typed | {"fallback_at-minute": "15:30"}, token)
        assert status == 422
        stays(page, token, "15:30", typed["party_0"], "案卷抽查”的名单")
        status, page = sent(client, "/supervision/freeze/recordings/", typed, token)
        assert (status, OTHERWISE in page) == (422, True)
    sealed = FrozenMonth.objects.get().draw
    assert sealed.fallback_at.astimezone(SHANGHAI).strftime("%H:%M") == typed["fallback_at-minute"]
