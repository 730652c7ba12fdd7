"""An illegal building comes down by day, after order, notice, urge and the time for remedies; the unlawful is refused."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SignIn
from tests.browser.plays import case_text, desk, no, on, play, took
from tests.cast import Cast
from tests.fixtures.browser import Live

pytestmark = pytest.mark.browser

ORDERED = (
    took("register_lead", on(1, 5), 1),
    took("visit_building", on(1, 5), 1, "16:40"),
    took("check_lead", on(1, 5), 1),
    took("register_party", on(1, 5), 1),
    took("propose_filing", on(1, 5), 1, item="unapproved-works", conduct_day=on(1, 5)),
    took("approve_filing", on(1, 6), 5),
    took("assign_officers", on(1, 6), 3),
    no("第3条", "order_demolition", on(1, 7), 5, until=on(1, 20)),
    took("review_enforcement", on(1, 8), 4, matter="order"),
    took("order_demolition", on(1, 9), 5, until=on(1, 20)),
    took("serve_demolition_order", on(1, 9), 1, "17:00"),
    no("第9条", "announce_demolition", on(1, 9), 1, what="unknown", until=on(1, 18)),
    took("announce_demolition", on(1, 9), 1, until=on(1, 20)),
    took("note_property", on(1, 12), 1),
)
URGED: dict[str, Any] = {"duty": "demolish", "issuer": "government", "until": on(2, 20), "amount": None, "pay_way": None}
DECIDED = (
    no("第10条", "urge_performance", on(1, 20), 1, **URGED),
    no("第10条", "urge_performance", on(1, 21), 1, **{**URGED, "issuer": "bureau"}),
    took("urge_performance", on(1, 21), 1, **URGED),
    took("serve_urge", on(1, 21), 1, "17:00"),
    took("review_enforcement", on(7, 9), 4, matter="demolition"),
    no("第44条", "decide_demolition", on(7, 9), 5),
    no("第65条", "decide_demolition", on(7, 10), 5, government="bureau"),
    took("decide_demolition", on(7, 10), 5),
    no("第44条", "demolish", on(7, 13), 1, "09:00"),
    took("announce_demolition", on(7, 13), 1, what="forced", until=on(7, 30)),
    no("第12条", "demolish", on(7, 31), 1, "09:00"),
    took("notify_belongings", on(7, 31), 1, until=on(8, 2)),
)
DOWN = (
    no("第43条", "demolish", on(8, 3), 1, "22:30"),
    no("第16条", "lift_property_note", on(8, 4), 1),
    no("第43条", "demolish", on(9, 25), 1, "09:00"),
    no("第42条", "demolish", on(9, 28), 1, "09:00", officers=[1, 7]),
    took("demolish", on(9, 28), 1, "09:00"),
    took("lift_property_note", on(9, 29), 1),
)


def test_a_demolition_from_the_visit_to_the_lifted_note(
    live: Live, page: Page, sign_in: SignIn, committed_cast: Cast, tmp_path: Path
) -> None:
    bench = desk(live, page, sign_in, committed_cast, tmp_path)
    play(bench, (*ORDERED, *DECIDED, *DOWN))
    bench.live.work()
    papers = case_text(bench, "documents/")
    assert all(
        title in papers for title in ("责令限期拆除决定书", "拆除公告", "履行催告书", "强制拆除现场笔录", "解除房屋注记申请函")
    )
