"""The doors stand: styles and scripts arrive under our content policy, errors have pages of ours, people can sign in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SignIn
from tests.cast import Cast
from tests.fixtures.browser import Live

pytestmark = pytest.mark.browser


def test_an_unknown_address_gets_a_page_of_ours(live: Live, page: Page) -> None:
    answer = page.goto(f"{live.url}/nowhere/")
    assert answer is not None
    assert answer.status == 404
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy.replace("style-src-attr 'unsafe-inline'", "")


def test_the_sign_in_page_is_styled_scripted_and_accessible(live: Live, page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto(f"{live.url}/sign-in/")
    assert page.evaluate("typeof htmx") == "object"
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--brand')") != ""
    assert axe(page) == []


def test_a_person_of_the_cast_signs_in_and_meets_the_worklist(
    live: Live, page: Page, committed_cast: Cast, sign_in: SignIn, axe: Callable[[Page], list[str]]
) -> None:
    sign_in(page, committed_cast.handler)
    assert page.get_by_text(committed_cast.handler.name).count() > 0
    assert axe(page) == []
