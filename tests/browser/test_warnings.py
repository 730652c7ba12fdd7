"""What the scan found, in a real browser: read, filtered and answered at a desk and on a telephone, without a mouse, without scripts."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from mingheng.insight.models import Finding
from mingheng.kit.dates import SHANGHAI
from tests.browser.conftest import SignIn
from tests.cast import PASSWORD, Cast
from tests.fixtures.browser import Live, go
from tests.scanned import Scanned

pytestmark = pytest.mark.browser

SIZES = ({"width": 1440, "height": 900}, {"width": 390, "height": 844})
REASON = "经核对案卷，法制审核耗时较长，已要求三日内作出决定并说明原因"


@pytest.fixture
def committed_cast(committed_scanned: Scanned) -> Cast:
    """The cast where its case was scanned last night."""
    return committed_scanned.cast


@pytest.fixture
def case(live: Live, committed_scanned: Scanned) -> str:
    """A case whose limits ran out long ago; its number."""
    live.at = datetime.combine(committed_scanned.day + timedelta(days=1), time(9), SHANGHAI)
    return str(committed_scanned.case.number)


@pytest.fixture
def unscripted(browser: Browser) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_it_is_read_and_answered_at_a_desk_and_on_a_telephone(
    live: Live, page: Page, sign_in: SignIn, committed_cast: Cast, case: str, axe: Callable[[Page], list[str]]
) -> None:
    sign_in(page, committed_cast.supervisor)
    there = Finding.objects.get(rule="decided-in-time")
    for size in SIZES:
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dict will do
        for address in (
            "warnings/",
            "warnings/?answer=pending",
            f"warnings/?unit={committed_cast.squad.key}",
            f"warnings/{there.pk}/",
        ):
            page.goto(f"{live.url}/{address}")
            assert [f"{address} {size['width']} {fault}" for fault in axe(page)] == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, size)
    page.goto(f"{live.url}/warnings/")
    row = page.locator("tr[data-row]", has_text="办案期限")
    expect(row).to_contain_text(case)
    go(row.get_by_role("link", name="办案期限"))
    page.get_by_label("属实").check()
    page.get_by_label("理由").fill("属实")
    go(page.get_by_role("button", name="提交答复"))
    expect(page.locator("#findings")).to_contain_text("不算意见")
    page.get_by_label("理由").fill(REASON)
    go(page.get_by_role("button", name="提交答复"))
    expect(page.locator(".said")).to_contain_text(REASON)
    page.goto(f"{live.url}/warnings/?rule=decided-in-time")
    expect(page.locator("tr[data-row]")).to_have_count(0)
    page.goto(f"{live.url}/warnings/?rule=decided-in-time&state=settled")
    expect(page.locator("tr[data-row]")).to_contain_text("属实")


def test_it_is_walked_with_keys(live: Live, page: Page, sign_in: SignIn, committed_cast: Cast, case: str) -> None:
    sign_in(page, committed_cast.supervisor)
    page.goto(f"{live.url}/warnings/")
    page.keyboard.press("j")
    expect(page.locator("[data-row][aria-current]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/warnings/*/")
    page.go_back()
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()


def test_a_scan_is_asked_for_and_its_progress_comes_by_itself(
    live: Live, page: Page, sign_in: SignIn, committed_cast: Cast, case: str
) -> None:
    sign_in(page, committed_cast.supervisor)
    page.goto(f"{live.url}/warnings/")
    page.get_by_role("button", name="立即扫描").click()
    expect(page.locator("#run")).to_contain_text("等待后台任务开始")
    live.scan()
    expect(page.locator("#run")).to_contain_text("看新的结果", timeout=10_000)


def test_it_works_without_scripts(live: Live, unscripted: Page, committed_cast: Cast, case: str) -> None:
    page = unscripted
    page.goto(f"{live.url}/sign-in/")
    page.locator("input[name=username]").fill(committed_cast.squad_leader.username)
    page.locator("input[name=password]").fill(PASSWORD)
    go(page.get_by_role("button", name="登录"))
    page.goto(f"{live.url}/warnings/?answer=broken")
    go(page.locator("tr[data-row]", has_text="办案期限").get_by_role("link", name="办案期限"))
    page.get_by_label("理由").fill(REASON)
    go(page.get_by_role("button", name="提交答复"))
    assert REASON in page.locator(".said").inner_text()
    page.goto(f"{live.url}/warnings/?answer=broken&state=explained")
    assert "已说明" in page.locator("tr[data-row]").first.inner_text()
