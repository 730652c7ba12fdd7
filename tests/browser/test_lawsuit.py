"""A fine goes unpaid while its party sues: the surcharge stands still from the suit to the judgment, and the fine is paid."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

from mingheng.cases.queries.dockets import docket_of
from mingheng.law import queries as law
from mingheng.law.rules.context import Context
from mingheng.law.rules.owing import surcharge_on
from tests.browser.conftest import SignIn
from tests.browser.workbench import Workbench
from tests.cast import Cast
from tests.fixtures.browser import Live
from tests.journeys.drive import Drive, parts
from tests.scenarios.road import road

pytestmark = pytest.mark.browser

SUED, JUDGED, LATE = date(2026, 10, 11), date(2026, 11, 20), date(2026, 11, 21)


@pytest.fixture
def driven(live: Live, committed_cast: Cast) -> Drive:
    """A case whose decision was served on 24 September, to be paid by 9 October."""
    return Drive(parts(committed_cast)).go(until="serve_decision")


@pytest.fixture
def desk(live: Live, page: Page, sign_in: SignIn, driven: Drive, tmp_path: Path) -> Workbench:
    photo = tmp_path / "副本.jpg"
    Image.new("RGB", (320, 240), (96, 110, 124)).save(photo)
    return Workbench(live, page, sign_in, driven.people, photo, ref=driven.case.ref)


def by_hand(desk: Workbench, act: str, day: date, **changed: Any) -> None:
    written = road()["aside"][act]
    desk.take(act, day, desk.people[written["by"]], {**written["facts"], **changed})


def grown(driven: Drive, day: date) -> Decimal:
    docket = docket_of(driven.case)
    return surcharge_on(Context(docket, law.lawbook()), docket.parties[0].id, day).amount


def test_the_surcharge_stands_still_while_the_lawsuit_goes_on(desk: Workbench, driven: Drive) -> None:
    before = grown(driven, date(2026, 10, 10))
    assert before == Decimal(270)
    by_hand(desk, "register_lawsuit", date(2026, 10, 19), applied_on=SUED, admitted_on=date(2026, 10, 14))
    desk.page.goto(f"{desk.live.url}/cases/{desk.ref}/")
    assert "复议诉讼中" in desk.page.locator(".idbar").inner_text()
    assert "提交答辩状和证据" in desk.page.locator("main").inner_text()
    by_hand(desk, "answer_lawsuit", date(2026, 10, 22))
    assert grown(driven, date(2026, 11, 19)) == before
    by_hand(desk, "record_judgment", JUDGED, form="ruling", result="withdrawn", final="yes")
    assert grown(driven, JUDGED) == before
    assert grown(driven, LATE) == 2 * before
    desk.page.goto(f"{desk.live.url}/cases/{desk.ref}/")
    assert "复议诉讼中" not in desk.page.locator(".idbar").inner_text()
