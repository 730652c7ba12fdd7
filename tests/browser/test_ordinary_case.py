"""Six people of a bureau take a real ordinary case from the lead to the archived dossier, in the browser.

On the way they try what the law forbids; each attempt is refused on the screen with its article, and nothing changes.
"""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SignIn
from tests.browser.plays import case_text, desk, no, on, play, took
from tests.cast import Cast
from tests.fixtures.browser import Live
from tests.scenarios.road import road

pytestmark = pytest.mark.browser

ANSWERS = road()["aside"]["review_statement"]["facts"]["answers"]
ITEMS = road()["aside"]["legal_review"]["facts"]["items"]
SUPERVISOR = 13
BARE_ANSWER = [ANSWERS[0], {**ANSWERS[1], "reason": "不予采纳"}]
BARE_ITEM = [{**ITEMS[0], "reason": "同意"}, *ITEMS[1:]]


SCRIPT = (
    took("register_lead", on(9, 1), 1),
    no("第54条", "propose_filing", on(9, 1), 1),
    took("check_lead", on(9, 1), 1),
    took("register_party", on(9, 2), 1),
    no("第1054条", "propose_filing", on(9, 2), 1, conduct_day=date(2024, 8, 1)),
    took("propose_filing", on(9, 2), 1),
    no("第54条", "question_person", on(9, 2), 1),
    took("approve_filing", on(9, 3), 5),
    no("第42条", "assign_officers", on(9, 3), 3, officers=[1, 6]),
    no("第42条", "assign_officers", on(9, 3), 3, officers=[1, 7]),
    no("第42条", "assign_officers", on(9, 3), 3, officers=[1, 8]),
    took("assign_officers", on(9, 3), 3),
    took("scene_record", on(9, 4), 1),
    no("第28条", "recheck", on(9, 4), 1),
    took("order_correction", on(9, 4), 1),
    no("第46条", "report_investigation", on(9, 4), 1),
    took("question_person", on(9, 7), 2),
    took("add_evidence", on(9, 7), 2, files=True, proves=True),
    took("recheck", on(9, 9), 2),
    no("第37条", "explain_discretion", on(9, 10), 1, amount="200000"),
    no("第37条", "explain_discretion", on(9, 10), 1, amount="1000"),
    no("第34条", "explain_discretion", on(9, 10), 1, amount="15000"),
    no("第5条", "explain_discretion", on(9, 10), 1, factors="同意"),
    took("explain_discretion", on(9, 10), 1),
    no("第44条", "give_notice", on(9, 10), 1),
    took("report_investigation", on(9, 10), 1, nature="complex"),
    took("give_notice", on(9, 11), 1),
    no("第61条", "serve_notice", on(9, 11), 1, mode="electronic"),
    no("第61条", "serve_notice", on(9, 11), 1, mode="left", witness=""),
    took("serve_notice", on(9, 11), 1),
    no("第45条", "submit_review", on(9, 14), 1),
    took("hear_statement", on(9, 14), 1),
    no("第45条", "review_statement", on(9, 15), 1, answers=BARE_ANSWER),
    took("review_statement", on(9, 15), 1),
    no("第58条", "propose_decision", on(9, 21), 1),
    took("submit_review", on(9, 21), 1),
    no("第58条", "legal_review", on(9, 22), 4, items=BARE_ITEM),
    no("第58条", "legal_review", on(9, 22), 9),
    took("legal_review", on(9, 22), 4),
    no("第57条", "propose_decision", on(9, 22), 1),
    took("discuss_case", on(9, 22), 5),
    took("propose_decision", on(9, 23), 1),
    no("第57条", "make_decision", on(9, 23), 1),
    took("approve_decision", on(9, 23), 5),
    no("第44条", "make_decision", on(9, 23), 1, amount="9500"),
    took("make_decision", on(9, 23), 1),
    took("serve_decision", on(9, 24), 1),
    no("第66条", "propose_closing", on(9, 25), 1),
    took("record_payment", on(9, 28), 1),
    took("propose_closing", on(10, 12), 1),
    took("approve_closing", on(10, 12), 3),
    took("archive_case", on(10, 13), 1),
)


def test_fifteen_and_more_unlawful_attempts_are_in_the_script() -> None:
    assert sum(1 for attempt in SCRIPT if attempt.article) >= 15


def test_six_people_take_a_case_from_lead_to_dossier_and_the_unlawful_is_refused(
    live: Live, page: Page, sign_in: SignIn, committed_cast: Cast, tmp_path: Path
) -> None:
    assert len({attempt.by for attempt in SCRIPT if not attempt.article}) >= 5
    bench = desk(live, page, sign_in, committed_cast, tmp_path)
    play(bench, SCRIPT)
    bench.live.work()
    bench.sit(bench.people[SUPERVISOR])
    dossier = bench.page.request.get(f"{bench.live.url}/cases/{bench.ref}/dossier/")
    assert dossier.status == 200
    assert dossier.body().startswith(b"%PDF")
    assert "已办结" in case_text(bench)
