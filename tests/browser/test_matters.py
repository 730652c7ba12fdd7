"""A matter of supervision in a real browser: a fault, a slip, no reply, escalation, a decision letter with copy, put right, closed."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from mingheng.kit.dates import SHANGHAI
from mingheng.organisation.models import Officer
from mingheng.supervision.actions import escalate_late
from mingheng.supervision.models import Matter
from tests.browser.conftest import SignIn
from tests.cast import Cast
from tests.fixtures.browser import Live

pytestmark = pytest.mark.browser

DESK, TELEPHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
MONDAY, LATE, COPIED, REPLIED, CHECKED = (
    date(2026, 11, 2), date(2026, 11, 10), date(2026, 11, 11), date(2026, 11, 20), date(2026, 11, 23),
)  # fmt: skip


class Office:
    """People take turns at one browser, each on his day."""

    def __init__(self, live: Live, page: Page, sign_in: SignIn) -> None:
        self.live, self.page, self.sign_in = live, page, sign_in

    def sit(self, officer: Officer, day: date) -> None:
        """Somebody takes the seat."""
        self.live.at = datetime.combine(day, time(10), SHANGHAI)
        self.page.context.clear_cookies()
        self.sign_in(self.page, officer)

    def find(self) -> None:
        """Open the matter from what waits for the reader."""
        self.page.goto(f"{self.live.url}/matters/")
        self.page.locator("tr[data-row] .ttl").click()

    def next(self, said: Mapping[str, str], *, photo: Path | None = None) -> None:
        """Take the next act from the page of the matter."""
        self.page.locator("[data-next]").click()
        self.fill(said, photo)

    def fill(self, said: Mapping[str, str], photo: Path | None = None) -> None:
        """Fill in a form and send it."""
        for name, value in said.items():
            self.enter(name, value)
        if photo is not None:
            self.page.locator("[name=proof]").set_input_files(photo)
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.locator("button[data-submit]").click()

    def enter(self, name: str, value: str) -> None:
        """One field, by what it is on the page."""
        if self.page.locator(f"select[name='{name}']").count():
            self.page.locator(f"select[name='{name}']").select_option(value)
        elif self.page.locator(f"input[type=radio][name='{name}']").count():
            self.page.locator(f"input[type=radio][name='{name}'][value='{value}']").check()
        else:
            self.page.locator(f"[name='{name}']").fill(value)


@pytest.fixture
def office(live: Live, page: Page, sign_in: SignIn) -> Office:
    """One seat for all."""
    return Office(live, page, sign_in)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """What the squad sends as proof."""
    there = tmp_path / "核对表.jpg"
    Image.new("RGB", (320, 240), (180, 120, 60)).save(there)
    return there


def issue(office: Office, cast: Cast) -> None:
    """A supervisor opens a matter and sends a slip."""
    office.sit(cast.supervisor, MONDAY)
    office.page.goto(f"{office.live.url}/matters/")
    office.page.get_by_role("link", name="执法监督事项").click()
    office.fill({
        "addressed": "yunting", "trigger": "ordinary", "subject": "告知书没有送达就作出处罚决定",
        "found": "十月三十日作出处罚决定，告知书送达回证为十一月一日，次序颠倒",
        "demand": "撤销该决定重新告知，核对本季度全部送达回证并附核对表",
    })  # fmt: skip
    expect(office.page.locator("h1")).to_contain_text("告知书没有送达")
    office.next({"form": "defect"})
    expect(office.page.locator(".matter-trail")).to_contain_text("澜城管督单〔2026〕1号")


def test_a_fault_goes_from_slip_to_decision_letter_with_copy_and_is_put_right(
    office: Office, committed_cast: Cast, photo: Path, axe: Callable[[Page], list[str]]
) -> None:
    cast, page = committed_cast, office.page
    issue(office, cast)
    assert escalate_late(at=datetime.combine(LATE, time(1), SHANGHAI)) == 1
    office.sit(cast.bureau_head, LATE)
    office.find()
    expect(page.locator(".matter-trail")).to_contain_text("系统")
    expect(page.locator(".matter-trail")).to_contain_text("逾期没有回复，升级")
    page.locator("[data-next]").click()
    expect(page.locator("[name=copies]")).to_have_value("云汀街道办事处")
    office.fill({})
    expect(page.locator(".matter-trail")).to_contain_text("澜城管督决〔2026〕1号")
    office.sit(cast.supervisor, COPIED)
    office.find()
    office.next({"way": "document", "happened": COPIED.isoformat()})
    expect(page.locator("aside.do")).to_contain_text("云汀街道办事处")
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]  # a plain dict will do
    office.sit(cast.squad_leader, REPLIED)
    office.find()
    office.next({})
    office.next({"reply": "已撤销决定并重新告知，本季度二十一件送达回证逐件核对，附核对表"}, photo=photo)
    expect(page.locator(".matter-trail")).to_contain_text("核对表.jpg")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]  # a plain dict will do
    office.sit(cast.supervisor, CHECKED)
    office.find()
    office.next({"result": "passed", "findings": "撤销决定和重新告知的送达回证都已在卷，核对表与抽查三件相符"})
    office.next({"summary": "告知在决定之后送达，已撤销重做，核对本季度案件没有同类问题"})
    expect(page.locator("aside.do")).to_contain_text("已办结")
    there = Matter.objects.get()
    assert there.closed
    for size in (DESK, TELEPHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dict will do
        for address in ("matters/?view=all", f"matters/{there.pk}/", "matters/new/"):
            page.goto(f"{office.live.url}/{address}")
            assert [f"{address} {size['width']} {fault}" for fault in axe(page)] == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, size)


def test_what_is_refused_says_why_and_keeps_what_was_typed(office: Office, committed_cast: Cast) -> None:
    issue(office, committed_cast)
    office.sit(committed_cast.squad_leader, MONDAY)
    office.find()
    office.next({})
    office.next({"reply": "已整改"})
    expect(office.page.locator(".findings, .field .err").first).to_be_visible()
    expect(office.page.locator("[name=reply]")).to_have_value("已整改")
