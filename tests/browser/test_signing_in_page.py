"""The doors stand: a page is served to a browser with its styles, and an unknown address says so."""

import pytest
from playwright.sync_api import Page

from tests.fixtures.browser import Live

pytestmark = pytest.mark.browser


def test_an_unknown_address_gets_a_page_of_ours(live: Live, page: Page) -> None:
    answer = page.goto(f"{live.url}/nowhere/")
    assert answer is not None
    assert answer.status == 404
    assert (
        "script-src" in answer.headers["content-security-policy"]
        or "default-src 'self'" in answer.headers["content-security-policy"]
    )
