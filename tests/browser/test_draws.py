"""A draw in a real browser: secrets made where nobody sees them, the list sealed, revealed, drawn, and drawn again by an outsider."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mingheng.draws.models import Draw
from mingheng.draws.rules.layers import Base, Floor
from mingheng.draws.tests.made_up import PARTIES, members
from mingheng.draws.tests.sealed import AT, a_sealed, terms
from tests.browser.conftest import SignIn
from tests.browser.office import made, well_made
from tests.cast import Cast
from tests.fixtures.browser import Live, go

pytestmark = pytest.mark.browser

Axe = Callable[[Page], list[str]]


def sealed(cast: Cast, commitments: list[tuple[str, str]]) -> Draw:
    units = {cast.squad.key: 24, cast.other_squad.key: 3}
    layers = [Base("上月办结案卷", 3), Floor("每队四件", {cast.other_squad.key: 4})]
    return a_sealed(cast.supervisor, members=members(units), layers=layers, terms=terms(commitments=commitments))


def test_a_month_is_drawn_and_an_outsider_draws_it_again(
    committed_cast: Cast, live: Live, page: Page, sign_in: SignIn, axe: Axe, tmp_path: Path
) -> None:
    secrets = {party: made(page, live, party) for party in PARTIES}
    well_made(page, axe)
    live.at = AT
    draw = sealed(committed_cast, [(party, commitment) for party, (_, commitment) in secrets.items()])
    sign_in(page, committed_cast.supervisor)
    page.goto(f"{live.url}/draws/")
    well_made(page, axe)
    go(page.get_by_role("link", name=draw.title))
    well_made(page, axe)
    for party, (secret, _) in secrets.items():
        page.get_by_label("哪一方").select_option(party)
        page.get_by_label("随机数", exact=True).fill(secret)
        go(page.get_by_role("button", name="揭示"))
    go(page.get_by_role("button", name="现在抽取"))
    # All of the small squad, and of the large one what the base drew there: the secrets are new each time.
    expect(page.locator("#picks tbody tr").filter(has_text="石舫街道中队")).to_have_count(3)
    expect(page.locator("#exemptions")).to_contain_text("石舫街道中队缺 1 个")
    well_made(page, axe)
    printed = page.locator("#digest").inner_text()
    assert " " in printed
    with page.expect_download() as downloaded:
        page.keyboard.press("d")
    file = tmp_path / "draw.json"
    downloaded.value.save_as(file)
    page.context.clear_cookies()
    page.goto(f"{live.url}/check/draw/")
    page.locator("#plan").fill(printed)
    page.locator("#file").set_input_files(file)
    expect(page.locator("#answer h2")).to_have_text("相符")
    well_made(page, axe)
