"""A matter of supervision in a real browser: a fault, a slip, no reply, escalation, a decision letter with copy, put right, closed."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from mingheng.kit.dates import SHANGHAI
from mingheng.supervision.actions import escalate_late
from mingheng.supervision.models import Matter
from tests.browser.office import DESK, TELEPHONE, Office, sized, well_made
from tests.cast import Cast
from tests.fixtures.browser import go

pytestmark = pytest.mark.browser

MONDAY, LATE, COPIED, REPLIED, CHECKED = (
    date(2026, 11, 2), date(2026, 11, 10), date(2026, 11, 11), date(2026, 11, 20), date(2026, 11, 23),
)  # fmt: skip


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """What the squad sends as proof."""
    there = tmp_path / "核对表.jpg"
    Image.new("RGB", (320, 240), (180, 120, 60)).save(there)
    return there


def ten(day: date) -> datetime:
    """That day at ten."""
    return datetime.combine(day, time(10), SHANGHAI)


def issue(office: Office, cast: Cast) -> None:
    """A supervisor opens a matter and sends a slip."""
    office.sit(cast.supervisor, ten(MONDAY))
    office.page.goto(f"{office.live.url}/matters/")
    go(office.page.get_by_role("link", name="执法监督事项"))
    office.fill({
        "addressed": "yunting", "trigger": "ordinary", "subject": "告知书没有送达就作出处罚决定",
        "found": "十月三十日作出处罚决定，告知书送达回证为十一月一日，次序颠倒",
        "demand": "撤销该决定重新告知，核对本季度全部送达回证并附核对表",
    })  # fmt: skip
    expect(office.page.locator("h1")).to_contain_text("告知书没有送达")
    office.next({"form": "defect"})
    expect(office.page.locator(".matter-trail")).to_contain_text("澜城管督单〔2026〕1号")


def test_a_fault_goes_from_slip_to_decision_letter_with_copy_and_is_put_right(
    office: Office, committed_cast: Cast, photo: Path, axe: Callable[[Page], list[str]]
) -> None:
    cast, page = committed_cast, office.page
    issue(office, cast)
    assert escalate_late(at=datetime.combine(LATE, time(1), SHANGHAI)) == 1
    office.sit(cast.bureau_head, ten(LATE))
    office.find()
    expect(page.locator(".matter-trail")).to_contain_text("系统")
    expect(page.locator(".matter-trail")).to_contain_text("逾期没有回复，升级")
    go(page.locator("[data-next]"))
    expect(page.locator("[name=copies]")).to_have_value("云汀街道办事处")
    office.fill({})
    expect(page.locator(".matter-trail")).to_contain_text("澜城管督决〔2026〕1号")
    office.sit(cast.supervisor, ten(COPIED))
    office.find()
    office.next({"way": "document", "happened": COPIED.isoformat()})
    expect(page.locator("aside.do")).to_contain_text("云汀街道办事处")
    sized(page, TELEPHONE)
    office.sit(cast.squad_leader, ten(REPLIED))
    office.find()
    office.next({})
    office.next({"reply": "已撤销决定并重新告知，本季度二十一件送达回证逐件核对，附核对表"}, photo=photo)
    expect(page.locator(".matter-trail")).to_contain_text("核对表.jpg")
    sized(page, DESK)
    office.sit(cast.supervisor, ten(CHECKED))
    office.find()
    office.next({"result": "passed", "findings": "撤销决定和重新告知的送达回证都已在卷，核对表与抽查三件相符"})
    office.next({"summary": "告知在决定之后送达，已撤销重做，核对本季度案件没有同类问题"})
    expect(page.locator("aside.do")).to_contain_text("已办结")
    there = Matter.objects.get()
    assert there.closed
    for address in ("matters/?view=all", f"matters/{there.pk}/", "matters/new/"):
        office.open(address)
        well_made(page, axe)


def test_what_is_refused_says_why_and_keeps_what_was_typed(office: Office, committed_cast: Cast) -> None:
    issue(office, committed_cast)
    office.sit(committed_cast.squad_leader, ten(MONDAY))
    office.find()
    office.next({})
    office.next({"reply": "已整改"})
    expect(office.page.locator(".findings, .field .err").first).to_be_visible()
    expect(office.page.locator("[name=reply]")).to_have_value("已整改")


def test_what_was_typed_is_there_when_its_writer_comes_back(office: Office, committed_cast: Cast) -> None:
    office.sit(committed_cast.supervisor, ten(MONDAY), "matters/new/?procedure=fault")
    left(office, "found", "十月三十日作出处罚决定，告知书送达回证为")
    expect(office.page.locator("[name=found]")).to_have_value("十月三十日作出处罚决定，告知书送达回证为")
    issue(office, committed_cast)
    office.open("matters/new/?procedure=fault")
    expect(office.page.locator("[name=found]")).to_have_value("")
    office.sit(committed_cast.squad_leader, ten(MONDAY))
    office.find()
    office.next({})
    go(office.page.locator("[data-next]"))
    left(office, "reply", "已撤销决定并重新")
    expect(office.page.locator("[name=reply]")).to_have_value("已撤销决定并重新")


def left(office: Office, name: str, text: str) -> None:
    """Somebody types, closes the page in the middle of it, and opens it again."""
    address = office.page.url
    office.page.locator(f"[name={name}]").fill(text)
    office.page.locator(f"[name={name}]").blur()
    expect(office.page.locator("[data-autosave-note]")).to_contain_text("已保存")
    context = office.page.context
    office.page.close()
    office.page = context.new_page()
    office.page.goto(address)
