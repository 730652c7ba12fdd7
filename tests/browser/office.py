"""One seat at which people take turns, each signing in as himself on his day, and what they do at a page."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Page

from mingheng.organisation.models import Officer
from tests.fixtures.browser import Live, go

if TYPE_CHECKING:
    from tests.browser.conftest import SignIn

DESK, TELEPHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


class Office:
    """One browser; who sits down last is signed in."""

    def __init__(self, live: Live, page: Page, sign_in: "SignIn") -> None:
        self.live, self.page, self.sign_in = live, page, sign_in

    def sit(self, officer: Officer, at: datetime | None = None, address: str = "") -> None:
        """Somebody takes the seat, at that time, and opens a page."""
        if at is not None:
            self.live.at = at
        self.page.context.clear_cookies()
        self.sign_in(self.page, officer)
        if address:
            self.open(address)

    def open(self, address: str) -> None:
        """A page by its address."""
        self.page.goto(f"{self.live.url}/{address}")

    def menu(self, line: str) -> None:
        """A page by its line in the menu."""
        go(self.page.get_by_role("navigation", name="主导航").get_by_role("link", name=line))

    def click(self, name: str) -> None:
        """A link of the page by its words."""
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def press(self, name: str) -> None:
        """A button that sends a form, by its name; the page that answers is there when this returns."""
        go(self.page.get_by_role("button", name=name))

    def find(self) -> None:
        """Open the matter from what waits for the reader."""
        self.open("matters/")
        go(self.page.locator("tr[data-row] .ttl"))

    def next(self, said: Mapping[str, str], *, photo: Path | None = None) -> None:
        """Take the next act from the page of the matter."""
        go(self.page.locator("[data-next]"))
        self.fill(said, photo)

    def fill(self, said: Mapping[str, str], photo: Path | None = None) -> None:
        """Fill in a form and send it."""
        for name, value in said.items():
            self.enter(name, value)
        if photo is not None:
            self.page.locator("[name=proof]").set_input_files(photo)
        go(self.page.locator("button[data-submit]"))

    def enter(self, name: str, value: str) -> None:
        """One field, by what it is on the page."""
        self.page.locator(f"[name='{name}']").first.wait_for(state="attached")
        if self.page.locator(f"select[name='{name}']").count():
            self.page.locator(f"select[name='{name}']").select_option(value)
        elif self.page.locator(f"input[type=radio][name='{name}']").count():
            self.page.locator(f"input[type=radio][name='{name}'][value='{value}']").check()
        else:
            self.page.locator(f"[name='{name}']").fill(value)

    def deduct(self, item: str, points: str, at: str, reason: str) -> None:
        """Unfold an item of a scoring sheet and write what is found in it; `item` is its key, with `.2` at its end the second place."""
        box = self.page.locator("details.si", has=self.page.locator(f"[name='reason-{item}']"))
        if box.get_attribute("open") is None:
            box.locator("> summary").click()
        for field, value in (("points", points), ("page", at), ("reason", reason)):
            box.locator(f"[name='{field}-{item}']").fill(value)


def sized(page: Page, size: Mapping[str, int]) -> None:
    """The window in another size."""
    page.set_viewport_size({"width": size["width"], "height": size["height"]})


def well_made(page: Page, axe: Callable[[Page], list[str]]) -> None:
    """Nothing inaccessible and nothing sticking out, at a desk and on a telephone."""
    for size in (TELEPHONE, DESK):
        sized(page, size)
        assert [f"{page.url} {size['width']} {fault}" for fault in axe(page)] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (page.url, size)


def made(page: Page, live: Live, party: str) -> tuple[str, str]:
    """A party's secret and its commitment, from its own browser."""
    page.goto(f"{live.url}/check/draw/secret/?party={party}")
    page.get_by_role("button", name="生成").click()
    return page.locator("#secret").inner_text(), page.locator("#commitment").inner_text()
