"""Whoever alters a row with every right over the database is told which row and what in it; an untouched case shows nothing."""

from collections.abc import Sequence
from datetime import datetime, time

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection

from mingheng.cases.actions import take_bundle
from mingheng.cases.queries.auditing.judging import chains_of, expected_chains, judge_chains
from mingheng.cases.queries.auditing.stored import differing_files, files_of, share_of
from mingheng.evidence.actions import withdraw
from mingheng.evidence.queries import of_folder
from mingheng.kit.dates import SHANGHAI
from mingheng.kit.stored import StoredFile
from mingheng.ledger.actions import erase_chain
from mingheng.ledger.queries.auditing.chains import audit_chains, every_chain, kinds_counted
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.subjects.actions import read_identity
from tests.decided import Decided

Said = set[tuple[str, int, str]]


def found() -> list[Difference]:
    """Everything that is wrong with chains and rows."""
    chains = sorted(every_chain() | expected_chains())
    return [difference for batch in audit_chains(chains=chains, judge=judge_chains) for difference in batch.found]


def said(differences: Sequence[Difference]) -> Said:
    return {(one.kind, one.n, one.field) for one in differences}


def test_an_untouched_case_shows_no_difference(decided: Decided) -> None:
    assert found() == []
    assert differing_files() == []


