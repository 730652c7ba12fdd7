"""The stations of a brigade's month: what somebody does at each, and what he sees there."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from mingheng.documents.tests.reading import text_of
from mingheng.kit.dates import SHANGHAI
from mingheng.kit.paths import CHECKOUT
from mingheng.organisation.models import Officer
from mingheng.supervision.tests.reviewed import Bench
from tests.browser.office import Office, made
from tests.fixtures.browser import go

PARTIES = ("法规科", "纪检", "检察院")
FAULT, FIRST_SAW, SECOND_SAW = (
    "notice-complete",
    "告知书没有写明听证期限从哪一天起算，当事人无从计算",
    "告知书缺起算日，与送达回证对不上",
)
FAULT_TITLE = "没有做到“告知书内容完整，已送达”"
DEMAND = "补正本季度全部告知书的听证期限起算日，附核对表"
REPLY = "本季度十九份告知书逐份核对，三份已经补正并重新送达，附核对表"
COUNTED = {"案卷评查": "案卷评查", "监督单": FAULT_TITLE, "监督决定书": FAULT_TITLE, "逾期": FAULT_TITLE, "整改办结": FAULT_TITLE}
"""What November's bulletin counts once each, and what the page opened from it is headed with."""
CHECKED = "三份重新送达的告知书都写明了起算日，核对表与抽查的五份相符"


def at(day: int, hour: int = 10, month: int = 11) -> datetime:
    """A moment of the month that is played."""
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


@dataclass(frozen=True)
class Drawn:
    """What the brigade published of a draw, and what anybody may download."""

    title: str
    address: str
    digest: str
    file: Path


def plan_and_month(office: Office, by: Officer) -> None:
    """From the menu to the month, from the month to the plan it follows, and back."""
    office.sit(by, at(2, 9))
    office.menu("本月督察")
    expect(office.page.locator("h1")).to_have_text("2026 年 11 月督察")
    go(office.page.locator(".page-head").get_by_role("link", name="监督工作方案"))
    expect(office.page.locator("main")).to_contain_text("每月抽查上月办结案卷")
    office.page.go_back()
    expect(office.page.locator("#dossiers")).to_contain_text("可抽 1 个")


def freeze(office: Office, commitments: Mapping[str, str]) -> None:
    """The list is sealed with what each party committed to."""
    go(office.page.locator("#dossiers").get_by_role("link", name="封存名单"))
    for party, commitment in commitments.items():
        office.page.get_by_label(f"{party}的承诺").fill(commitment)
    for name, day, minute in (("deadline", "2026-11-03", "17:00"), ("fallback_at", "2026-11-04", "10:00")):
        office.page.locator(f"[name={name}-day]").fill(day)
        office.page.locator(f"[name={name}-minute]").fill(minute)
    office.page.locator("[name=source]").select_option("福彩双色球开奖号码")
    office.fill({})
    expect(office.page.locator("#dossiers")).to_contain_text("名单已封存，待抽取")


def secrets_of(page: Page, office: Office) -> dict[str, tuple[str, str]]:
    """Each party makes its secret where it sits, with no account, before there is a list."""
    return {party: made(page, office.live, party) for party in PARTIES}


def draw(office: Office, secrets: Mapping[str, tuple[str, str]], folder: Path) -> Drawn:
    """From the month to the draw; its digest is there before the chance is; the parties reveal, and it is drawn."""
    go(office.page.locator("#dossiers .docrow a"))
    expect(office.page.locator("#digest")).to_be_visible()
    title, digest = office.page.locator("h1").inner_text(), office.page.locator("#digest").inner_text()
    office.live.at = at(3)
    for party, (secret, _) in secrets.items():
        expect(office.page.get_by_role("button", name="现在抽取")).to_have_count(0)
        office.page.get_by_label("哪一方").select_option(party)
        office.page.get_by_label("随机数", exact=True).fill(secret)
        office.press("揭示")
    office.press("现在抽取")
    expect(office.page.locator("#picks tbody tr")).to_have_count(1)
    with office.page.expect_download() as downloaded:
        office.click("下载抽取文件")
    file = folder / "draw.json"
    downloaded.value.save_as(file)
    return Drawn(title, office.page.url.removeprefix(f"{office.live.url}/"), digest, file)


def verified_outside(page: Page, url: str, drawn: Drawn) -> None:
    """Somebody with no account draws again in his browser, and once more with the command; both say it is that draw."""
    page.goto(f"{url}/{drawn.address}")
    expect(page).to_have_url(f"{url}/sign-in/?next=/{drawn.address}")
    page.goto(f"{url}/check/draw/")
    page.locator("#plan").fill(drawn.digest)
    page.locator("#file").set_input_files(drawn.file)
    expect(page.locator("#answer h2")).to_have_text("相符")
    expect(page.locator("#answer")).to_contain_text(drawn.title)
    command = [sys.executable, "-m", "mingheng", "verify-draw", str(drawn.file), "--plan", drawn.digest]
    told = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert drawn.title in told.stdout


