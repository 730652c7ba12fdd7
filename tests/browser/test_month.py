"""A brigade's month in a real browser, from the annual plan to the published bulletin, each person signed in as himself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from mingheng.supervision.tests.reviewed import Bench, bench_of
from tests.browser import month_plays as month
from tests.browser.month_plays import at
from tests.browser.office import Office
from tests.cast import Cast
from tests.fixtures.browser import Live, go

pytestmark = pytest.mark.browser


@pytest.fixture
def bench(live: Live, committed_cast: Cast) -> Bench:
    """One case closed in October, its dossier bound; three supervisors who may review it."""
    live.at = at(2, 8)
    found = bench_of(committed_cast)
    live.work()
    return found


@pytest.fixture
def outside(new_context: Callable[[], BrowserContext]) -> Page:
    """Another computer, at which nobody has an account."""
    return new_context().new_page()


def test_a_month_from_the_plan_to_the_bulletin(office: Office, outside: Page, bench: Bench, tmp_path: Path) -> None:
    cast, supervisor = bench.cast, bench.first
    secrets = month.secrets_of(outside, office)

    month.plan_and_month(office, supervisor)
    month.freeze(office, {party: commitment for party, (_, commitment) in secrets.items()})
    drawn = month.draw(office, secrets, tmp_path)
    month.verified_outside(outside, office.live.url, drawn)

    one, two = month.reviewers_drawn(office, bench)
    office.sit(one, at(4))
    month.review(office, one, "1.5", month.FIRST_SAW)
    office.sit(two, at(5))
    month.review(office, two, "2.5", month.SECOND_SAW, unseen=month.FIRST_SAW)
    expect(office.page.locator(".score-big")).to_have_text("98")
    expect(office.page.locator("table.compare")).to_contain_text(month.FIRST_SAW)

    office.sit(supervisor, at(5, 14))
    office.open(drawn.address)
    go(office.page.locator("#picks").get_by_role("link", name="已出结果"))
    month.slip(office, bench)

    office.live.at = at(13, 1)
    office.live.overdue()
    office.sit(cast.bureau_head, at(13))
    month.decide(office)
    office.sit(supervisor, at(16))
    month.copy_out(office)
    office.sit(cast.squad_leader, at(17))
    month.put_right(office, photograph(tmp_path))
    office.sit(supervisor, at(18))
    month.recheck_and_close(office)

    office.sit(supervisor, at(1, month=12))
    month.bulletin(office, drawn)


def photograph(folder: Path) -> Path:
    """What the squad sends as proof."""
    there = folder / "核对表.jpg"
    Image.new("RGB", (320, 240), (180, 120, 60)).save(there)
    return there
