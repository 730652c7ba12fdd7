"""A lorry is seized, held too long, given back; its trailer seized, extended, given back: the unlawful is refused with its article."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SignIn
from tests.browser.plays import case_text, desk, no, on, play, took
from tests.cast import Cast
from tests.fixtures.browser import Live

pytestmark = pytest.mark.browser

FILED = (
    took("register_lead", on(9, 1), 1),
    took("check_lead", on(9, 1), 1),
    took("register_party", on(9, 2), 1),
    took("propose_filing", on(9, 2), 1),
    took("approve_filing", on(9, 3), 5),
    took("assign_officers", on(9, 3), 3),
)
SEIZED = (
    no("第23条", "propose_seizure", on(9, 4), 1, necessities_left=False),
    took("propose_seizure", on(9, 4), 1),
    no("第18条", "seize", on(9, 4), 1, "15:30"),
    took("approve_seizure", on(9, 4), 5),
    no("第18条", "seize", on(9, 4), 1, "16:29"),
    no("第18条", "seize", on(9, 4), 1, "17:00"),
    took("scene_record", on(9, 4), 1),
    no("第24条", "seize", on(9, 4), 1, "17:00", goods=[{"name": "", "quantity": ""}]),
    no("第42条", "seize", on(9, 4), 1, "17:00", officers=[1, 7]),
    no("第24条", "seize", on(9, 4), 1, "17:00", handed_over=False),
    took("seize", on(9, 4), 1, "17:00"),
)
HELD_TOO_LONG = (
    no("第28条", "return_items", on(9, 7), 1),
    no("第25条", "extend_seizure", on(10, 5), 5),
    took("lift_seizure", on(10, 5), 1, ground="expired"),
    no("第28条", "return_items", on(10, 5), 1, "17:30", signed=False),
    took("return_items", on(10, 5), 1, "17:30"),
)
TRAILER = [{"name": "全挂车", "quantity": "一辆"}]
ANOTHER = (
    took("scene_record", on(10, 8), 1),
    took("propose_seizure", on(10, 8), 1, goods=TRAILER),
    took("approve_seizure", on(10, 8), 5),
    no("第25条", "seize", on(10, 8), 1, "17:00"),
    took("seize", on(10, 8), 1, "17:00", goods=[{**TRAILER[0], "spec": "沪D·F0932挂", "condition": "完好"}]),
    no("第25条", "extend_seizure", on(11, 6), 5, told=False),
    took("extend_seizure", on(11, 6), 5),
    no("第25条", "extend_seizure", on(11, 9), 5),
    took("lift_seizure", on(11, 20), 1, goods=TRAILER),
    took("return_items", on(11, 20), 1, "17:30", goods=TRAILER),
)


def test_a_seizure_with_extension_and_return(
    live: Live, page: Page, sign_in: SignIn, committed_cast: Cast, tmp_path: Path
) -> None:
    bench = desk(live, page, sign_in, committed_cast, tmp_path)
    play(bench, (*FILED, *SEIZED))
    assert "查封、扣押期限" in case_text(bench)
    play(bench, HELD_TOO_LONG)
    play(bench, ANOTHER)
    bench.live.work()
    papers = case_text(bench, "documents/")
    assert all(
        title in papers
        for title in ("查封（扣押）决定书", "延长查封（扣押）期限决定书", "解除查封（扣押）决定书", "财物退还清单")
    )
