"""Six people of a bureau take a real ordinary case from the lead to the archived dossier, in the browser.

On the way they try what the law forbids; each attempt is refused on the screen with its article, and nothing changes.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import SignIn
from tests.browser.workbench import Workbench
from tests.cast import Cast
from tests.fixtures.browser import Live
from tests.scenarios.road import road

pytestmark = pytest.mark.browser


@pytest.fixture
def bench(live: Live, page: Page, sign_in: SignIn, committed_cast: Cast, tmp_path: Path) -> Workbench:
    photo = tmp_path / "现场照片.jpg"
    Image.new("RGB", (320, 240), (96, 110, 124)).save(photo)
    c = committed_cast
    people = {
        1: c.handler, 2: c.partner, 3: c.squad_leader, 4: c.centre_reviewer, 5: c.bureau_head, 6: c.suspended, 7: c.auxiliary,
        8: c.lapsed, 9: c.squad_legal_officer, 10: c.supervisor,
    }  # fmt: skip
    return Workbench(live, page, sign_in, people, photo)


def facts_of(act: str, **changed: Any) -> dict[str, Any]:
    written = next((w["facts"] for w in road()["road"] if w["act"] == act), None) or road()["aside"][act]["facts"]
    return {k: v for k, v in {**written, **changed}.items() if k not in ("case_number", "conduct_day", "item") or act == "propose_filing"}


def refused(bench: Workbench, article: str, act: str, day: date, by: int, **changed: Any) -> None:
    """The attempt is refused and the article stands on the screen."""
    reasons = bench.attempt(act, day, bench.people[by], facts_of(act, **changed))
    assert any(article in reason for reason in reasons), f"{act}: {reasons}"


def take(bench: Workbench, act: str, day: date, by: int, **changed: Any) -> None:
    bench.take(act, day, bench.people[by], facts_of(act, **changed))


def test_six_people_take_a_case_from_lead_to_dossier_and_the_unlawful_is_refused(bench: Workbench) -> None:
    d = lambda month, day: date(2026, month, day)  # noqa: E731  # dates of one year, read as the law writes them
    take(bench, "register_lead", d(9, 1), 1)
    refused(bench, "第54条", "propose_filing", d(9, 1), 1)
    take(bench, "check_lead", d(9, 1), 1)
    take(bench, "register_party", d(9, 2), 1)
    refused(bench, "第36条", "propose_filing", d(9, 2), 1, conduct_day=date(2024, 8, 1))
    take(bench, "propose_filing", d(9, 2), 1)
    refused(bench, "第54条", "question_person", d(9, 2), 1)
    take(bench, "approve_filing", d(9, 3), 5)
    refused(bench, "第42条", "assign_officers", d(9, 3), 3, officers=[1, 6])
    refused(bench, "第42条", "assign_officers", d(9, 3), 3, officers=[1, 7])
    refused(bench, "第42条", "assign_officers", d(9, 3), 3, officers=[1, 8])
    take(bench, "assign_officers", d(9, 3), 3)
    take(bench, "scene_record", d(9, 4), 1)
    refused(bench, "第28条", "recheck", d(9, 4), 1)
    take(bench, "order_correction", d(9, 4), 1)
    refused(bench, "第46条", "report_investigation", d(9, 4), 1)
    take(bench, "question_person", d(9, 7), 2)
    take(bench, "add_evidence", d(9, 7), 2, files=True, proves=True)
    take(bench, "recheck", d(9, 9), 2)
    refused(bench, "第37条", "explain_discretion", d(9, 10), 1, amount="200000")
    refused(bench, "第37条", "explain_discretion", d(9, 10), 1, amount="1000")
    refused(bench, "第34条", "explain_discretion", d(9, 10), 1, amount="15000")
    refused(bench, "第5条", "explain_discretion", d(9, 10), 1, factors="同意")
    take(bench, "explain_discretion", d(9, 10), 1)
    refused(bench, "第44条", "give_notice", d(9, 10), 1)
    take(bench, "report_investigation", d(9, 10), 1, nature="complex")
    take(bench, "give_notice", d(9, 11), 1)
    refused(bench, "第61条", "serve_notice", d(9, 11), 1, mode="electronic")
    refused(bench, "第61条", "serve_notice", d(9, 11), 1, mode="left", witness="")
    take(bench, "serve_notice", d(9, 11), 1)
    refused(bench, "第45条", "submit_review", d(9, 14), 1)
    take(bench, "hear_statement", d(9, 14), 1)
    answers = road()["aside"]["review_statement"]["facts"]["answers"]
    bare_answer = [answers[0], {**answers[1], "reason": "不予采纳"}]
    refused(bench, "第45条", "review_statement", d(9, 15), 1, answers=bare_answer)
    take(bench, "review_statement", d(9, 15), 1)
    refused(bench, "第58条", "propose_decision", d(9, 21), 1)
    take(bench, "submit_review", d(9, 21), 1)
    items = road()["aside"]["legal_review"]["facts"]["items"]
    bare = [{**items[0], "reason": "同意"}, *items[1:]]
    refused(bench, "第58条", "legal_review", d(9, 22), 4, items=bare)
    refused(bench, "第58条", "legal_review", d(9, 22), 9)
    take(bench, "legal_review", d(9, 22), 4)
    refused(bench, "第57条", "propose_decision", d(9, 22), 1)
    take(bench, "discuss_case", d(9, 22), 5)
    take(bench, "propose_decision", d(9, 23), 1)
    refused(bench, "第57条", "make_decision", d(9, 23), 1)
    take(bench, "approve_decision", d(9, 23), 5)
    refused(bench, "第44条", "make_decision", d(9, 23), 1, amount="9500")
    take(bench, "make_decision", d(9, 23), 1)
    take(bench, "serve_decision", d(9, 24), 1)
    refused(bench, "第66条", "propose_closing", d(9, 25), 1)
    take(bench, "record_payment", d(9, 28), 1)
    take(bench, "propose_closing", d(10, 12), 1)
    take(bench, "approve_closing", d(10, 12), 3)
    take(bench, "archive_case", d(10, 13), 1)

    bench.live.work()
    bench.sit(bench.people[10])
    dossier = bench.page.request.get(f"{bench.live.url}/cases/{bench.ref}/dossier/")
    assert dossier.status == 200
    assert dossier.body().startswith(b"%PDF")
