"""Plays at the desk: who tries what on which day and minute, and the article that forbids it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import SignIn
from tests.browser.workbench import Workbench
from tests.cast import Cast
from tests.fixtures.browser import Live
from tests.scenarios.road import road

FIRST_SAID = ("conduct_day", "item", "case_number")


@dataclass(frozen=True)
class Attempt:
    """An act somebody tries; with an `article` it must be refused and the article shown."""

    act: str
    day: date
    by: int
    minute: str = "16:30"
    changed: dict[str, Any] = field(default_factory=dict)
    article: str = ""


def on(month: int, day: int) -> date:
    return date(2026, month, day)


def took(act: str, day: date, by: int, minute: str = "16:30", **changed: Any) -> Attempt:
    return Attempt(act, day, by, minute, changed)


def no(article: str, act: str, day: date, by: int, minute: str = "16:30", **changed: Any) -> Attempt:
    return Attempt(act, day, by, minute, changed, article)


def desk(live: Live, page: Page, sign_in: SignIn, c: Cast, folder: Path) -> Workbench:
    photo = folder / "现场照片.jpg"
    Image.new("RGB", (320, 240), (96, 110, 124)).save(photo)
    people = {
        1: c.handler, 2: c.partner, 3: c.squad_leader, 4: c.centre_reviewer, 5: c.bureau_head, 6: c.suspended, 7: c.auxiliary,
        8: c.lapsed, 9: c.squad_legal_officer, 10: c.deputy_head, 11: c.other_handler, 13: c.supervisor,
    }  # fmt: skip
    return Workbench(live, page, sign_in, people, photo)


def facts_of(act: str, **changed: Any) -> dict[str, Any]:
    written = next((w["facts"] for w in road()["road"] if w["act"] == act), None) or road()["aside"][act]["facts"]
    said = {k: v for k, v in {**written, **changed}.items() if v is not None}
    return {k: v for k, v in said.items() if k not in FIRST_SAID or act == "propose_filing" or k in changed}


def play(bench: Workbench, script: Iterable[Attempt]) -> None:
    for attempt in script:
        by = bench.people[attempt.by]
        reasons = bench.attempt(attempt.act, attempt.day, by, facts_of(attempt.act, **attempt.changed), attempt.minute)
        if attempt.article:
            assert any(attempt.article in reason for reason in reasons), f"{attempt.act} {attempt.day}: {reasons}"
        else:
            assert reasons == [], f"{attempt.act} {attempt.day}: {reasons}"


def case_text(bench: Workbench, tab: str = "") -> str:
    bench.page.goto(f"{bench.live.url}/cases/{bench.ref}/{tab}")
    return bench.page.locator("main").inner_text()
