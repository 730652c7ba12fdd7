"""A difference locks its case, rings, and stays locked until a supervisor says why it may go on."""

from datetime import datetime, time, timedelta

import psycopg
import pytest
from django.db import connection

from mingheng.cases import actions
from mingheng.cases.actions import NotYours, Offer, UnlockRefused
from mingheng.cases.actions.audits import MOST_TRIES
from mingheng.cases.models import AuditDifference, AuditRun, CaseLock
from mingheng.cases.queries.auditing.locks import is_locked, locked_cases
from mingheng.cases.rules import StepRefused
from mingheng.cases.rules.audits import AGREES, RESTORED
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.actions import grow_tree, record, sequence_entries
from mingheng.ledger.queries import chain_intact, unseal_chain
from tests.decided import Decided

REASON = "经查系数据库管理员误执行语句，已按存证内容逐项恢复，并由两人复核"
RENAMED = "UPDATE cases_caseparty SET name = '别人'"
PUT_BACK = "UPDATE cases_caseparty SET name = '上海屿舟建筑工程有限公司'"
NIGHT = time(2, 30)


def silent(stage: str, done: int, total: int) -> None:
    """Nobody listens."""


def after(decided: Decided, days: int = 0) -> datetime:
    day = decided.case.last_happened
    assert day is not None
    return datetime.combine(day + timedelta(days=days), time(20), SHANGHAI)


def altered(owner: psycopg.Connection, statement: str) -> None:
    connection.close()
    owner.execute(statement)
    owner.commit()


def placed_and_signed(at: datetime) -> None:
    """What the worker does in between."""
    while sequence_entries(at=at):
        pass
    while grow_tree(at=at):
        pass


def audited(decided: Decided, days: int = 0) -> AuditRun:
    placed_and_signed(after(decided, days))
    actions.queue_audit(whole=True, by="s:test", at=after(decided, days))
    made = actions.work_off_audit(at=after(decided, days), tell=silent)
    assert made is not None
    return made.run


def next_step(decided: Decided) -> None:
    offer = Offer("serve_decision", {}, party=str(decided.case.party_links.get().party_id))
    actions.take_step(case_id=decided.case.pk, offer=offer, by=decided.cast.handler, at=after(decided))


def test_an_audit_that_finds_nothing_locks_nothing(decided: Decided) -> None:
    run = audited(decided)
    assert (run.state, run.found, run.fresh) == ("done", 0, 0)
    assert run.counted["entries"] > 19
    assert run.counted["files"] > 5
    assert locked_cases() == set()


def test_a_difference_locks_the_case_and_no_step_can_be_taken(owner: psycopg.Connection, decided: Decided) -> None:
    altered(owner, RENAMED)
    run = audited(decided)
    assert (run.found, run.fresh) == (1, 1)
    assert locked_cases() == {decided.case.pk}
    with pytest.raises(StepRefused, match="与存证不一致，已锁定。请不要修改，督察大队已收到通知") as refused:
        next_step(decided)
    assert "督察大队" in refused.value.findings[0].remedy
    assert chain_intact(f"audit:{decided.case.pk}")


def test_the_same_difference_is_one_row_and_one_lock_however_often_it_is_found(
    owner: psycopg.Connection, decided: Decided
) -> None:
    altered(owner, RENAMED)
    first, second = audited(decided), audited(decided, 1)
    assert (first.fresh, second.found, second.fresh) == (1, 1, 0)
    row = AuditDifference.objects.get()
    assert (row.first_run, row.first_seen, row.last_seen) == (first, after(decided), after(decided, 1))
    assert CaseLock.objects.count() == 1


def test_nothing_of_a_person_is_kept_with_the_difference(owner: psycopg.Connection, decided: Decided) -> None:
    altered(owner, RENAMED)
    audited(decided)
    row = AuditDifference.objects.get()
    assert (row.recorded, row.stored) == ("", "")


def test_restored_rows_are_let_go_of_but_the_case_stays_locked_until_a_person_unlocks_it(
    owner: psycopg.Connection, decided: Decided
) -> None:
    altered(owner, RENAMED)
    audited(decided)
    altered(owner, PUT_BACK)
    audited(decided, 1)
    assert AuditDifference.objects.get().gone == after(decided, 1)
    assert is_locked(decided.case.pk)
    actions.unlock_case(case_id=decided.case.pk, category=AGREES, reason=REASON, by=decided.cast.supervisor, at=after(decided, 1))
    assert not is_locked(decided.case.pk)
    assert unseal_chain(f"audit:{decided.case.pk}")[2]["reason"] == REASON
    audited(decided, 2)
    assert not is_locked(decided.case.pk)


