"""A site is fined after a hearing, a review that was returned, and a discussion: eight people, each at his own desk.

What the law forbids is tried on the way and refused with its article; what somebody typed is still there afterwards.
"""

from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from mingheng.kit.dates import SHANGHAI
from tests.browser.conftest import SignIn
from tests.browser.plays import case_text, desk, no, on, play, took
from tests.browser.workbench import Workbench
from tests.cast import Cast
from tests.fixtures.browser import Live
from tests.scenarios.road import road

pytestmark = pytest.mark.browser

HANDLER, LEADER, REVIEWER, HEAD, LEGAL, DEPUTY, CLERK, SUPERVISOR = 1, 3, 4, 5, 9, 10, 11, 13
PENALTY: dict[str, Any] = {"item": "construction-dust", "clause": "first", "grade": "ordinary", "amount": "60000"}
HELD: dict[str, Any] = {"chair": LEGAL, "clerk": CLERK}
CALLED = {**HELD, "hearing_day": on(10, 13), "public": "public", "private_ground": None}
MINUTES = "当事人委托代理人到场，对裸土未覆盖的面积有异议，对照片和询问笔录没有异议"
REPLY = "依据听证笔录，面积以现场测量为准，异议不予采纳；主动整改的意见采纳，已在裁量时考虑"

ITEMS = road()["aside"]["legal_review"]["facts"]["items"]
LACKING = {
    "事实与证据": {"reason": "裸土面积没有测量记录，只有照片，不能证明面积", "mend": "补充测量记录", "act": "add_evidence"},
    "处罚理由与裁量": {"reason": "没有与近一年同类案件比较，看不出档次理由", "mend": "补写同类比较", "act": "explain_discretion"},
}
WANTING = [{**row, "verdict": "not_ok", **LACKING[row["key"]]} if row["key"] in LACKING else row for row in ITEMS]
RETURNED: dict[str, Any] = {
    "items": WANTING,
    "conclusion": "return",
    "opinion": "面积没有测量记录，裁量没有比较同类案件，退回补正",
}
UNTOLD = [{**WANTING[0]}, *({k: v for k, v in row.items() if k not in ("mend", "act")} for row in WANTING[1:])]
MENDED = [
    {"point": "事实与证据：补充测量记录", "done": "yes", "reason": "已补充十月十九日的测量记录和平面示意图"},
    {"point": "处罚理由与裁量：补写同类比较", "done": "yes", "reason": "重新制作裁量说明，比较了近一年三件同类案件"},
]
VIEWS = [
    {"officer": HEAD, "vote": "for", "reason": "事实清楚，面积已有测量记录，同意按一般档处罚"},
    {"officer": DEPUTY, "vote": "for", "reason": "当事人三日内整改完毕，数额在一般档中段，幅度适当"},
]
AGENTS = [{"name": "邬少棠", "authority": "yes"}]

