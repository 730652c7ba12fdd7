"""A dossier is reviewed in a real browser: two blind sheets that differ, a third, the squad's reply and appeal, the decision; at a desk and on a telephone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from mingheng.documents.actions import render_waiting
from mingheng.documents.queries import dossier_of
from mingheng.organisation.models import Officer
from mingheng.supervision.models import Review, ReviewEntry, SheetDraft
from mingheng.supervision.tests.reviewed import NOW, REASON, Bench, bench_of
from tests.browser.conftest import SignIn
from tests.cast import Cast
from tests.fixtures.browser import Live

pytestmark = pytest.mark.browser

SIZES = ({"width": 1440, "height": 900}, {"width": 390, "height": 844})


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


@dataclass
class Desk:
    """One browser at which people take turns."""

    live: Live
    page: Page
    sign_in: SignIn
    axe: Callable[[Page], list[str]]

    def sit(self, officer: Officer, address: str) -> None:
        """Somebody signs in and opens a page."""
        self.page.context.clear_cookies()
        self.sign_in(self.page, officer)
        self.page.goto(f"{self.live.url}/{address}")

    def fits(self) -> None:
        """The page has no fault of access and fits, at a desk and on a telephone."""
        for size in SIZES:
            self.page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dict will do
            assert [f"{self.page.url} {size['width']} {fault}" for fault in self.axe(self.page)] == []
            assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (self.page.url, size)
        self.page.set_viewport_size(SIZES[0])  # type: ignore[arg-type]  # a plain dict will do

    def deduct(self, item: str, points: str, at: str) -> None:
        """Unfold an item and write what is found in it."""
        box = self.page.locator("details.si", has=self.page.locator(f"[name=reason-{item}]"))
        if box.get_attribute("open") is None:
            box.locator("summary").click()
        box.locator(f"[name=points-{item}]").fill(points)
        box.locator(f"[name=page-{item}]").fill(at)
        box.locator(f"[name=reason-{item}]").fill(REASON)

    def press(self, name: str) -> None:
        """A button by its name."""
        self.page.get_by_role("button", name=name).click()


@pytest.fixture
def desk(live: Live, page: Page, sign_in: SignIn, axe: Callable[[Page], list[str]]) -> Desk:
    return Desk(live, page, sign_in, axe)


def test_two_blind_reviews_a_third_a_reply_and_an_appeal(desk: Desk, bench: Bench) -> None:
    review = given_out(desk, bench)
    one, two = (sheet.reviewer for sheet in review.sheets.select_related("reviewer"))
    third = next(person for person in (bench.first, bench.second, bench.third) if person.pk not in (one.pk, two.pk))
    sheet, whole = f"reviews/{review.pk}/sheet/", f"reviews/{review.pk}/"

    desk.sit(one, sheet)
    desk.fits()
    the_first(desk)
    desk.sit(two, sheet)
    the_second(desk)
    desk.sit(bench.cast.squad_leader, whole)
    assert "98.5" not in desk.page.content()

    desk.sit(one, whole)
    desk.page.get_by_label("评查人").select_option(label=f"{third.name}（督察大队）")
    desk.press("指定")
    desk.sit(third, sheet)
    assert "98.5" not in desk.page.content()
    desk.deduct("elements-proved", "6", "5")
    desk.press("提交评分")
    expect(desk.page.locator(".score-big")).to_have_text("94")

    desk.sit(bench.cast.squad_leader, whole)
    desk.fits()
    the_squad(desk, bench)
    desk.live.at = NOW + timedelta(days=2)
    desk.sit(bench.cast.bureau_head, whole)
    desk.page.get_by_label("改变结果").check()
    desk.page.locator("[name=points]").fill("96")
    desk.page.locator("#decide [name=reason]").fill("核对第六页背面，证据说明确在卷内，这一处扣分过重")
    desk.press("作出处理")
    expect(desk.page.locator(".score-big")).to_have_text("96")
    kinds = list(ReviewEntry.objects.values_list("kind", flat=True).order_by("n"))
    assert kinds == ["opened", "submitted", "submitted", "assigned", "submitted", "result", "reply", "appeal", "decision"]


def given_out(desk: Desk, bench: Bench) -> Review:
    """The supervisor has the case reviewed by two of three."""
    desk.sit(bench.first, "reviews/new/")
    desk.page.locator("[name=numbers]").fill(str(bench.case.number))
    for other in (bench.third, bench.cast.centre_reviewer):
        desk.page.get_by_label(other.name).uncheck()
    desk.press("分配")
    desk.page.wait_for_url("**/reviews/")
    desk.fits()
    return Review.objects.get()


def the_first(desk: Desk) -> None:
    """What is typed counts at once and is kept; then it is handed in."""
    page = desk.page
    desk.deduct("filing", "1.5", "2")
    expect(page.locator("[data-score]")).to_have_text("98.5")
    page.locator("[name=reason-filing]").blur()
    while "reason-filing" not in (SheetDraft.objects.values_list("body", flat=True).first() or {}):
        page.wait_for_timeout(200)
    page.reload()
    expect(page.locator("[name=reason-filing]")).to_have_value(REASON)
    desk.press("提交评分")
    expect(page.get_by_text("评分已提交")).to_be_visible()


def the_second(desk: Desk) -> None:
    """Blind until his own is in; a page there is not is refused and nothing typed is lost."""
    page = desk.page
    assert "98.5" not in page.content()
    expect(page.get_by_text("另一评查人已完成，分数在你提交后显示")).to_be_visible()
    desk.deduct("filing", "3", "99999")
    desk.press("提交评分")
    expect(page.locator("#findings")).to_contain_text("须写明在第几页")
    expect(page.locator("[name=reason-filing]")).to_have_value(REASON)
    for item, points, at in (("filing", "3", "2"), ("elements-proved", "8", "5"), ("lawful-source", "5", "6")):
        desk.deduct(item, points, at)
    desk.press("提交评分")
    expect(page.get_by_text("待指定第三人")).to_be_visible()
    expect(page.locator("table.compare")).to_contain_text("不一致")


def the_squad(desk: Desk, bench: Bench) -> None:
    """The squad replies, appeals, and finds the result beside its case."""
    page = desk.page
    page.locator("[name=text]").fill("已经补齐第五页缺少的证据说明，并组织全队学习归档要求")
    desk.press("回复怎样整改")
    expect(page.get_by_text("已提交，记入存证")).to_be_visible()
    page.locator("[name=text]").fill("第五页的证据说明附在第六页背面，请复核这一处扣分")
    desk.press("提出申诉")
    expect(page.get_by_text("申诉中")).to_be_visible()
    page.goto(f"{desk.live.url}/cases/{bench.case.ref}/")
    expect(page.get_by_role("link", name="行政处罚案卷评分标准")).to_be_visible()
