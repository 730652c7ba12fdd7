"""A published fine is revoked in reconsideration: every place that shows the case says so, and what was told is taken back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import SignIn
from tests.browser.workbench import Workbench
from tests.cast import Cast
from tests.fixtures.browser import Live
from tests.journeys.drive import Drive, parts
from tests.scenarios.road import road

pytestmark = pytest.mark.browser

DAYS: dict[str, date] = {
    "register_reconsideration": date(2026, 10, 14), "answer_reconsideration": date(2026, 10, 20),
    "record_reconsideration_result": date(2026, 10, 30), "withdraw_publication": date(2026, 11, 2),
    "open_accountability": date(2026, 11, 3),
}  # fmt: skip


@pytest.fixture
def desk(live: Live, page: Page, sign_in: SignIn, committed_cast: Cast, tmp_path: Path) -> Workbench:
    """A bench in front of a case that is fined, paid and published."""
    photo = tmp_path / "副本.jpg"
    Image.new("RGB", (320, 240), (96, 110, 124)).save(photo)
    people = {**parts(committed_cast), 13: committed_cast.supervisor}
    driven = Drive(people).go(until="record_payment")
    driven.take("publish_decision", date(2026, 9, 28))
    return Workbench(live, page, sign_in, people, photo, ref=driven.case.ref)


def by_hand(desk: Workbench, act: str, **changed: Any) -> None:
    written = road()["aside"][act]
    facts = {k: v for k, v in {**written["facts"], **changed}.items() if v is not None}
    desk.take(act, DAYS[act], desk.people[written["by"]], facts)


def seen(desk: Workbench, place: str) -> str:
    desk.page.goto(f"{desk.live.url}/cases/{place}")
    return desk.page.locator("main").inner_text()


def test_a_revoked_decision_is_withdrawn_everywhere(desk: Workbench) -> None:
    by_hand(desk, "register_reconsideration")
    assert "复议诉讼中" in seen(desk, f"{desk.ref}/")
    by_hand(desk, "answer_reconsideration")
    by_hand(desk, "record_reconsideration_result", result="revoked", ground="facts")
    case = seen(desk, f"{desk.ref}/")
    assert "决定已撤销" in case
    assert "公示待撤回" in case
    assert "撤回公示" in case
    assert "决定已撤销" in seen(desk, "?state=all")
    assert "决定已撤销" in seen(desk, "?state=all&mark=revoked")
    assert "决定已撤销" in seen(desk, f"?state=all&q={desk.ref}")
    assert "退还" in seen(desk, f"{desk.ref}/parties/")
    desk.sit(desk.people[1])
    assert "还没有作出罚款决定" in seen(desk, f"{desk.ref}/steps/record_payment/")
    by_hand(desk, "withdraw_publication")
    after = seen(desk, f"{desk.ref}/")
    assert "公示待撤回" not in after
    assert "待启动责任审查" in after
    by_hand(desk, "open_accountability")
    assert "责任审查" in seen(desk, f"{desk.ref}/")
