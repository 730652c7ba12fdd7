"""A review is given out, returned with points, sent again, passed, and cross-checked by another reviewer, in the browser."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import Page

from mingheng.cases.models import CrossCheck
from mingheng.cases.tests.bench_of_reviewers import reviewer, waiting
from mingheng.kit.dates import SHANGHAI
from tests.browser.conftest import SignIn
from tests.browser.workbench import Workbench
from tests.cast import Cast
from tests.fixtures.browser import Live, go
from tests.scenarios.road import road

pytestmark = pytest.mark.browser

FACTS = road()["aside"]["legal_review"]["facts"]
MEND = {"mend": "补充现场测量记录", "act": "add_evidence"}
MENDED = [{"point": "事实与证据：补充现场测量记录", "done": "no", "reason": "现场已清扫，无法再测，照片中有卷尺读数"}]
WANTING = [{**FACTS["items"][0]}, *FACTS["items"][1:]]
WANTING[2] = {**FACTS["items"][2], "verdict": "not_ok", "reason": "没有现场测量记录，只有照片，不能证明遗撒长度", **MEND}
RETURN = {"items": WANTING, "conclusion": "return", "opinion": "遗撒长度缺少测量记录，请补充现场测量后再送审"}
OCTOBER = datetime.combine(date(2026, 10, 9), time(9, 0), SHANGHAI)


def test_a_review_is_given_out_returned_sent_again_passed_and_cross_checked(
    live: Live, page: Page, sign_in: SignIn, committed_cast: Cast, tmp_path: Path
) -> None:
    cast = committed_cast
    second = reviewer(cast, "LJ0202", "柳岸")
    case = waiting(cast)
    bench = Workbench(live, page, sign_in, {1: cast.handler, 4: cast.centre_reviewer}, tmp_path / "none", ref=case.ref)

    live.at = datetime.combine(date(2026, 9, 15), time(9, 30), SHANGHAI)
    bench.sit(cast.bureau_head)
    page.goto(f"{live.url}/centre/?by=field")
    go(page.get_by_role("button", name="按规则分配勾选的"))
    assert page.locator("tr[data-row]").filter(has_text="沈知行").count() == 1

    bench.take("legal_review", date(2026, 9, 15), cast.centre_reviewer, RETURN)
    bench.sit(cast.handler)
    page.goto(f"{live.url}/cases/{case.ref}/")
    assert "补充现场测量记录" in page.locator(".points").first.inner_text()
    bench.take("submit_review", date(2026, 9, 16), cast.handler, {"note": "照片中的卷尺读数已经放大附卷", "mended": MENDED})
    bench.sit(cast.centre_reviewer)
    page.goto(f"{live.url}/cases/{case.ref}/steps/legal_review/")
    assert "补充现场测量记录" in page.locator(".points").first.inner_text()
    bench.take("legal_review", date(2026, 9, 16), cast.centre_reviewer, FACTS)

    live.at = OCTOBER
    bench.sit(cast.bureau_head)
    page.goto(f"{live.url}/centre/checks/")
    go(page.get_by_role("button", name="抽取 2026-09"))
    check = CrossCheck.objects.get()
    bench.sit(second)
    page.goto(f"{live.url}/centre/checks/{check.pk}/")
    assert cast.centre_reviewer.name not in page.locator("main").inner_text()
    for row in WANTING:
        page.locator(f"input[name='items-{row['key']}-verdict'][value='{row['verdict']}']").check()
        page.locator(f"[name='items-{row['key']}-reason']").fill(row["reason"])
    page.locator("input[name='conclusion'][value='pass']").check()
    page.locator("[name='opinion']").fill(FACTS["opinion"])
    go(page.get_by_role("button", name="提交复核意见"))
    assert "处不同" in page.locator("main").inner_text() or "findings" in page.content()
