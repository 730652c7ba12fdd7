"""Takes the pictures of `docs/screens/` from a running demo: `python -m tools.screens http://127.0.0.1:8000`.

Each page in the demo's own words, light at 1440 wide, some of them dark and at 390.
"""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from dev import BROWSERS
from mingheng.demo.rules.district import PASSWORD

OUT = Path(__file__).resolve().parents[1] / "docs" / "screens"
ARGUMENTS = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking", "--no-first-run"]
COLOURS = 256  # enough for a screen, and a third of the bytes
HANDLER, REVIEWER, HEAD = "LJ0103", "LJ2201", "LJ0003"


def main(site: str) -> None:
    """Every picture, one after another."""
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=next(filter(Path.exists, BROWSERS)), args=ARGUMENTS)
        desk = signed_in(browser, site, HANDLER)
        shoot(desk, f"{site}/", "worklist")
        shoot(desk, f"{site}/cases/?{urlencode({'state': 'all'})}", "list")
        case = first(desk, f"{site}/cases/?{urlencode({'stage': 'decision'})}") or first(desk, f"{site}/cases/")
        shoot(desk, case, "case")
        shoot(desk, f"{case}discretion/", "discretion")
        shoot(desk, f"{case}documents/", "documents")
        shoot(desk, f"{case}steps/make_decision/", "blocked")
        shoot(desk, f"{site}/law/items/open-air-barbecue/", "item")
        shoot(desk, f"{site}/law/procedures/ordinary/", "procedure")
        reviewer = signed_in(browser, site, REVIEWER)
        reviewed = first(reviewer, f"{site}/approvals/?{urlencode({'kind': 'legal_review'})}", "main .wl-row a.ttl, main a.ttl")
        if reviewed:
            shoot(reviewer, f"{reviewed}steps/legal_review/", "review")
        shoot(reviewer, f"{site}/centre/", "centre")
        shoot(reviewer, f"{site}/receipts/", "receipts")
        shoot(signed_in(browser, site, HEAD), f"{site}/approvals/", "approvals")
        dark = signed_in(browser, site, HANDLER, color_scheme="dark")
        shoot(dark, f"{site}/", "worklist-dark")
        shoot(dark, case, "case-dark")
        phone = signed_in(browser, site, HANDLER, viewport={"width": 390, "height": 844})
        shoot(phone, f"{site}/", "worklist-390")
        shoot(phone, case, "case-390")
        shoot(phone, f"{site}/cases/on-the-spot/", "spot-390")
        browser.close()


def signed_in(browser: Browser, site: str, who: str, **look: Any) -> Page:
    """A page of somebody who has signed in."""
    page = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN", **look}).new_page()
    page.goto(f"{site}/sign-in/")
    page.locator("input[name=username]").fill(who)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def first(page: Page, listing: str, link: str = "main tbody a, main .ttl") -> str:
    """The address of the first case of a list, empty when there is none."""
    page.goto(listing)
    found = page.locator(link)
    return str(found.first.evaluate("a => a.href")) if found.count() else ""


def shoot(page: Page, address: str, name: str) -> None:
    """One picture, once the page has settled."""
    page.goto(address)
    page.wait_for_timeout(2500 if "review" in name else 900)
    picture = OUT / f"{name}.png"
    page.screenshot(path=picture)
    with Image.open(picture) as taken:
        taken.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(picture, optimize=True)
    print(f"docs/screens/{name}.png")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