def reviewers_drawn(office: Office, bench: Bench) -> tuple[Officer, Officer]:
    """The reviews are opened from the draw's page; who reviews is who was drawn with the dossier, as the page says."""
    row = office.page.locator("#picks tbody tr")
    expect(row).to_contain_text(str(bench.case.number))
    office.press("开始评查")
    expect(row.get_by_role("link", name="评查中")).to_be_visible()
    people = (bench.first, bench.second, bench.third, bench.cast.centre_reviewer)
    one, two = (person for person in people if person.name in row.inner_text())
    return one, two


def review(office: Office, by: Officer, points: str, saw: str, *, unseen: str = "") -> None:
    """A reviewer finds his sheet in the list, scores, and hands it in; what the other wrote is not there before."""
    office.menu("案卷评查")
    go(office.page.locator("tr[data-row]").filter(has_text="轮到你").locator(".ttl"))
    expect(office.page.locator(".idbar")).to_contain_text(f"评查人 {by.name}")
    assert not unseen or unseen not in office.page.content()
    office.deduct(FAULT, points, "2", saw)
    office.press("提交评分")
    expect(office.page.get_by_text("评分已提交")).to_be_visible()


def slip(office: Office, bench: Bench) -> None:
    """From the result a slip is opened with unit, case and fault filled in; the supervisor adds what he demands."""
    office.click("开具监督文书")
    page = office.page
    expect(page.locator("[name=addressed]")).to_have_value(bench.case.unit)
    expect(page.locator("[name=trigger]")).to_have_value("ordinary")
    expect(page.locator("[name=subject]")).to_have_value(FAULT_TITLE)
    expect(page.locator("[name=case_ref]")).to_have_value(bench.case.ref)
    for said in (str(bench.case.number), FIRST_SAW, SECOND_SAW):
        assert said in page.locator("[name=found]").input_value()
    office.fill({"demand": DEMAND})
    office.next({"form": "prompt"})
    expect(page.locator(".matter-trail")).to_contain_text("执法问题提示单")
    expect(page.locator(".matter-trail")).to_contain_text("澜城管督单〔2026〕1号")
    go(page.locator(".idbar").get_by_role("link", name=bench.case.ref))
    expect(page).to_have_url(f"{office.live.url}/cases/{bench.case.ref}/")
    page.go_back()
    go(page.locator(".idbar").get_by_role("link", name="案卷评查结果"))
    expect(page.locator("#matters")).to_contain_text(FAULT_TITLE)


def decide(office: Office) -> None:
    """The escalation was the system's; the letter is ready for the head of the bureau, who signs; its PDF bears the number."""
    page = office.page
    office.find()
    expect(page.locator(".matter-trail li").first).to_contain_text("逾期没有回复，升级")
    expect(page.locator(".matter-trail li").first).to_contain_text("系统")
    go(page.locator("[data-next]"))
    expect(page.locator("[name=copies]")).to_have_value("云汀街道办事处")
    assert "应当在 2026-11-12 前回复，至今没有回复" in page.locator("[name=ground]").input_value()
    office.fill({})
    number = "澜城管督决〔2026〕1号"
    expect(page.locator(".matter-trail")).to_contain_text(number)
    office.live.work()
    href = page.locator(".matter-trail .docrow a").first.get_attribute("href")
    body = page.request.get(f"{office.live.url}{href}").body()
    letter = text_of(body)
    assert number in letter
    assert "云汀街道办事处" in letter


def copy_out(office: Office) -> None:
    """The supervisor sends the copy to the street and writes down how."""
    office.find()
    office.next({"way": "document", "happened": f"{office.live.at:%Y-%m-%d}"})
    expect(office.page.locator("aside.do")).to_contain_text("云汀街道办事处")


def put_right(office: Office, photo: Path) -> None:
    """The leader of the squad signs for the letter and replies with what he did and the paper that shows it."""
    office.find()
    office.next({})
    office.next({"reply": REPLY}, photo=photo)
    expect(office.page.locator(".matter-trail")).to_contain_text(photo.name)


def recheck_and_close(office: Office) -> None:
    """The supervisor reads the reply, checks, and closes."""
    office.find()
    expect(office.page.locator(".matter-trail")).to_contain_text(REPLY)
    office.next({"result": "passed", "findings": CHECKED})
    office.next({"summary": "告知书缺起算日，逾期没有回复后发监督决定书，三份已补正并复核"})
    expect(office.page.locator("aside.do")).to_contain_text("已办结")


def bulletin(office: Office, drawn: Drawn) -> None:
    """When the month is over the brigade issues its bulletin: it counts all of the above, and each number opens what it counted."""
    page = office.page
    office.menu("通报")
    office.click("编制2026 年 11 月通报")
    page.locator("[name=points]").fill("本月案卷抽查一件，发现告知书缺起算日，已发监督决定书督促整改到位")
    office.press("签发")
    page.wait_for_url(lambda url: "/new/" not in url)
    issued = page.url
    for figure, there in COUNTED.items():
        go(page.locator("tr", has=page.get_by_role("rowheader", name="全区")).locator(f"[data-col={figure}] a"))
        expect(page.locator("h1")).to_contain_text(figure)
        go(page.locator("tr[data-row] a"))
        expect(page.locator("h1")).to_contain_text(there)
        page.goto(issued)
    go(page.locator("p", has_text="完成抽取").locator("a[href*='/draws_drawn/']"))
    go(page.locator("tr[data-row] a"))
    expect(page).to_have_url(f"{office.live.url}/{drawn.address}")
