"""A fine paid in instalments, in the browser: applied for, granted, served, paid; the page tells what is owed each day."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

from mingheng.kit.dates import SHANGHAI
from mingheng.organisation.models import Officer
from tests.browser.conftest import SignIn
from tests.browser.workbench import Workbench
from tests.cast import Cast
from tests.fixtures.browser import Live
from tests.scenarios.road import road
from tests.walking import walk

pytestmark = pytest.mark.browser

SHORT = [{"day": "2026-10-20", "amount": "3000"}, {"day": "2026-11-20", "amount": "5999.99"}]


@pytest.fixture
def bench(live: Live, page: Page, sign_in: SignIn, committed_cast: Cast, tmp_path: Path) -> Workbench:
    photo = tmp_path / "银行流水.jpg"
    Image.new("RGB", (320, 240), (96, 110, 124)).save(photo)
    c = committed_cast
    people = {1: c.handler, 2: c.partner, 4: c.centre_reviewer, 5: c.bureau_head}
    case = walk(c, "serve_decision")
    return Workbench(live, page, sign_in, people, photo, ref=case.ref)


def facts_of(act: str, **changed: Any) -> dict[str, Any]:
    written = next((w["facts"] for w in road()["road"] if w["act"] == act), None) or road()["aside"][act]["facts"]
    return {**{k: v for k, v in written.items() if k != "plan"}, "plan": plan(), **changed}


def plan() -> list[dict[str, str]]:
    """The worked plan: three thousand on 20 October, six thousand on 20 November."""
    rows = road()["aside"]["apply_deferral"]["facts"]["plan"]
    return [{"day": str(row["day"]), "amount": str(row["amount"])} for row in rows]


def money_on(bench: Workbench, day: date, reader: Officer) -> str:
    """What the case page says about money on a day."""
    bench.live.at = datetime.combine(day, time(9, 30), SHANGHAI)
    bench.sit(reader)
    bench.page.goto(f"{bench.live.url}/cases/{bench.ref}/")
    return bench.page.locator("#money").inner_text()


def test_a_fine_is_paid_in_two_instalments_and_the_page_tells_what_is_owed(bench: Workbench) -> None:
    handler, head = bench.people[1], bench.people[5]
    assert "尚欠 9,000.00 元" in money_on(bench, date(2026, 9, 25), handler)

    vague = bench.attempt("apply_deferral", date(2026, 9, 28), handler, facts_of("apply_deferral", hardship="困难"))
    assert any("第66条" in reason for reason in vague), vague
    bench.take("apply_deferral", date(2026, 9, 28), handler, facts_of("apply_deferral"))
    short = bench.attempt("approve_deferral", date(2026, 9, 30), head, facts_of("approve_deferral", plan=SHORT))
    assert any("各期合计" in reason for reason in short), short
    bench.take("approve_deferral", date(2026, 9, 30), head, facts_of("approve_deferral"))
    bench.take("serve_paper", date(2026, 9, 30), handler, facts_of("serve_paper", paper="22"))
    assert "未到期" in money_on(bench, date(2026, 10, 12), handler)

    early = bench.attempt("cancel_deferral", date(2026, 10, 20), head, facts_of("cancel_deferral"))
    assert any("第66条" in reason for reason in early), early
    bench.take("record_payment", date(2026, 10, 20), handler, facts_of("record_payment", paid="3000", receipt="P-1"))
    told = money_on(bench, date(2026, 11, 22), handler)
    assert "已缴 3,000.00 元，尚欠 6,000.00 元" in told
    assert "逾期 2 日，依法可加处罚款 360.00 元" in told

    over = bench.attempt("record_payment", date(2026, 11, 22), handler, facts_of("record_payment", paid="6360.01", receipt="P-2"))
    assert any("第67条" in reason for reason in over), over
    bench.take("record_payment", date(2026, 11, 22), handler, facts_of("record_payment", paid="6360", receipt="P-2"))
    assert "已缴清" in money_on(bench, date(2026, 11, 23), handler)
    bench.take("propose_closing", date(2026, 11, 23), handler, facts_of("propose_closing"))
