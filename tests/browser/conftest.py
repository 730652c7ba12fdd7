"""The site with the cast in it, and people who have signed in."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from mingheng.organisation.models import Officer
from tests.browser.office import Office
from tests.cast import PASSWORD, Cast
from tests.fixtures.browser import Live, go, serving

SignIn = Callable[[Page, Officer], None]


@pytest.fixture
def live(committed_cast: Cast) -> Iterator[Live]:
    """The site on a copy of the cast's database; `live.at` sets its clock."""
    with serving() as site:
        yield site


@pytest.fixture
def sign_in(live: Live) -> SignIn:
    """Sign somebody of the cast in through the page, as he would himself."""

    def through_the_page(page: Page, officer: Officer) -> None:
        page.goto(f"{live.url}/sign-in/")
        page.locator("input[name=username]").fill(officer.username)
        page.locator("input[name=password]").fill(PASSWORD)
        go(page.get_by_role("button", name="登录"))

    return through_the_page


@pytest.fixture
def office(live: Live, page: Page, sign_in: SignIn) -> Office:
    """One seat for all."""
    return Office(live, page, sign_in)
