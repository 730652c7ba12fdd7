"""Whoever holds a paper has it checked in his own browser: by a photograph, by files, by what he pastes; and is told which it is."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Browser, BrowserType, FilePayload, Page, Route, expect
from pytest_django import Settings

from mingheng.documents.rules.recorded import papers_chain
from mingheng.documents.tests.orders import FOLDER
from mingheng.ledger import actions as ledger
from mingheng.ledger.queries import believed
from mingheng.ledger.rules.vouching.verdicts import STANDING_WORDS
from tests.browser.papers import PHONE, SEEN, Held, forged, handed_out, photograph, sheet
from tests.cast import Cast
from tests.fixtures.browser import Live
from tests.watched import JUSTICE, POLICY, watch

pytestmark = pytest.mark.browser

KEPT, FEW, OTHER = STANDING_WORDS.values()
ANSWER, TROUBLE = "#answer", "#trouble"
Axe = Callable[[Page], list[str]]


@pytest.fixture
def held(committed_cast: Cast, settings: Settings, tmp_path: Path) -> Held:
    """A decision that both witnesses saw, in the hands of its party."""
    watch(settings, tmp_path)
    return handed_out(committed_cast.handler)


def give(page: Page, name: str, content: bytes, mime: str = "application/octet-stream", where: str = "#files") -> None:
    page.locator(where).set_input_files(FilePayload(name=name, mimeType=mime, buffer=content))


def paste(page: Page, text: str) -> None:
    page.locator("#code").fill(text)
    page.get_by_role("button", name="核验", exact=True).click()


def test_what_is_pasted_is_answered_with_what_was_recorded_and_by_whom_it_was_seen(held: Held, live: Live, page: Page) -> None:
    page.goto(f"{live.url}/check/")
    for text in (
        held.voucher().code(),
        str(held.voucher()),
        held.voucher().short(),
        f"https://papers.example/check/{held.token}",
    ):
        paste(page, text)
        expect(page.locator(ANSWER)).to_contain_text(KEPT)
        for said in (
            "2026-11-20 10:00:05 存证", "由司法局、检察院见证", "行政处罚决定书", held.number, "人民币壹拾贰万元整", "还没有比对",
            "出具时间2026-11-20 10:00:00", "存证时间2026-11-20 10:00:05", "检查点共", "司法局，2026-11-20 10:01:00", "不说明文书写的事实是真的",
        ):  # fmt: skip
            expect(page.locator(ANSWER)).to_contain_text(said)
        page.reload()


def test_a_photograph_of_the_printed_annex_is_read_and_verified(held: Held, live: Live, page: Page) -> None:
    page.goto(f"{live.url}/check/")
    for turned, dpi in ((0, 120), (3, PHONE), (-7, PHONE), (180, 300)):
        give(page, "IMG.jpg", photograph(sheet(held.annex(), dpi=dpi), turned=turned), "image/jpeg", where="#photo")
        expect(page.locator(ANSWER)).to_contain_text(KEPT)
        expect(page.locator(ANSWER)).to_contain_text(held.number)
        page.reload()


def test_the_camera_reads_the_code_that_is_held_before_it(
    held: Held, live: Live, browser_type: BrowserType, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> None:
    seen = tmp_path / "seen.mjpeg"
    seen.write_bytes(photograph(sheet(held.annex(), dpi=110).crop((40, 60, 680, 540)).resize((1280, 960)), turned=2) * 3)
    lent = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={seen}"]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": [*browser_type_launch_args["args"], *lent]})
    try:
        page = browser.new_page()
        page.goto(f"{live.url}/check/")
        page.get_by_role("button", name="打开摄像头").click()
        expect(page.locator(ANSWER)).to_contain_text(KEPT, timeout=30_000)
        expect(page.locator("#view")).to_be_hidden()
    finally:
        browser.close()


def test_a_photograph_of_page_one_leads_to_the_paper(held: Held, live: Live, page: Page) -> None:
    page.goto(f"{live.url}/check/")
    give(page, "IMG.jpg", photograph(sheet(held.body, dpi=300), turned=2), "image/jpeg")
    expect(page.locator(ANSWER)).to_contain_text(held.number)


def test_the_file_is_compared_here_and_one_changed_byte_is_told(held: Held, live: Live, page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.goto(f"{live.url}/check/{held.token}")
    expect(page.locator(ANSWER)).to_contain_text("还没有比对")
    give(page, "决定书.pdf", held.body)
    expect(page.locator(ANSWER)).to_contain_text("决定书.pdf：与存证一致")
    expect(page.locator("#answer h2")).to_have_text(KEPT)
    page.get_by_role("button", name="去掉").click()
    middle = len(held.body) // 2
    give(page, "改过.pdf", held.body[:middle] + bytes([held.body[middle] ^ 1]) + held.body[middle + 1 :])
    expect(page.locator("#answer h2")).to_have_text(OTHER)
    expect(page.locator(ANSWER)).to_contain_text("改过.pdf：与存证不同")
    expect(page.locator(ANSWER)).to_contain_text("不要用可疑文书上的号码")
    assert set(sent) == {"GET"}


def test_a_file_may_come_before_its_voucher_and_the_annex_brings_its_own(held: Held, live: Live, page: Page) -> None:
    page.goto(f"{live.url}/check/")
    give(page, "决定书.pdf", held.body)
    expect(page.locator(TROUBLE)).to_contain_text("还需要它的凭证")
    give(page, "存证页.pdf", held.annex())
    expect(page.locator(ANSWER)).to_contain_text("决定书.pdf：与存证一致")
    expect(page.locator(TROUBLE)).to_be_hidden()


def test_with_too_few_witnesses_it_is_not_yet_good_enough(
    committed_cast: Cast, settings: Settings, tmp_path: Path, live: Live, page: Page
) -> None:
    watch(settings, tmp_path)
    early = handed_out(committed_cast.handler, JUSTICE)
    page.goto(f"{live.url}/check/{early.token}")
    expect(page.locator("#answer h2")).to_have_text(FEW)
    expect(page.locator(ANSWER)).to_contain_text("只有回执")
    settings.MINGHENG_WITNESS_POLICY = POLICY.replace("quorum 两家", "quorum 司法局")
    proof = early.voucher()
    settings.MINGHENG_WITNESS_POLICY = POLICY
    paste(page, proof.code())
    expect(page.locator(ANSWER)).to_contain_text("外部见证不足：现有 1 个")
    give(page, "存证页.pdf", early.annex())
    expect(page.locator(ANSWER)).to_contain_text("只有回执")


def test_a_forger_s_own_keys_and_policy_in_a_voucher_are_not_believed(held: Held, live: Live, page: Page) -> None:
    page.goto(f"{live.url}/check/")
    expect(page.locator("#keys")).to_contain_text(JUSTICE.verifier.fingerprint)
    before = page.locator("#keys").inner_text()
    for key in believed().logs:
        assert key.fingerprint in before
    mine = forged(held.voucher())
    paste(page, mine.code())
    expect(page.locator("#answer h2")).to_have_text(OTHER)
    expect(page.locator(ANSWER)).to_contain_text("没有 localhost/ledger 的有效签名")
    assert page.locator("#answer table").count() == 0
    for slipped_in in (str(mine) + POLICY, mine.short().replace("{", '{"policy":"quorum none",', 1)):
        paste(page, slipped_in)
        expect(page.locator(TROUBLE)).to_be_visible()
    assert page.locator("#keys").inner_text() == before


def test_keys_that_are_not_those_of_last_time_are_told(held: Held, live: Live, page: Page, settings: Settings) -> None:
    page.goto(f"{live.url}/check/")
    expect(page.locator("#keys")).to_contain_text("检察院")
    settings.MINGHENG_WITNESS_POLICY = f"witness 司法局 {JUSTICE.verifier}\nquorum 司法局\n"
    page.reload()
    expect(page.locator("#keys")).to_contain_text("和您上次核验时不同")
    page.reload()
    expect(page.locator("#keys")).not_to_contain_text("检察院")
    expect(page.locator("#keys")).not_to_contain_text("不同")


def test_after_one_visit_it_works_without_a_network_and_says_how_old_its_keys_are(held: Held, live: Live, page: Page) -> None:
    page.goto(f"{live.url}/check/")
    expect(page.locator("#offline")).to_contain_text("没有网络也能核验")
    page.context.set_offline(True)
    page.goto(f"{live.url}/check/")
    expect(page.locator("#keys")).to_contain_text("取得的公钥")
    give(page, "IMG.jpg", photograph(sheet(held.annex())), "image/jpeg", where="#photo")
    expect(page.locator("#answer h2")).to_have_text(KEPT)
    page.goto(f"{live.url}/check/{held.token}")
    expect(page.locator(TROUBLE)).to_contain_text("拍附页上的大码")


def test_on_a_plain_intranet_everything_but_camera_and_shelf_works(held: Held, live: Live, page: Page) -> None:
    def passed_on(route: Route) -> None:
        answer = route.fetch(url=route.request.url.replace("http://intranet.example", live.url))
        headers = {name: value for name, value in answer.headers.items() if name != "cross-origin-opener-policy"}
        route.fulfill(response=answer, headers=headers)  # Chromium logs that it passes that header over without TLS

    page.route("http://intranet.example/**", passed_on)
    page.goto(f"http://intranet.example/check/{held.token}")
    assert page.evaluate("isSecureContext") is False
    expect(page.locator("#answer h2")).to_have_text(KEPT)
    give(page, "决定书.pdf", held.body)
    expect(page.locator(ANSWER)).to_contain_text("决定书.pdf：与存证一致")
    give(page, "IMG.png", photograph(sheet(held.annex())), "image/png")
    expect(page.locator(ANSWER)).to_contain_text(KEPT)
    expect(page.locator("#camera")).to_be_hidden()
    expect(page.locator("#offline")).to_contain_text("不是加密连接")


def test_what_cannot_be_read_is_told_with_what_to_do_and_nothing_typed_is_lost(held: Held, live: Live, page: Page) -> None:
    page.goto(f"{live.url}/check/")
    paste(page, "澜城管罚决〔2026〕1号")
    expect(page.locator(TROUBLE)).to_contain_text("不是存证凭证")
    assert page.locator("#code").input_value() == "澜城管罚决〔2026〕1号"
    paste(page, held.voucher().code()[:-9])
    expect(page.locator(TROUBLE)).to_contain_text("请重新扫描")
    for name, content, mime, told in (
        ("IMG.jpg", photograph(sheet(held.body, page=1)), "image/jpeg", "没有读出二维码"),
        ("IMG.heic", b"no picture", "image/heic", "JPEG 或者 PNG"),
        ("notes.doc", b"\xd0\xcf\x11\xe0" * 9, "application/msword", "不是 PDF"),
        ("other.pdf", b"%PDF-1.7\n", "application/pdf", "还需要它的凭证"),
    ):
        give(page, name, content, mime)
        expect(page.locator(TROUBLE)).to_contain_text(told)
    paste(page, f"{live.url}/check/00000000-0000-4000-8000-000000000000")
    expect(page.locator(TROUBLE)).to_contain_text("本机关没有这个编号的文书")


def test_an_address_that_is_none_of_ours_and_a_paper_destroyed_by_law_are_told(held: Held, live: Live, page: Page) -> None:
    answer = page.goto(f"{live.url}/check/00000000-0000-4000-8000-000000000000")
    assert answer is not None
    assert answer.status == 404
    assert "文书可能是假的" in page.locator("main").inner_text()
    with transaction.atomic():
        ledger.erase_chain(chain=papers_chain(FOLDER), ground="xzcf/48", by="o:1", second="o:2", unit="u:ju", at=SEEN)
    page.goto(f"{live.url}/check/{held.token}")
    expect(page.locator(TROUBLE)).to_contain_text("已依照法律规定删除")


@pytest.fixture
def unscripted(browser: Browser) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_it_says_how_else_to_check(live: Live, unscripted: Page) -> None:
    unscripted.goto(f"{live.url}/check/")
    assert "mingheng verify" in unscripted.locator("main").inner_text()
    assert not unscripted.locator("#code").is_visible()


def test_every_answer_is_accessible_and_fits_by_day_and_by_night(held: Held, live: Live, page: Page, axe: Axe) -> None:
    found = []
    wrong = forged(held.voucher()).code()
    for theme in ("light", "dark"):
        page.context.add_cookies([{"name": "mh_theme", "value": theme, "url": live.url}])
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            for text, words in (("", "文书改动过吗"), (held.voucher().code(), KEPT), (wrong, OTHER), ("x", "不是存证凭证")):
                page.goto(f"{live.url}/check/")
                expect(page.locator("#keys")).to_contain_text("检察院")
                if text:
                    paste(page, text)
                expect(page.locator("main")).to_contain_text(words)
                reached = page.evaluate("document.documentElement.scrollWidth")
                found += [f"{theme} {width} {words} {fault}" for fault in axe(page)]
                found += [f"{theme} {width} {words} reaches {reached}"] if reached > width else []
    assert found == []