def test_unlocking_is_refused_while_the_case_still_differs(owner: psycopg.Connection, decided: Decided) -> None:
    altered(owner, RENAMED)
    audited(decided)
    with pytest.raises(UnlockRefused, match="仍有 1 处与存证不一致"):
        actions.unlock_case(
            case_id=decided.case.pk, category=AGREES, reason=REASON, by=decided.cast.supervisor, at=after(decided)
        )
    assert is_locked(decided.case.pk)


def test_what_was_restored_as_far_as_can_be_is_taken_into_account_and_something_new_locks_again(
    owner: psycopg.Connection, decided: Decided
) -> None:
    altered(owner, RENAMED)
    audited(decided)
    actions.unlock_case(case_id=decided.case.pk, category=RESTORED, reason=REASON, by=decided.cast.supervisor, at=after(decided))
    audited(decided, 1)
    assert not is_locked(decided.case.pk)
    altered(owner, "UPDATE cases_case SET amount = 1")
    audited(decided, 2)
    assert is_locked(decided.case.pk)


@pytest.mark.parametrize("who", ["bureau_head", "handler", "system_administrator"])
def test_only_a_supervisor_unlocks(owner: psycopg.Connection, decided: Decided, who: str) -> None:
    altered(owner, RENAMED)
    audited(decided)
    with pytest.raises(NotYours):
        actions.unlock_case(
            case_id=decided.case.pk, category=RESTORED, reason=REASON, by=getattr(decided.cast, who), at=after(decided)
        )


def test_unlocking_needs_words_and_something_to_unlock(owner: psycopg.Connection, decided: Decided) -> None:
    with pytest.raises(UnlockRefused, match="没有锁定"):
        actions.unlock_case(
            case_id=decided.case.pk, category=RESTORED, reason=REASON, by=decided.cast.supervisor, at=after(decided)
        )
    altered(owner, RENAMED)
    audited(decided)
    with pytest.raises(UnlockRefused, match="请写明"):
        actions.unlock_case(
            case_id=decided.case.pk, category=RESTORED, reason="好", by=decided.cast.supervisor, at=after(decided)
        )


def test_one_case_can_be_audited_alone(owner: psycopg.Connection, decided: Decided) -> None:
    assert actions.audit_case(case_id=decided.case.pk, by=decided.cast.supervisor, at=after(decided)).audited.found == ()
    altered(owner, RENAMED)
    made = actions.audit_case(case_id=decided.case.pk, by=decided.cast.supervisor, at=after(decided))
    assert [one.field for one in made.audited.found] == ["第1个当事人的名称"]
    assert is_locked(decided.case.pk)


def test_the_night_reads_what_is_new_and_a_share_of_the_old_so_that_an_old_change_is_found_within_the_period(
    owner: psycopg.Connection, decided: Decided
) -> None:
    whole = audited(decided)
    altered(owner, RENAMED)
    found, read = [], []
    for day in range(1, 8):
        placed_and_signed(after(decided, day))
        assert actions.plan_audit(nightly=NIGHT, at=after(decided, day)) is not None
        made = actions.work_off_audit(at=after(decided, day), tell=silent)
        assert made is not None
        found.append(made.run.found)
        read.append(made.run.counted["chains"])
    assert found.count(1) >= 1
    assert max(read) < whole.counted["chains"]
    assert is_locked(decided.case.pk)


def test_a_night_finds_at_once_what_was_changed_in_a_case_that_has_something_new(
    owner: psycopg.Connection, decided: Decided
) -> None:
    audited(decided)
    altered(owner, "UPDATE cases_step SET at = at - interval '1 day' WHERE n = 2")
    record(
        kind="case:note",
        chain=str(decided.case.pk),
        facts={},
        personal={},
        by="o:1",
        unit="u:1",
        at=after(decided),
        happened=None,
    )
    actions.queue_audit(whole=False, by="s:test", at=after(decided, 1))
    made = actions.work_off_audit(at=after(decided, 1), tell=silent)
    assert made is not None
    kinds = {(one.kind, one.n, one.field) for one in made.audited.found}
    assert kinds >= {("value-differs", 2, "at"), ("row-missing", 20, "")}


def test_the_night_is_planned_once_and_not_before_its_hour(decided: Decided) -> None:
    early = datetime.combine(after(decided).date(), time(1), SHANGHAI)
    assert actions.plan_audit(nightly=NIGHT, at=early) is None
    assert actions.plan_audit(nightly=NIGHT, at=after(decided)) is not None
    assert actions.plan_audit(nightly=NIGHT, at=after(decided)) is None
    actions.work_off_audit(at=after(decided), tell=silent)
    assert actions.plan_audit(nightly=NIGHT, at=after(decided)) is None
    assert actions.plan_audit(nightly=NIGHT, at=after(decided, 1)) is not None