STEP = "UPDATE cases_step SET {} WHERE act = '{}'"
CASE = "UPDATE cases_case SET {}"
OF_STEPS = "chain ~ '^[0-9a-f]+-'"
NTH = "(SELECT id FROM ledger_entry WHERE " + OF_STEPS + " AND n = {})"
DROP = (
    "DELETE FROM ledger_sealed WHERE entry_id = {0}",
    "DELETE FROM ledger_position WHERE entry_id = {0}",
    "DELETE FROM ledger_entry WHERE id = {0}",
)
MADE_UP = """
INSERT INTO cases_step (case_id, n, act, by_id, at, happened, round, facts, people)
SELECT case_id, 20, 'close_case', by_id, at, happened, 1, '{}', '[]' FROM cases_step WHERE n = 19
"""
TAMPERING: dict[str, tuple[list[str], Said]] = {
    "a fact": ([STEP.format("facts = jsonb_set(facts, '{amount}', '\"50\"')", "explain_discretion")], {("value-differs", 12, "amount")}),
    "a fact taken out": ([STEP.format("facts = facts - 'amount'", "explain_discretion")], {("value-gone", 12, "amount")}),
    "a fact put in": ([STEP.format("facts = facts || '{\"lenient\": true}'", "explain_discretion")], {("value-added", 12, "lenient")}),
    "the day of an act": ([STEP.format("happened = happened - 3", "approve_filing")], {("value-differs", 5, "@happened")}),
    "the moment an act was received": ([STEP.format("at = at - interval '1 day'", "check_lead")], {("value-differs", 2, "at")}),
    "the minute it happened": ([STEP.format("happened_at = happened_at - interval '5 minutes'", "scene_record")], {("value-differs", 7, "happened_at")}),
    "who took an act": (
        [STEP.format("by_id = (SELECT by_id FROM cases_step WHERE act = 'approve_filing')", "check_lead")], {("value-differs", 2, "by")},
    ),
    "a standing": (
        [STEP.format("people = jsonb_set(people, '{0,certificate}', '\"09310000\"')", "check_lead")], {("value-differs", 2, "@people")},
    ),
    "the party of an act": ([STEP.format("party = gen_random_uuid()", "give_notice")], {("value-differs", 14, "@party")}),
    "the round of an act": ([STEP.format("round = 2", "give_notice")], {("value-added", 14, "@round")}),
    "the kind of an act": (
        [STEP.format("act = 'register_party'", "check_lead")], {("value-differs", 2, "act"), ("derived-differs", 2, "文书")},
    ),
    "the paper of an act": (
        [STEP.format("instrument = NULL", "approve_filing")], {("value-differs", 5, "instrument"), ("row-unrecorded", 5, "文书")},
    ),
    "another paper for an act": (
        [STEP.format("instrument = (SELECT instrument FROM cases_step WHERE act = 'check_lead')", "approve_filing")],
        {("value-differs", 5, "instrument"), ("row-unrecorded", 5, "文书"), ("derived-differs", 5, "文书")},
    ),
    "the law it is bound to": ([CASE.format("edition = repeat('ab', 32)")], {("unreadable", 0, "")}),
    "the last step gone": (["DELETE FROM cases_step WHERE n = 19"], {("row-missing", 19, ""), ("row-unrecorded", 19, "文书")}),
    "a step gone": (["DELETE FROM cases_step WHERE n = 7"], {("row-missing", 7, ""), ("row-unrecorded", 7, "文书")}),
    "the last step gone with its entry": (
        ["DELETE FROM cases_step WHERE n = 19", *(one.format(NTH.format(19)) for one in DROP)],
        {("chain-head", 19, ""), ("row-unrecorded", 19, "文书")},
    ),
    "a step made up": (
        [MADE_UP], {("row-unrecorded", 20, "")},
    ),
    "the case gone": (
        [         "DELETE FROM cases_step", "DELETE FROM cases_caseparty", "DELETE FROM cases_case"], {("row-missing", 0, "案件")},
    ),
    "the unit": ([CASE.format("unit = 'shifang'")], {("derived-differs", 0, "unit")}),
    "the stage": ([CASE.format("stage = 'closed'")], {("derived-differs", 0, "stage")}),
    "whether it is closed": ([CASE.format("closed = true")], {("derived-differs", 0, "closed")}),
    "the fine": ([CASE.format("amount = 1")], {("derived-differs", 0, "amount")}),
    "the limit": ([CASE.format("due = due + 30")], {("derived-differs", 0, "due")}),
    "who handles it": ([CASE.format("handlers = '{1}'")], {("derived-differs", 0, "handlers")}),
    "the number": ([CASE.format("number = 'x'")], {("derived-differs", 0, "number")}),
    "the title": ([CASE.format("title = 'x'")], {("derived-differs", 0, "title")}),
    "a party renamed": (["UPDATE cases_caseparty SET name = '别人'"], {("value-differs", 0, "第1个当事人的名称")}),
    "the register": (["UPDATE subjects_party SET address = '别处'"], {("value-differs", 0, "address")}),
    "a number of the register": (["UPDATE subjects_party SET identity_number = '91330100MA27XJ1Q5X'"], {("value-differs", 0, "identity_number")}),
    "the digest of evidence": (["UPDATE evidence_evidence SET sha256 = repeat('ab', 32) WHERE n = 1"], {("value-differs", 1, "files")}),
    "who handed evidence in": (["UPDATE evidence_evidence SET taken_in_by_id = 1 WHERE n = 1"], {("value-differs", 1, "by")}),
    "what was said of evidence": (["UPDATE evidence_description SET place = '别处' WHERE title <> ''"], {("value-differs", 1, "place"), ("value-differs", 2, "place")}),
    "evidence gone": (["DELETE FROM evidence_description", "DELETE FROM evidence_evidence"], {("row-missing", 1, ""), ("row-missing", 2, "")}),
    "sealed values gone": (
        [f"DELETE FROM ledger_sealed WHERE entry_id = {NTH.format(1)}"], {("sealed-missing", 1, "content"), ("sealed-missing", 1, "place")},
    ),
    "the key destroyed": ([f"UPDATE ledger_chain SET wrapped_key = NULL WHERE {OF_STEPS}"], {("key-missing", 0, "")}),
    "the words of a paper": (
        ["UPDATE documents_instrument SET paper = jsonb_set(paper, '{date}', '\"二〇二〇年\"') WHERE source = '5'"],
        {("value-differs", 5, "instrument"), ("value-differs", 3, "date")},
    ),
    "the digest of a paper": (["UPDATE documents_instrument SET sha256 = repeat('ab', 32) WHERE source = '5'"], {("value-differs", 3, "files")}),
    "the number of a paper": (["UPDATE documents_instrument SET number = 'x' WHERE key = 'penalty_decision'"], {("derived-differs", 0, "number")}),
    "a paper that can no longer be read, and the register": (
        ["UPDATE documents_instrument SET paper = '[]' WHERE source = '5'", "UPDATE subjects_party SET address = '别处'"],
        {("value-differs", 5, "instrument"), ("unreadable", 0, ""), ("value-differs", 0, "address")},
    ),
    "a chain of nobody": (
        ["INSERT INTO ledger_chain (chain, n, leaf) VALUES ('party:nobody', 0, '\\x00')", "UPDATE subjects_party SET address = '别处'"],
        {("chain-head", 0, ""), ("key-missing", 0, ""), ("unreadable", 0, ""), ("value-differs", 0, "address")},
    ),
    "a paper gone": (
        ["DELETE FROM documents_instrument WHERE source = '5'"],
        {("row-missing", 5, "文书"), ("value-differs", 5, "instrument"), ("row-missing", 3, "")},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("statements", "expected"), TAMPERING.values(), ids=TAMPERING.keys())
def test_whatever_is_altered_is_named(owner: psycopg.Connection, statements: list[str], expected: Said) -> None:
    for statement in statements:
        assert owner.execute(statement).rowcount, statement
    owner.commit()
    differences = found()
    assert said(differences) == expected
    assert all(one.said for one in differences)


def test_what_can_still_be_read_is_shown_beside_what_is_there_now(owner: psycopg.Connection, decided: Decided) -> None:
    owner.execute("UPDATE cases_caseparty SET name = '别人'")
    owner.commit()
    (one,) = found()
    assert (one.recorded, one.stored) == ("上海屿舟建筑工程有限公司", "别人")
    assert one.chain == chains_of(decided.case.pk)[0]


def content_of(file: StoredFile) -> bytes:
    with storages[file.storage].open(file.name) as opened:
        content: bytes = opened.read()
    return content


def test_a_file_that_was_swapped_or_taken_away_is_named(decided: Decided) -> None:
    files = list(files_of([decided.case.pk]))
    evidence = next(file for file in files if file.storage == "evidence")
    paper = next(file for file in files if file.storage == "documents")
    kept = {one: content_of(one) for one in (evidence, paper)}
    try:
        storages["evidence"].delete(evidence.name)
        storages["documents"].delete(paper.name)
        storages["documents"].save(paper.name, ContentFile(b"%PDF-1.7 another"))
        assert said(differing_files()) == {("file-missing", 0, evidence.title), ("file-altered", 0, paper.title)}
    finally:
        for one, content in kept.items():
            storages[one.storage].delete(one.name)
            storages[one.storage].save(one.name, ContentFile(content))
    assert differing_files() == []


@pytest.mark.parametrize("name", ["../../../../etc/passwd", ".", "/etc/passwd"])
def test_a_row_that_names_what_is_no_file_of_ours_is_named(owner: psycopg.Connection, decided: Decided, name: str) -> None:
    owner.execute("UPDATE evidence_evidence SET stored_as = %s WHERE n = 1", [name])
    owner.commit()
    assert said(differing_files()) == {("file-missing", 0, "第1号证据")}


def test_openings_of_evidence_are_counted_beside_an_entry_that_is_no_json(owner: psycopg.Connection, decided: Decided) -> None:
    before = kinds_counted(["evidence.taken_in"])
    owner.execute("ALTER TABLE ledger_entry DROP CONSTRAINT IF EXISTS ledger_entry_leaf_is_its_hash")
    owner.execute("ALTER TABLE ledger_entry DROP CONSTRAINT IF EXISTS ledger_entry_columns_repeat_it")
    assert owner.execute("UPDATE ledger_entry SET entry = '\\xff' WHERE chain LIKE 'evidence:%' AND n = 1").rowcount
    owner.commit()
    assert kinds_counted(["evidence.taken_in"]) == {"evidence.taken_in": before["evidence.taken_in"] - 1}


def test_every_file_has_its_turn_once_in_a_period(decided: Decided) -> None:
    files = list(files_of())
    assert len(files) > 5
    turns = [share_of(files, 7, day) for day in range(100, 107)]
    assert sorted(file.name for turn in turns for file in turn) == sorted(file.name for file in files)


def test_content_erased_by_law_is_no_difference_and_what_stands_in_the_clear_still_counts(
    owner: psycopg.Connection, decided: Decided
) -> None:
    case = decided.case
    erase_chain(chain=str(case.pk), ground="PIPL:47", by="o:1", second="o:2", unit="u:1", at=case.opened_at)
    assert found() == []
    connection.close()
    owner.execute("UPDATE cases_step SET at = at - interval '1 day' WHERE n = 2")
    owner.commit()
    assert said(found()) == {("value-differs", 2, "at")}


def test_acts_taken_after_an_audit_make_no_difference(decided: Decided) -> None:
    day = decided.case.last_happened
    assert day is not None
    at = datetime.combine(day, time(16), SHANGHAI)
    (party,) = decided.case.party_links.all()
    withdraw_evidence = next(one for one in of_folder(decided.case.pk) if one.state == "in_use")
    withdraw(evidence_id=withdraw_evidence.id, reason="误传，与本案无关", by=decided.cast.handler, at=at)
    take_bundle(case=decided.case, purpose="提交人民法院", by=decided.cast.handler, at=at)
    read_identity(party_id=party.party_id, purpose="核对送达回证", case_ref=decided.case.ref, by=decided.cast.handler, at=at)
    assert found() == []
