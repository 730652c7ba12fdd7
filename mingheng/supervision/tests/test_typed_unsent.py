"""What was typed when the session had run out is there again for who signs in, on each page that keeps no drafts."""

from datetime import date, timedelta

import pytest
from django.test import Client

from mingheng.kit import clock
from mingheng.kit.tests.test_forms import Inputs
from mingheng.organisation.actions import choose_password
from mingheng.organisation.models import Officer
from mingheng.supervision.actions import open_orders
from mingheng.supervision.actions.handings import give_opinion
from mingheng.supervision.models import TaskOrder
from mingheng.supervision.rules.bulletins.periods import Period
from mingheng.supervision.tests.found import broken
from mingheng.supervision.tests.reviewed import bench_of, hand_in, moment, value
from mingheng.supervision.tests.reviewed import opened as reviewed
from mingheng.supervision.tests.test_bulletins import issued
from mingheng.supervision.tests.test_handings import ANSWER, NOW, OPINION, PURPOSE, handed, outsider
from tests import matters
from tests.cast import AT, PASSWORD, Cast
from tests.walking import walk

KEPT = "刚才填写的内容已保留"
THERE_AGAIN = "刚才填写的内容还在"
Page = tuple[Officer, str, dict[str, str]]


@pytest.fixture
def pages(cast: Cast) -> dict[str, Page]:
    """Who types what on which page."""
    procurator, case = outsider(cast, "procuratorate", "LJ9101"), walk(cast, "add_evidence")
    choose_password(officer=procurator, password=PASSWORD, at=AT)
    procurator.refresh_from_db()
    one = handed(cast, case, procurator.unit)
    give_opinion(handing=one.pk, words=OPINION, token=None, by=procurator, at=NOW)
    found = broken(case, NOW)
    open_orders(by=cast.supervisor, at=NOW)
    order = TaskOrder.objects.get(spec="squad_day", unit=cast.squad.key)
    leader = {"item_0": "fine", "text": "晨会已讲评，明天复查记录仪"}
    matters.opened(cast.supervisor, date(2026, 7, 13))
    july = issued(cast, Period.month(2026, 7))
    return {
        "warning": (cast.supervisor, f"/warnings/{found.pk}/", {"kind": "confirmed", "reason": ANSWER}),
        "handing": (
            cast.supervisor,
            "/handings/new/",
            {"case": case.ref, "to": procurator.unit.key, "purpose": PURPOSE, "until": "12-01"},
        ),
        "opinion": (procurator, f"/handings/{one.pk}/", {"words": "录像没有显示开始时间，请说明它与张贴时间的关系。"}),
        "answer": (cast.supervisor, f"/handings/{one.pk}/opinions/1/", {"words": ANSWER}),
        "taking back": (cast.supervisor, f"/handings/{one.pk}/back/", {"reason": ANSWER}),
        "reviews": (cast.supervisor, "/reviews/new/", {"numbers": case.ref, "title": "2026年下半年集中评查"}),
        "freezing": (
            cast.supervisor,
            "/supervision/freeze/dossiers/",
            {"party_0": "0a", "party_1": "0b", "deadline-day": "10-25", "deadline-minute": "17:00"},
        ),
        "disclosures": (
            cast.supervisor,
            "/supervision/disclosures/2026-10/confirm/",
            {"other-1": "2026-7", "remark-other-1": ANSWER},
        ),
        "task": (cast.squad_leader, f"/supervision/tasks/{order.pk}/", leader),
        "bulletin": (cast.supervisor, "/bulletins/new/2026-08/", {"points": "主要问题是送达回证填写不全，下期重点看送达。"}),
        "minutes": (
            cast.supervisor,
            f"/bulletins/{july.pk}/meeting/new/",
            {"points-rows": "1", "points-0-said": ANSWER, "decisions-rows": "3", "decisions-2-what": PURPOSE},
        ),
    }


def sent_late(client: Client, officer: Officer, address: str, typed: dict[str, str], act: str = "") -> str:
    """The page filled in while signed in and sent (to `act` below it) when the session is gone; the page one is taken to, to sign in."""
    client.force_login(officer)
    page = client.get(address).content.decode()
    who = f'name="who" value="{officer.pk}"'
    client.logout()
    asked = client.post(
        f"{address}{act}", typed | ({"who": str(officer.pk)} if who in page else {}), HTTP_REFERER=f"http://testserver{address}"
    )
    assert asked.status_code == 302
    return asked.headers["Location"]


@pytest.mark.parametrize(
    "which",
    [
        "warning",
        "handing",
        "opinion",
        "answer",
        "taking back",
        "bulletin",
        "reviews",
        "freezing",
        "disclosures",
        "task",
        "minutes",
    ],
)
def test_what_was_typed_is_there_again_after_signing_in(which: str, pages: dict[str, Page], client: Client) -> None:
    officer, address, typed = pages[which]
    with clock.pretend(NOW + timedelta(hours=1)):
        door = sent_late(client, officer, address, typed)
        assert KEPT in client.get(door).content.decode()
        assert client.post(door, {"username": officer.username, "password": PASSWORD}).headers["Location"] == address
        page = client.get(address)
    assert page.status_code == 200
    assert THERE_AGAIN in page.content.decode()
    shown = Inputs(page.content.decode()).sent
    for name, said in typed.items():
        assert shown[name] == [said]


def test_the_appeal_of_a_squad_typed_while_the_session_ran_out_is_there_again(cast: Cast, client: Client) -> None:
    bench = bench_of(cast)
    review = reviewed(bench)
    for reviewer in (bench.first, bench.second):
        hand_in(review, reviewer, value({"filing": "2"}), later=0)
    leader, address = cast.squad_leader, f"/reviews/{review.pk}/"
    with clock.pretend(moment(1)):
        door = sent_late(client, leader, address, {"text": ANSWER, "kind": "appeal"}, "answer/")
        assert KEPT in client.get(door).content.decode()
        assert client.post(door, {"username": leader.username, "password": PASSWORD}).headers["Location"] == address
        page = client.get(address).content.decode()
    assert THERE_AGAIN in page
    assert ANSWER in page
    assert not review.entries.filter(kind="appeal").exists()


def test_the_door_promises_nothing_when_nothing_waits(pages: dict[str, Page], client: Client) -> None:
    answer = client.get("/sign-in/?next=/warnings/").content.decode()
    assert "登录后回到刚才的页面" in answer
    assert KEPT not in answer
    assert "自动保存" not in answer


def test_somebody_else_who_signs_in_sees_nothing_of_it(cast: Cast, pages: dict[str, Page], client: Client) -> None:
    officer, address, typed = pages["warning"]
    with clock.pretend(NOW + timedelta(hours=1)):
        door = sent_late(client, officer, address, typed)
        client.post(door, {"username": cast.bureau_head.username, "password": PASSWORD})
        assert typed["reason"] not in client.get(address).content.decode()