def test_an_audit_somebody_was_killed_in_is_taken_up_and_in_the_end_said_to_be_broken_off(decided: Decided) -> None:
    run = actions.request_audit(by=decided.cast.supervisor, at=after(decided))
    assert actions.request_audit(by=decided.cast.supervisor, at=after(decided)) == run
    AuditRun.objects.filter(pk=run.pk).update(state="running", tries=1)
    made = actions.work_off_audit(at=after(decided), tell=silent)
    assert made is not None
    assert (made.run.pk, made.run.tries, made.run.state) == (run.pk, 2, "done")
    run = actions.request_audit(by=decided.cast.supervisor, at=after(decided))
    AuditRun.objects.filter(pk=run.pk).update(state="running", tries=MOST_TRIES)
    assert actions.work_off_audit(at=after(decided), tell=silent) is None
    run.refresh_from_db()
    assert (run.state, "中断" in run.reason) == ("failed", True)


def test_an_error_of_the_machine_is_kept_with_the_run(decided: Decided) -> None:
    def broken(stage: str, done: int, total: int) -> None:
        raise OSError("disk")

    run = actions.request_audit(by=decided.cast.supervisor, at=after(decided))
    with pytest.raises(OSError, match="disk"):
        actions.work_off_audit(at=after(decided), tell=broken)
    run.refresh_from_db()
    assert (run.state, run.reason) == ("running", "OSError: disk")


def test_two_audits_at_once_are_one(decided: Decided) -> None:
    def meanwhile(stage: str, done: int, total: int) -> None:
        heard.append(stage)

    heard: list[str] = []
    actions.request_audit(by=decided.cast.supervisor, at=after(decided))
    assert actions.work_off_audit(at=after(decided), tell=meanwhile) is not None
    assert {"tree", "order", "rows", "files"} >= set(heard) >= {"order", "rows", "files"}


UNLOCK_BY_HAND = """
INSERT INTO cases_caselock (case_id, kind, category, count, by_id, at)
SELECT case_id, 'unlocked', 'restored', count, (SELECT min(id) FROM organisation_officer), at + interval '1 minute' FROM cases_caselock
"""


def test_a_case_unlocked_by_hand_in_the_database_is_noticed_and_locked_again(owner: psycopg.Connection, decided: Decided) -> None:
    altered(owner, RENAMED)
    audited(decided)
    altered(owner, UNLOCK_BY_HAND)
    assert locked_cases() == set()
    assert audited(decided, 1).fresh == 1
    assert locked_cases() == {decided.case.pk}
    assert AuditDifference.objects.filter(kind="row-unrecorded", chain=f"audit:{decided.case.pk}").count() == 1


def test_a_lock_taken_away_in_the_database_is_noticed_and_put_back(owner: psycopg.Connection, decided: Decided) -> None:
    altered(owner, RENAMED)
    audited(decided)
    altered(owner, "ALTER TABLE cases_caselock DISABLE TRIGGER USER")
    altered(owner, "DELETE FROM cases_caselock")
    audited(decided, 1)
    assert locked_cases() == {decided.case.pk}
    assert AuditDifference.objects.filter(kind="row-missing", chain=f"audit:{decided.case.pk}").count() == 1


def test_a_difference_slipped_into_an_old_unlocking_locks_the_case_all_the_same(
    owner: psycopg.Connection, decided: Decided
) -> None:
    altered(owner, RENAMED)
    audited(decided)
    actions.unlock_case(case_id=decided.case.pk, category=RESTORED, reason=REASON, by=decided.cast.supervisor, at=after(decided))
    assert audited(decided, 1).fresh == 0
    assert locked_cases() == set()
    altered(owner, "UPDATE cases_case SET amount = 1")
    audited(decided, 2)
    altered(owner, "UPDATE cases_auditdifference SET accepted_id = (SELECT max(id) FROM cases_caselock WHERE kind = 'unlocked')")
    altered(
        owner,
        UNLOCK_BY_HAND.replace("FROM cases_caselock\n", "FROM cases_caselock WHERE kind = 'locked' ORDER BY id DESC LIMIT 1\n"),
    )
    audited(decided, 3)
    assert locked_cases() == {decided.case.pk}


def test_a_made_up_unlocking_cannot_accept_itself(owner: psycopg.Connection, decided: Decided) -> None:
    altered(owner, RENAMED)
    audited(decided)
    altered(owner, UNLOCK_BY_HAND)
    audited(decided, 1)
    altered(owner, UNLOCK_BY_HAND)
    altered(owner, "UPDATE cases_auditdifference SET accepted_id = (SELECT max(id) FROM cases_caselock)")
    assert locked_cases() == set()
    run = audited(decided, 2)
    assert run.fresh == AuditDifference.objects.filter(gone=None, accepted=None).count() == 2
    assert locked_cases() == {decided.case.pk}
