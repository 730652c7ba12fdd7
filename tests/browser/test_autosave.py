"""What somebody types is not lost: kept on the server, on the device while the server is away, and gone after signing out."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.cast import Cast
from tests.fixtures.browser import Live, go

pytestmark = pytest.mark.browser

SEEN = "云汀路 118 弄门口有人倾倒建筑垃圾，约三立方米。"
NOTE = "[data-autosave-note]"
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('mingheng-draft:')).length"


def type_a_lead(page: Page, live: Live) -> None:
    page.goto(f"{live.url}/cases/new/")
    page.locator("[name=content]").fill(SEEN)
    page.locator("[name=place]").focus()


def test_typed_text_is_saved_and_comes_back(live: Live, page: Page, committed_cast: Cast, sign_in: SignIn) -> None:
    sign_in(page, committed_cast.handler)
    type_a_lead(page, live)
    expect(page.locator(NOTE)).to_contain_text("已保存")
    page.reload()
    assert page.locator("[name=content]").input_value() == SEEN
    expect(page.locator(NOTE)).to_contain_text("已保存")


def test_without_the_server_it_stays_on_the_device_until_taken_back(
    live: Live, page: Page, committed_cast: Cast, sign_in: SignIn
) -> None:
    sign_in(page, committed_cast.handler)
    page.route("**/draft/", lambda route: route.abort())
    type_a_lead(page, live)
    expect(page.locator(NOTE)).to_contain_text("已留在本机")
    page.unroute("**/draft/")
    page.reload()
    assert page.locator("[name=content]").input_value() == ""
    page.get_by_role("button", name="恢复").click()
    assert page.locator("[name=content]").input_value() == SEEN


def test_the_next_person_at_the_desk_does_not_find_it(live: Live, page: Page, committed_cast: Cast, sign_in: SignIn) -> None:
    sign_in(page, committed_cast.handler)
    page.route("**/draft/", lambda route: route.abort())
    type_a_lead(page, live)
    expect(page.locator(NOTE)).to_contain_text("已留在本机")
    page.unroute("**/draft/")
    page.context.clear_cookies()
    sign_in(page, committed_cast.partner)
    page.goto(f"{live.url}/cases/new/")
    expect(page.get_by_role("button", name="恢复")).to_have_count(0)
    assert page.evaluate(KEPT) == 0


def test_signing_out_leaves_nothing_on_the_device(live: Live, page: Page, committed_cast: Cast, sign_in: SignIn) -> None:
    sign_in(page, committed_cast.handler)
    page.route("**/draft/", lambda route: route.abort())
    type_a_lead(page, live)
    expect(page.locator(NOTE)).to_contain_text("已留在本机")
    assert page.evaluate(KEPT) == 1
    page.locator(".who summary").click()
    go(page.get_by_role("button", name="退出登录"))
    assert page.evaluate(KEPT) == 0
