"""The page of audits shows what differs first, what was read, and lets a supervisor ask for an audit; a case shows its own."""

from collections.abc import Callable
from datetime import datetime, time

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from mingheng.cases import actions
from mingheng.cases.models import AuditRun, Case
from mingheng.cases.queries.auditing.locks import is_locked
from mingheng.documents.queries import of_folder as papers_of
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.organisation.models import Officer
from tests.decided import Decided

RENAMED = "UPDATE cases_caseparty SET name = '别人'"
PUT_BACK = "UPDATE cases_caseparty SET name = '上海屿舟建筑工程有限公司'"
REASON = "经查系数据库管理员误执行语句，已按存证内容逐项恢复，并由两人复核"
Reader = Callable[[Officer], Client]


@pytest.fixture(autouse=True)
def that_evening(decided: Decided, monkeypatch: pytest.MonkeyPatch) -> datetime:
    day = decided.case.last_happened
    assert day is not None
    at = datetime.combine(day, time(20), SHANGHAI)
    monkeypatch.setattr(clock, "now", lambda: at)
    return at


def reading(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def altered(owner: psycopg.Connection, statement: str) -> None:
    connection.close()
    owner.execute(statement)
    owner.commit()


def audited(at: datetime) -> None:
    actions.queue_audit(whole=True, by="s:test", at=at)
    assert actions.work_off_audit(at=at, tell=lambda stage, done, total: None)


def page(officer: Officer, address: str = "/audit/") -> str:
    return reading(officer).get(address).content.decode()


def test_before_the_first_audit_it_says_so(decided: Decided) -> None:
    assert "还没有审计过" in page(decided.cast.supervisor)


def test_an_untouched_record_is_said_to_agree(decided: Decided, that_evening: datetime) -> None:
    audited(that_evening)
    text = page(decided.cast.bureau_head)
    assert "没有与存证不一致之处" in text
    assert "全部审计完成（自动）" in text


def test_a_difference_is_an_alarm_at_the_top_with_a_count_in_the_menu(
    owner: psycopg.Connection, decided: Decided, that_evening: datetime
) -> None:
    altered(owner, RENAMED)
    audited(that_evening)
    text = page(decided.cast.supervisor)
    assert "有 1 处与存证不一致，1 件案件已锁定" in text
    assert f"/cases/{decided.case.ref}/differences/" in text
    assert "有 1 处与存证不一致，有关案件已锁定" in page(decided.cast.supervisor, "/warnings/")
    assert reading(decided.cast.supervisor).get("/counts/").json()["differences"] == {"n": 1, "over": 1}
    assert reading(decided.cast.handler).get("/counts/").json()["differences"] == {"n": 0, "over": 0}


def test_a_supervisor_asks_for_an_audit_and_sees_how_far_it_is(decided: Decided) -> None:
    client = reading(decided.cast.supervisor)
    assert client.post("/audit/now/").status_code == 302
    assert "的审计在等待后台任务开始" in client.get("/audit/").content.decode()
    AuditRun.objects.update(state="running", stage="rows", done=400, total=1000)
    text = client.get("/audit/progress/").content.decode()
    assert "正在审计：核对案卷与存证链，400/1,000" in text
    assert '<progress class="bar" max="1000" value="400"' in text


def test_the_head_of_a_case_leads_to_a_fresh_check_of_it(decided: Decided) -> None:
    head = page(decided.cast.handler, f"/cases/{decided.case.ref}/")
    assert f'href="/cases/{decided.case.ref}/differences/"' in head
    assert "存证一致" in head
    assert "与存证全部一致" in page(decided.cast.handler, f"/cases/{decided.case.ref}/differences/")
    assert not AuditRun.objects.exists()


def test_opening_the_check_locks_what_differs_and_shows_it(owner: psycopg.Connection, decided: Decided) -> None:
    altered(owner, RENAMED)
    text = page(decided.cast.handler, f"/cases/{decided.case.ref}/differences/")
    assert "本案与存证不一致，已锁定" in text
    assert "上海屿舟建筑工程有限公司" in text
    assert "别人" in text
    assert "核对本案（自动，" in text
    assert "解除锁定</button>" not in text
    assert is_locked(decided.case.pk)
    assert "不一致，已锁定" in page(decided.cast.handler, f"/cases/{decided.case.ref}/")


def test_a_step_of_a_locked_case_is_refused_on_the_page(owner: psycopg.Connection, decided: Decided) -> None:
    altered(owner, RENAMED)
    page(decided.cast.handler, f"/cases/{decided.case.ref}/differences/")
    answer = reading(decided.cast.handler).post(f"/cases/{decided.case.ref}/steps/serve_decision/", {})
    assert Case.objects.get().steps == 19
    assert answer.status_code in {200, 409, 422}


def test_neither_a_scan_nor_a_paper_comes_into_a_locked_case_and_its_page_says_so(
    owner: psycopg.Connection, decided: Decided, that_evening: datetime
) -> None:
    altered(owner, RENAMED)
    audited(that_evening)
    paper = papers_of(decided.case.pk)[0]
    base = f"/cases/{decided.case.ref}"
    scan = SimpleUploadedFile("扫描.pdf", b"%PDF-1.7 scan", "application/pdf")
    for door, sent in (("scan", {"scan": scan}), ("again", {})):
        answer = reading(decided.cast.handler).post(f"{base}/instruments/{paper.id}/{door}/", sent, follow=True)
        assert "与存证不一致，已锁定" in answer.content.decode()
    assert papers_of(decided.case.pk)[0].state == paper.state
    assert "不能办理任何步骤" in page(decided.cast.handler, f"{base}/")


@pytest.mark.parametrize("statement", [
    "UPDATE ledger_sealed SET sealed = set_byte(sealed, 20, 1 + get_byte(sealed, 20) % 255)",
    "UPDATE cases_case SET edition = repeat('ab', 32)",
])  # fmt: skip
def test_a_case_that_can_no_longer_be_read_shows_what_differs_instead(
    owner: psycopg.Connection, decided: Decided, statement: str
) -> None:
    altered(owner, statement)
    answer = reading(decided.cast.handler).get(f"/cases/{decided.case.ref}/", follow=True)
    assert answer.redirect_chain == [(f"/cases/{decided.case.ref}/differences/", 302)]
    assert "本案与存证不一致，已锁定" in answer.content.decode()


def test_a_supervisor_unlocks_what_was_put_back_and_says_why(owner: psycopg.Connection, decided: Decided) -> None:
    client, address = reading(decided.cast.supervisor), f"/cases/{decided.case.ref}/differences/"
    altered(owner, RENAMED)
    assert "解除锁定</button>" in client.get(address).content.decode()
    refused = client.post(address, {"category": "agrees", "reason": REASON})
    assert refused.status_code == 422
    assert "重新核对仍有 1 处与存证不一致，不能解除" in refused.content.decode()
    altered(owner, PUT_BACK)
    assert client.post(address, {"category": "agrees", "reason": REASON}).status_code == 302
    text = client.get(address).content.decode()
    assert REASON in text
    assert "曾经不一致，现在一致" in text
    assert not is_locked(decided.case.pk)
    assert reading(decided.cast.handler).post(address, {"category": "agrees", "reason": REASON}).status_code == 404
