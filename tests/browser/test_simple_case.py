"""Two officers in the street fine a stallholder on a telephone: two forms, and what the law forbids stays undone."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, ViewportSize

from mingheng.cases.models import Case
from mingheng.evidence.queries import of_folder
from mingheng.kit.dates import SHANGHAI
from tests.browser.conftest import SignIn
from tests.cast import Cast
from tests.fixtures.browser import Live, go
from tests.scenarios.road import road
from tests.walking import picture

pytestmark = pytest.mark.browser

NOW = datetime(2026, 9, 16, 10, 30, tzinfo=SHANGHAI)
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
PARTY = next(w["facts"] for w in road("simple")["road"] if w["act"] == "register_party")


def send(page: Page) -> str:
    """Press the button of the form; what the page then says."""
    go(page.locator("button[data-submit]"))
    return str(page.locator("main").inner_text())


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"input[type=radio][name='{name}'][value='{value}']").check()


def take(live: Live, page: Page, case: Case, act: str, **typed: Any) -> str:
    """One of the later acts by its own page."""
    page.goto(f"{live.url}/cases/{case.ref}/steps/{act}/")
    for name, value in typed.items():
        radio = page.locator(f"input[type=radio][name='{name}'][value='{value}']")
        if radio.count():
            radio.check()
        elif page.locator(f"select[name='{name}']").count():
            page.locator(f"select[name='{name}']").select_option(value)
        else:
            page.locator(f"[name='{name}']").fill(value)
    said = send(page)
    return send(page) if page.locator(".confirm").count() else said


def found(page: Page) -> None:
    """The first form, but for the item."""
    page.locator("[name=place]").fill("云汀街道云汀路菜场东门")
    page.locator("[name=found]").fill("在人行道上设摊卖水果，占地约一平方米，照片两张")
    page.locator("[name=name]").fill(PARTY["name"])
    page.locator("[name=identity_number]").fill(PARTY["identity_number"])
    page.locator("[name=address]").fill(PARTY["address"])
    page.locator("[name=recording]").fill("LJ-0101-07")
    page.locator("[name=id_shown]").check()


def wide(page: Page) -> bool:
    """Whether the page has to be moved sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def to_the_archive(live: Live, page: Page, sign_in: SignIn, cast: Cast, case: Case) -> None:
    """Filing with the agency, payment, closing by the squad leader, the dossier."""
    take(live, page, case, "report_on_spot", report="决定书当场交付，当事人当场收摊")
    live.at = NOW + timedelta(days=8)
    take(live, page, case, "record_payment", happened="2026-09-24", paid="150", receipt="P-0101")
    page.context.clear_cookies()
    sign_in(page, cast.squad_leader)
    take(live, page, case, "close_on_spot", opinion="approve", reason="票据、视音频与决定书核对无误")
    page.context.clear_cookies()
    sign_in(page, cast.handler)
    take(
        live,
        page,
        case,
        "archive_case",
        retention="simple",
        note="材料齐全",
        unsigned_note="纸质原件随正卷移交，扫描设备修好后补扫",
    )
    live.work()
    case.refresh_from_db()
    assert case.closed
    assert page.request.get(f"{live.url}/cases/{case.ref}/dossier/").body().startswith(b"%PDF")


def test_a_case_is_decided_on_a_telephone_and_the_unlawful_is_refused(
    live: Live, page: Page, sign_in: SignIn, committed_cast: Cast
) -> None:
    cast, live.at = committed_cast, NOW
    page.set_viewport_size(TELEPHONE)
    sign_in(page, cast.handler)
    page.goto(f"{live.url}/cases/")
    go(page.get_by_role("link", name="当场处罚"))
    assert not wide(page)

    found(page)
    page.locator("[name=item]").fill("夜间施工")
    page.locator("select[name=officers-second]").select_option(str(cast.partner.pk))
    assert "第51条" in send(page)

    page.locator("[name=item]").fill("设摊")
    page.locator("select[name=officers-second]").select_option(str(cast.auxiliary.pk))
    assert "第42条" in send(page)
    assert not Case.objects.filter(procedure="simple").exists()

    page.locator("select[name=officers-second]").select_option(str(cast.partner.pk))
    shot = FilePayload(name="摊位.jpg", mimeType="image/jpeg", buffer=picture().read())
    page.locator("[name=photos]").set_input_files(shot)
    send(page)
    case = Case.objects.get(procedure="simple")
    assert [piece.title for piece in of_folder(case.id)] == ["现场照片"]
    assert not wide(page)

    page.locator("[name=rights_told]").check()
    page.locator("[name=reconsideration_told]").check()
    choose(page, "penalty", "other")
    page.locator("[name=amount]").fill("201")
    page.locator("[name=discretion]").fill("占用面积较大，劝离后当场收摊")
    assert "第51条" in send(page)

    choose(page, "penalty", "150")
    page.locator("[name=discretion]").fill("")
    choose(page, "payment", "small")
    page.locator("[name=receipt]").fill("C-0001")
    assert "第68条" in send(page)

    choose(page, "payment", "bank")
    page.locator("[name=reconsideration_told]").uncheck()
    assert "行政复议法 第23条" in send(page)
    assert case.step_rows.count() == 4

    page.locator("[name=reconsideration_told]").check()
    assert "确认当场处罚" in send(page)
    assert "当场行政处罚决定书" in send(page)
    live.work()

    to_the_archive(live, page, sign_in, cast, case)