TOLD = (
    took("register_lead", on(9, 1), HANDLER),
    took("check_lead", on(9, 1), HANDLER),
    took("register_party", on(9, 2), HANDLER),
    took("propose_filing", on(9, 2), HANDLER, item=PENALTY["item"]),
    took("approve_filing", on(9, 3), DEPUTY),
    took("assign_officers", on(9, 3), LEADER),
    took("scene_record", on(9, 4), HANDLER),
    took("order_correction", on(9, 4), HANDLER),
    took("question_person", on(9, 7), 2),
    took("add_evidence", on(9, 7), 2, files=True, proves=True),
    took("recheck", on(9, 9), 2),
    took("explain_discretion", on(9, 10), HANDLER, **PENALTY),
    took("report_investigation", on(9, 10), HANDLER, nature="complex"),
    no("第63条", "give_notice", on(9, 11), HANDLER, **PENALTY, hearing_told="no"),
    took("give_notice", on(9, 11), HANDLER, **PENALTY, hearing_told="yes"),
    took("serve_notice", on(9, 11), HANDLER),
)
HEARD = (
    took("request_hearing", on(9, 16), HANDLER),
    took("accept_hearing", on(9, 17), LEGAL),
    no("第64条", "notify_hearing", on(9, 17), LEGAL, **{**CALLED, "hearing_day": on(9, 24)}),
    no("第64条", "notify_hearing", on(9, 17), LEGAL, **{**CALLED, "chair": HANDLER}),
    took("notify_hearing", on(9, 17), LEGAL, **CALLED),
    no("第64条", "hold_hearing", on(9, 18), LEGAL, **HELD),
    took("announce_hearing", on(9, 18), LEGAL),
)
REPORTED = (
    took("hold_hearing", on(10, 13), LEGAL, **HELD, record=MINUTES, attendance="agent", agents=AGENTS),
    took("report_hearing", on(10, 14), LEGAL, chair=LEGAL),
)
REVIEWED = (
    took("submit_review", on(10, 15), HANDLER),
    no("第58条", "legal_review", on(10, 16), REVIEWER, **{**RETURNED, "items": UNTOLD}),
    took("legal_review", on(10, 16), REVIEWER, **RETURNED),
    no("第58条", "propose_decision", on(10, 19), HANDLER),
    took("add_evidence", on(10, 19), 2, files="测量记录", proves=True, title="裸土测量记录"),
    took(
        "explain_discretion",
        on(10, 19),
        HANDLER,
        **PENALTY,
        factors="两项措施未落实，三日内整改，近一年三件同类案件为五万至六万五千元",
    ),
    no("第58条", "submit_review", on(10, 20), HANDLER, mended=[{**MENDED[0], "reason": "已补"}, MENDED[1]]),
    took("submit_review", on(10, 20), HANDLER, mended=MENDED),
    took("legal_review", on(10, 21), REVIEWER),
)
DECIDED = (
    no("第57条", "propose_decision", on(10, 22), HANDLER),
    no("第57条", "discuss_case", on(10, 22), HEAD, views=VIEWS[:1]),
    no("第57条", "discuss_case", on(10, 22), HEAD, views=[VIEWS[0], {**VIEWS[1], "reason": "同意"}]),
    took("discuss_case", on(10, 22), HEAD, views=VIEWS),
    took("propose_decision", on(10, 23), HANDLER),
    took("approve_decision", on(10, 23), DEPUTY),
    no("第65条", "make_decision", on(10, 26), HANDLER, **PENALTY),
    took("make_decision", on(10, 26), HANDLER, **PENALTY, hearing=REPLY),
    took("serve_decision", on(10, 27), HANDLER),
    took("record_payment", on(10, 30), HANDLER, paid=PENALTY["amount"]),
    took("propose_closing", on(11, 10), HANDLER),
    took("approve_closing", on(11, 10), LEADER),
    took("archive_case", on(11, 11), HANDLER),
)


def interrupted(bench: Workbench) -> None:
    """The chair types the minutes, is called away while another sits down, and finds them where she left them."""
    bench.live.at = datetime.combine(on(10, 13), time(11, 0), SHANGHAI)
    bench.sit(bench.people[LEGAL])
    bench.open("hold_hearing")
    bench.text("record", MINUTES)
    bench.page.locator("[name=accused]").focus()
    expect(bench.page.locator("[data-autosave-note]")).to_contain_text("已保存")
    bench.sit(bench.people[HANDLER])
    bench.open("submit_review")
    bench.sit(bench.people[LEGAL])
    bench.open("hold_hearing")
    assert bench.page.locator("[name=record]").input_value() == MINUTES


def test_a_hearing_a_returned_review_and_a_discussion_before_the_decision(
    live: Live, page: Page, sign_in: SignIn, committed_cast: Cast, tmp_path: Path
) -> None:
    bench = desk(live, page, sign_in, committed_cast, tmp_path)
    play(bench, (*TOLD, *HEARD))
    interrupted(bench)
    play(bench, (*REPORTED, *REVIEWED, *DECIDED))
    assert {attempt.by for attempt in (*TOLD, *HEARD, *REPORTED, *REVIEWED, *DECIDED)} >= {
        2,
        LEADER,
        REVIEWER,
        HEAD,
        LEGAL,
        DEPUTY,
    }
    bench.live.work()
    bench.sit(bench.people[SUPERVISOR])
    papers = case_text(bench, "documents/")
    assert all(
        title in papers for title in ("听证通知书", "听证笔录", "听证报告", "法制审核意见书", "集体讨论记录", "处罚决定书")
    )
    assert "已办结" in case_text(bench)
