"""Every page of the gallery in a real browser: readable by everybody, on small screens, by keyboard, without scripts."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings

from mingheng.desk.queries.samples.case import TABS
from mingheng.desk.views.gallery import PAGES
from tests.fixtures.browser import AXE, Live, go

pytestmark = pytest.mark.browser

OFFICE = {"width": 1440, "height": 900}
ADDRESSES = ["", *(f"{name}/" for name in PAGES), *(f"case/?tab={key}" for key, _, _ in TABS)]
KIT = Path(__file__).resolve().parents[2] / "mingheng/kit/static/kit"


@pytest.fixture
def gallery(live: Live, settings: Settings) -> str:
    """Where the gallery is."""
    settings.MINGHENG_DEMO = True
    return f"{live.url}/components/"


@pytest.fixture
def unscripted(browser: Browser) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport=OFFICE)  # type: ignore[arg-type]  # a plain dict will do
    yield context.new_page()
    context.close()


def wear(context: BrowserContext, site: str, **look: str) -> None:
    """Choose a theme, a density or no single keys, as the page of preferences does."""
    context.add_cookies([{"name": f"mh_{name}", "value": value, "url": site} for name, value in look.items()])


def current(page: Page) -> str:
    """The verb of the row that is current in the worklist."""
    return page.locator("[data-row][aria-current] a.ttl").inner_text()


def test_the_gallery_is_only_there_where_the_demo_runs(live: Live, page: Page, settings: Settings) -> None:
    settings.MINGHENG_DEMO = False
    for address in ("components/", "components/worklist/"):
        answer = page.goto(f"{live.url}/{address}")
        assert answer is not None
        assert answer.status == 404


def sideways(page: Page) -> list[str]:
    """How far the page reaches when that is farther than the window."""
    reached, width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [f"reaches {reached} of {width}"] if reached > width else []


def test_every_page_is_accessible_fits_and_carries_no_style_of_its_own(
    gallery: str, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    found = []
    for address in ADDRESSES:
        page.goto(gallery + address)
        own = page.locator("[style], style").evaluate_all("all => all.map(e => e.outerHTML)")
        found += [f"{address} {fault}" for fault in (*axe(page), *sideways(page), *own)]
    assert found == []


def test_no_page_scrolls_sideways_on_a_phone(gallery: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    found = []
    for address in ADDRESSES:
        page.goto(gallery + address)
        found += [f"{address} {fault}" for fault in sideways(page)]
    assert found == []


def test_every_page_has_enough_contrast_in_the_dark(gallery: str, page: Page, context: BrowserContext) -> None:
    wear(context, gallery, theme="dark")
    found = []
    for address in ADDRESSES:
        page.goto(gallery + address)
        assert page.locator("html").get_attribute("data-theme") == "dark"
        page.evaluate(AXE.read_text(encoding="utf-8"))
        faults = page.evaluate("axe.run(document, {runOnly: ['color-contrast']})")["violations"]
        found += [f"{address} {node['html']}" for fault in faults for node in fault["nodes"]]
    assert found == []


def test_it_walks_the_worklist_with_j_and_k_and_opens_with_enter(gallery: str, page: Page) -> None:
    page.set_viewport_size(OFFICE)  # type: ignore[arg-type]  # a plain dict will do
    page.goto(gallery + "worklist/")
    page.keyboard.press("j")
    assert current(page) == "补正后重新提交法制审核"
    page.keyboard.press("j")
    assert current(page) == "先行登记保存物品：作出处理决定"
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert current(page) == "答复举报人"
    page.keyboard.press("x")
    assert page.locator("[data-row][aria-current] input").is_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**/components/case/")


def test_walking_fetches_the_preview(gallery: str, page: Page) -> None:
    page.set_viewport_size(OFFICE)  # type: ignore[arg-type]  # a plain dict will do
    page.goto(gallery + "worklist/")
    page.locator("#peek").evaluate("pane => pane.replaceChildren()")
    page.keyboard.press("j")
    expect(page.locator("#peek h2").first).to_have_text("上海屿舟建筑工程有限公司")
    assert page.url.endswith("/worklist/")
    page.keyboard.press("e")
    page.wait_for_url("**/components/step/")


def test_single_keys_can_be_switched_off(gallery: str, page: Page, live: Live) -> None:
    page.goto(f"{live.url}/preferences/")
    page.get_by_label("启用单键快捷键").uncheck()
    go(page.get_by_role("button", name="保存设置"))
    page.goto(gallery + "worklist/")
    before = current(page)
    page.keyboard.press("k")
    assert current(page) == before
    page.keyboard.press("Control+k")
    expect(page.locator("#omni")).to_be_focused()


def test_keys_are_letters_while_somebody_types(gallery: str, page: Page) -> None:
    page.goto(gallery + "list/")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("je")
    assert page.locator("#find").input_value() == "je"
    assert page.locator("[data-row][aria-current]").count() == 0


def test_a_citation_opens_beside_the_work_and_gives_the_focus_back(gallery: str, page: Page) -> None:
    page.goto(gallery + "case/")
    cite = page.locator("a.cite").first
    cite.click()
    expect(page.locator("#sheet h1")).to_have_text("行政处罚法 第58条第1款第2项")
    assert page.url.endswith("/case/")
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).not_to_be_visible()
    expect(cite).to_be_focused()


def test_a_refused_act_shows_every_reason_first_and_keeps_what_was_typed(gallery: str, page: Page) -> None:
    page.goto(gallery + "step-refused/")
    expect(page.locator("#findings")).to_be_focused()
    reasons = page.locator("#findings li")
    assert reasons.count() == 4
    assert "行政处罚法 第42条第1款" in reasons.nth(1).inner_text()
    assert page.locator("[name=amount]").input_value() == "120,000.00"


def test_fields_answer_while_they_are_filled_in(gallery: str, page: Page) -> None:
    page.goto(gallery + "step/")
    page.locator("[name=amount]").fill("120,050.60")
    expect(page.locator("[data-capitals]")).to_have_text("壹拾贰万零伍拾元陆角")
    page.locator("[name=ended_on]").fill("2026-11-19")
    expect(page.locator("[data-read]").first).to_have_text("2026-11-19 周四")
    page.locator("[name=identity_number]").fill("310101199003071234")
    page.locator("[name=phone]").focus()
    expect(page.locator(".cover")).to_have_text("310************234")
    assert page.locator("[name=identity_number]").input_value() == "310101199003071234"


def test_a_chosen_file_shows_its_fingerprint_before_it_leaves(gallery: str, page: Page) -> None:
    page.goto(gallery + "step/")
    page.locator("[name=attachments]").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"abc"})
    expect(page.locator(".filelist .mono")).to_have_text("BA78 16BF…15AD")


def test_review_items_unfold_one_at_a_time_and_take_verdicts_by_key(gallery: str, page: Page) -> None:
    page.goto(gallery + "review/")
    expect(page.locator("[data-missing]")).to_contain_text("第 11 项")
    assert page.locator(".rv.open .unfold b").inner_text() == "陈述申辩与听证"
    page.locator("#item-papers [data-unfold]").click()
    assert page.locator(".rv.open").count() == 1
    page.locator("#reason-papers").fill("文书要素齐全，表述规范，适用条款写到项。")
    page.locator("#item-papers [data-unfold]").focus()
    page.keyboard.press("2")
    assert page.locator("#item-papers input[value=not_ok]").is_checked()
    expect(page.locator("[data-missing]")).to_be_hidden()


def test_theme_and_density_are_kept(gallery: str, page: Page) -> None:
    page.goto(gallery)
    page.locator("[data-toggle-theme]").click()
    page.keyboard.press("Shift+D")
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator("html").get_attribute("data-density") == "compact"


def test_every_page_stands_without_scripts(gallery: str, unscripted: Page) -> None:
    for address in ADDRESSES:
        unscripted.goto(gallery + address)
        assert unscripted.locator("main h1").count() == 1, address
    unscripted.goto(gallery + "review/")
    assert all(area.is_visible() for area in unscripted.locator("textarea").all())


def test_preview_citation_and_preferences_work_without_scripts(gallery: str, live: Live, unscripted: Page) -> None:
    unscripted.goto(gallery + "worklist/")
    go(unscripted.locator("a.pk").first)
    assert "at=2026-874" in unscripted.url
    go(unscripted.locator("a.cite").first)
    assert unscripted.locator("main h1").inner_text() == "行政处罚法 第58条第1款第2项"
    unscripted.goto(f"{live.url}/preferences/")
    unscripted.get_by_role("radio", name="深色").check()
    go(unscripted.get_by_role("button", name="保存设置"))
    unscripted.goto(gallery)
    assert unscripted.locator("html").get_attribute("data-theme") == "dark"


def test_a_filter_is_taken_off_by_its_chip_and_put_on_without_scripts(gallery: str, unscripted: Page) -> None:
    unscripted.goto(gallery + "list/")
    unscripted.locator("details.facet summary").first.click()
    unscripted.get_by_label("立案").check()
    go(unscripted.locator("details.facet[open] button"))
    assert "stage=filing" in unscripted.url
    assert "stage=investigation" in unscripted.url
    unscripted.goto(gallery + "list/")
    go(unscripted.get_by_role("link", name=re.compile("云汀街道中队.*去掉")))
    assert "unit=" not in unscripted.url


def test_printing_leaves_the_menu_away(gallery: str, page: Page) -> None:
    page.goto(gallery + "case/")
    page.emulate_media(media="print")
    expect(page.locator(".side")).not_to_be_visible()
    expect(page.locator("h1")).to_be_visible()


def test_the_stylesheet_stays_within_what_old_browsers_know() -> None:
    css = (KIT / "tokens.css").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    assert not re.findall(r":has\(|color-mix\(|@container|@layer|(?<![\w-])&", rules)
