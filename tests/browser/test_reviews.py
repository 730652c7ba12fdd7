"""A dossier is reviewed in a real browser: two blind sheets that differ, a third, the squad's reply and appeal, the decision; at a desk and on a telephone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from mingheng.documents.actions import render_waiting
from mingheng.documents.queries import dossier_of
from mingheng.supervision.models import Review, ReviewEntry, SheetDraft
from mingheng.supervision.tests.reviewed import NOW, REASON, Bench, bench_of
from tests.browser.office import Office, well_made
from tests.cast import Cast
from tests.fixtures.browser import Live

pytestmark = pytest.mark.browser

PLACES = ("filing", "filing.2", "filing.3")


@pytest.fixture
def bench(live: Live, committed_cast: Cast) -> Bench:
    """A case whose dossier is bound, and the brigade."""
    live.at = NOW
    found = bench_of(committed_cast)
    for _ in range(3):
        render_waiting(at=NOW)
    bound = dossier_of(found.case.id)
    assert bound
    assert bound.state == "bound"
    return found


def test_two_blind_reviews_a_third_a_reply_and_an_appeal(office: Office, bench: Bench, axe: Callable[[Page], list[str]]) -> None:
    review = given_out(office, bench, axe)
    one, two = (sheet.reviewer for sheet in review.sheets.select_related("reviewer"))
    third = next(person for person in (bench.first, bench.second, bench.third) if person.pk not in (one.pk, two.pk))
    sheet, whole = f"reviews/{review.pk}/sheet/", f"reviews/{review.pk}/"

    office.sit(one, address=sheet)
    well_made(office.page, axe)
    the_first(office)
    office.sit(two, address=sheet)
    the_second(office)
    office.sit(bench.cast.squad_leader, address=whole)
    assert "98.5" not in office.page.content()

    office.sit(one, address=whole)
    office.page.get_by_label("评查人").select_option(label=f"{third.name}（督察大队）")
    office.press("指定")
    office.sit(third, address=sheet)
    assert "98.5" not in office.page.content()
    office.deduct("elements-proved", "6", "5", REASON)
    office.press("提交评分")
    expect(office.page.locator(".score-big")).to_have_text("94")

    office.sit(bench.cast.squad_leader, address=whole)
    well_made(office.page, axe)
    the_squad(office, bench)
    office.live.at = NOW + timedelta(days=2)
    office.sit(bench.cast.bureau_head, address=whole)
    office.page.get_by_label("改变结果").check()
    office.page.locator("[name=points]").fill("96")
    office.page.locator("#decide [name=reason]").fill("核对第六页背面，证据说明确在卷内，这一处扣分过重")
    office.press("作出处理")
    expect(office.page.locator(".score-big")).to_have_text("96")
    kinds = list(ReviewEntry.objects.values_list("kind", flat=True).order_by("n"))
    assert kinds == ["opened", "submitted", "submitted", "assigned", "submitted", "result", "reply", "appeal", "decision"]


def given_out(office: Office, bench: Bench, axe: Callable[[Page], list[str]]) -> Review:
    """The supervisor has the case reviewed by two of three."""
    office.sit(bench.first, address="reviews/new/")
    office.page.locator("[name=numbers]").fill(str(bench.case.number))
    for other in (bench.third, bench.cast.centre_reviewer):
        office.page.get_by_label(other.name).uncheck()
    office.press("分配")
    office.page.wait_for_url("**/reviews/")
    well_made(office.page, axe)
    return Review.objects.get()


def the_first(office: Office) -> None:
    """What is typed counts at once and is kept; then it is handed in."""
    page = office.page
    leaf = page.locator("[data-leaf]").nth(1)
    leaf.click()
    page.keyboard.press("f")
    expect(page.locator("[name=points-body-and-stamp]")).to_be_focused()
    expect(page.locator("[name=page-body-and-stamp]")).to_have_value(str(leaf.get_attribute("data-leaf")))
    page.locator("[name=page-body-and-stamp]").fill("")
    to_page_three(page)
    office.deduct("filing", "0.5", "2", REASON)
    page.get_by_role("button", name="在此处扣分").click()
    expect(page.locator("[name='points-filing.2']")).to_be_focused()
    office.deduct("filing.2", "0.5", "3", REASON)
    page.locator("details.si", has=page.locator("[name=points-filing]")).get_by_text("再扣一处").locator("visible=true").click()
    with page.expect_response(lambda answer: answer.ok and (answer.request.post_data or "").count(REASON) == len(PLACES)):
        office.deduct("filing.3", "0.5", "4", REASON)
        page.locator("[name='reason-filing.3']").blur()
    expect(page.locator("[data-score]")).to_have_text("98.5")
    assert SheetDraft.objects.get().body["reason-filing.3"] == REASON
    page.reload()
    for place in PLACES:
        expect(page.locator(f"[name='reason-{place}']")).to_have_value(REASON)
    office.press("提交评分")
    expect(page.get_by_text("评分已提交")).to_be_visible()


def to_page_three(page: Page) -> None:
    """By its number, typed; then the keys are the sheet's again. Where single keys are switched off they do nothing."""
    paper = page.frame_locator("[data-paper]")
    there = page.locator("[data-leaf][aria-current]").first.get_attribute("data-leaf")
    expect(paper.locator("body")).to_have_attribute("data-page", str(there))
    page.wait_for_load_state("networkidle")
    page.locator("summary").first.focus()
    page.keyboard.press("g")
    expect(paper.locator("[name=to]")).to_be_focused()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(paper.locator("body")).to_have_attribute("data-page", "3")
    page.keyboard.press("PageDown")
    expect(paper.locator("body")).to_have_attribute("data-page", "4")
    page.evaluate("document.documentElement.dataset.keys = 'off'")
    for key in "gf":
        page.keyboard.press(key)
    expect(page.locator("[data-paper]")).not_to_be_focused()
    expect(page.locator("[name^=points-]:focus")).to_have_count(0)
    page.evaluate("document.documentElement.dataset.keys = 'on'")


def the_second(office: Office) -> None:
    """Blind until his own is in; a page there is not is refused and nothing typed is lost."""
    page = office.page
    assert "98.5" not in page.content()
    expect(page.get_by_text("另一评查人已完成，分数在你提交后显示")).to_be_visible()
    office.deduct("filing", "3", "99999", REASON)
    office.press("提交评分")
    expect(page.locator("#findings")).to_contain_text("须写明在第几页")
    expect(page.locator("[name=reason-filing]")).to_have_value(REASON)
    for item, points, at in (("filing", "3", "2"), ("elements-proved", "8", "5"), ("lawful-source", "5", "6")):
        office.deduct(item, points, at, REASON)
    office.press("提交评分")
    expect(page.get_by_text("待指定第三人")).to_be_visible()
    expect(page.locator("table.compare")).to_contain_text("不一致")
    expect(page.locator("table.compare")).to_contain_text("第 2、3、4 页")


def the_squad(office: Office, bench: Bench) -> None:
    """The squad replies, appeals, and finds the result beside its case."""
    page = office.page
    page.locator("[name=text]").fill("已经补齐第五页缺少的证据说明，并组织全队学习归档要求")
    office.press("回复怎样整改")
    expect(page.get_by_text("已提交，记入存证")).to_be_visible()
    page.locator("[name=text]").fill("第五页的证据说明附在第六页背面，请复核这一处扣分")
    office.press("提出申诉")
    expect(page.get_by_text("申诉中")).to_be_visible()
    page.goto(f"{office.live.url}/cases/{bench.case.ref}/")
    expect(page.get_by_role("link", name="行政处罚案卷评分标准")).to_be_visible()
