"""Loading a month's complaints in a real browser: the page says that it is at work and sends once."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from mingheng.kit.dates import SHANGHAI
from mingheng.supervision.models import Complaint, ComplaintLoad
from tests.browser.office import Office
from tests.cast import Cast

pytestmark = pytest.mark.browser
HEADING = "工单编号,来源,受理日期,承办单位,领域"
LINES = ("12345-2026100001,12345,2026-10-08,云汀街道中队,油烟扰民", "12345-2026100002,12345,2026-10-09,云汀街道中队,其他")

WATCH = """document.querySelector("form[data-working]").addEventListener("submit", (event) => sessionStorage.setItem(
  "working", `${event.target.querySelector("button").disabled} ${event.target.querySelector("[role=status]").textContent}`))"""


def test_a_file_is_previewed_and_taken_while_the_page_says_so(office: Office, committed_cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "complaints.csv"
    file.write_text("\r\n".join((HEADING, *LINES)), encoding="gb18030")
    office.sit(committed_cast.supervisor, datetime.combine(date(2026, 11, 3), time(9), SHANGHAI))
    office.open("supervision/complaints/load/")
    page = office.page
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="看预览").click()
    expect(page.get_by_role("heading", name="预览")).to_be_visible()
    assert not Complaint.objects.exists()

    page.evaluate(WATCH)
    page.get_by_role("button", name="载入 2 件").click()
    expect(page.get_by_text("台账已更新：新增 2 件")).to_be_visible()
    assert page.evaluate("sessionStorage.getItem('working')") == "true 正在载入 2 件，几万件约十几秒，请不要关闭本页…"
    assert ComplaintLoad.objects.get().taken == 2
