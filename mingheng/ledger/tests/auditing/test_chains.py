"""A chain judged by itself, and held against what somebody claims of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from mingheng.ledger.actions import ERASURE, erase_chain, record, record_said, sequence_entries
from mingheng.ledger.models import Chain, Sealed
from mingheng.ledger.queries.auditing.chains import audit_chains, chains_touched, every_chain, read_chains
from mingheng.ledger.queries.auditing.order import audit_order
from mingheng.ledger.rules import Json, Said, commitment, seal
from mingheng.ledger.rules.auditing.chains import ReadChain
from mingheng.ledger.rules.auditing.claims import Claim, compared
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.auditing.opening import Opener
from mingheng.ledger.tests.acts import AT, CASE, OTHER_CASE, decide

BOUND = timedelta(minutes=5)
FACTS: dict[str, Json] = {"amount": 500, "words": "占道经营", "officers": [7, 8]}
PERSONAL: dict[str, Json] = {"name": "王小满", "phone": "13900000000"}
CLAIM = Claim(
    1, "penalty.decided", "o:7", AT, FACTS, unit="u:0107", personal=("name", "phone"), later={"@happened": "2026-11-21"},
    files=["ab" * 32], links={"procedure": "cd" * 32}, happened=AT - timedelta(hours=1),
)  # fmt: skip


def said() -> None:
    """An act with something of everything."""
    facts: dict[str, Json] = {**FACTS, "@happened": "2026-11-21"}
    record_said(
        said=Said(
            "penalty.decided",
            CASE,
            facts,
            PERSONAL,
            "o:7",
            "u:0107",
            AT,
            CLAIM.happened,
            "g:1",
            ("ab" * 32,),
            {"procedure": "cd" * 32},
        )
    )


def differing(claim: Claim = CLAIM) -> set[tuple[str, str]]:
    """What differs in the first entry of the chain, as (kind, field)."""
    (chain,) = read_chains([CASE])
    return {(one.kind, one.field) for one in [*chain.found, *compared(chain, [claim])]}


@pytest.mark.django_db
def test_what_was_recorded_is_found_as_it_was() -> None:
    said()
    assert differing() == set()
    assert every_chain() == {CASE}


CLAIMS = {
    "another sum": ({"facts": {**FACTS, "amount": 50}}, ("value-differs", "amount")),
    "a word more": ({"facts": {**FACTS, "words": "占道经营了"}}, ("value-differs", "words")),
    "a fact that was not said": ({"facts": {**FACTS, "lenient": True}}, ("value-added", "lenient")),
    "a fact that is gone": ({"facts": {"amount": 500, "words": "占道经营"}}, ("value-gone", "officers")),
    "a fraction": ({"facts": {**FACTS, "amount": 500.0}}, ("value-differs", "amount")),
    "another act": ({"kind": "penalty.withdrawn"}, ("value-differs", "act")),
    "another person": ({"by": "o:8"}, ("value-differs", "by")),
    "another unit": ({"unit": "u:0108"}, ("value-differs", "unit")),
    "another day of receipt": ({"at": AT - timedelta(days=1)}, ("value-differs", "at")),
    "a millisecond": ({"at": AT + timedelta(milliseconds=1)}, ("value-differs", "at")),
    "another hour": ({"happened": AT}, ("value-differs", "happened_at")),
    "no hour": ({"happened": None}, ("value-differs", "happened_at")),
    "another file": ({"files": ["ba" * 32]}, ("value-differs", "files")),
    "another law": ({"links": {"procedure": "dc" * 32}}, ("value-differs", "procedure")),
    "another day": ({"later": {"@happened": "2026-11-20"}}, ("value-differs", "@happened")),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("change", "expected"), CLAIMS.values(), ids=CLAIMS.keys())
def test_every_part_of_a_claim_is_held_against_the_entry(change: dict[str, Any], expected: tuple[str, str]) -> None:
    said()
    assert differing(replace(CLAIM, **change)) == {expected}


@pytest.mark.django_db
def test_an_entry_from_before_a_fact_was_recorded_is_not_asked_for_it() -> None:
    decide(facts={"amount": 500})
    claim = Claim(1, "penalty.decided", "o:7", AT, {"amount": 500}, later={"@happened": "2026-11-21"})
    assert differing(claim) == set()


@pytest.mark.django_db
def test_entries_without_a_row_and_rows_without_an_entry_are_named() -> None:
    decide()
    decide()
    (chain,) = read_chains([CASE])
    claims = [Claim(n, "penalty.decided", "o:7", AT, {}) for n in (1, 3)]
    assert {(one.kind, one.n) for one in compared(chain, claims)} == {("row-missing", 2), ("row-unrecorded", 3)}
    assert list(compared(chain, claims[:1], ["penalty.decided"])) == []


@pytest.mark.django_db
def test_erased_content_is_accepted_and_what_stands_in_the_clear_is_still_compared() -> None:
    said()
    erase_chain(chain=CASE, ground="PIPL:47", by="o:1", second="o:2", unit="u:1", at=AT)
    assert differing(replace(CLAIM, facts={})) == set()
    assert differing(replace(CLAIM, by="o:9")) == {("value-differs", "by")}


@pytest.mark.django_db
@pytest.mark.parametrize("refs", [{}, {"warrant": "ab" * 32}])
def test_an_erasure_that_somebody_only_wrote_down_is_named(refs: dict[str, str]) -> None:
    said()
    links = {"ground": "PIPL:47", "second": "o:2"} | refs
    record(kind=ERASURE, chain=CASE, facts={}, personal={}, by="o:1", unit="u:1", at=AT, happened=None, refs=links)
    Sealed.objects.all().delete()
    Chain.objects.filter(chain=CASE).update(wrapped_key=None)
    (chain,) = read_chains([CASE])
    assert [(one.kind, one.n) for one in chain.found] == [("erasure-unwarranted", 2)]


@pytest.fixture
def owner(committed_db: str, owner_connection: psycopg.Connection) -> psycopg.Connection:
    """The owner of the tables, with every guard taken off, over one act and three of another chain."""
    said()
    for _ in range(3):
        decide(OTHER_CASE)
    connection.close()
    owner_connection.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    owner_connection.execute("ALTER TABLE ledger_position DISABLE TRIGGER USER")
    for constraint in ("ledger_entry_leaf_is_its_hash", "ledger_entry_columns_repeat_it"):
        owner_connection.execute(f"ALTER TABLE ledger_entry DROP CONSTRAINT {constraint}")
    owner_connection.commit()
    return owner_connection


OTHER = f"chain = '{OTHER_CASE}'"
LAST = f"DELETE FROM ledger_outbox WHERE entry_id IN (SELECT id FROM ledger_entry WHERE {OTHER}"
TAMPERING = {
    "sealed values deleted": (["DELETE FROM ledger_sealed"], {("sealed-missing", 1, "name"), ("sealed-missing", 1, "phone")}),
    "sealed values altered": (
        ["UPDATE ledger_sealed SET sealed = set_byte(sealed, 20, 1 + get_byte(sealed, 20) % 255)"],
        {("sealed-altered", 1, ""), ("sealed-missing", 1, "name"), ("sealed-missing", 1, "phone")},
    ),
    "the key destroyed": (["UPDATE ledger_chain SET wrapped_key = NULL WHERE n = 1"], {("key-missing", 0, "")}),
    "the key replaced": (["UPDATE ledger_chain SET wrapped_key = decode(repeat('00', 40), 'hex') WHERE n = 1"], {("key-unusable", 0, "")}),
    "the end moved back": ([f"UPDATE ledger_chain SET n = 2 WHERE {OTHER}"], {("chain-head", 2, "")}),
    "the row of the chain gone": ([f"DELETE FROM ledger_chain WHERE {OTHER}"], {("chain-missing", 0, "")}),
    "the last entry gone": ([f"{LAST} AND n = 3)", f"DELETE FROM ledger_entry WHERE {OTHER} AND n = 3"], {("chain-head", 3, "")}),
    "one in the middle gone": ([f"{LAST} AND n = 2)", f"DELETE FROM ledger_entry WHERE {OTHER} AND n = 2"], {("chain-gap", 2, "")}),
    "one altered": (
        [f"UPDATE ledger_entry SET entry = replace(convert_from(entry, 'UTF8'), 'o:7', 'o:8')::bytea WHERE {OTHER} AND n = 2"],
        {("leaf-differs", 2, "")},
    ),
    "one altered and hashed again": (
        [f"UPDATE ledger_entry SET entry = replace(convert_from(entry, 'UTF8'), 'o:7', 'o:8')::bytea WHERE {OTHER} AND n = 2",
         f"UPDATE ledger_entry SET leaf = sha256('\\x00'::bytea || entry) WHERE {OTHER} AND n = 2"],
        {("chain-link", 3, "")},
    ),
    "one made rubbish": ([f"UPDATE ledger_entry SET entry = '\\x5b', leaf = sha256('\\x005b') WHERE {OTHER} AND n = 3"],
                         {("entry-unreadable", 3, ""), ("chain-head", 3, "")}),
    "one made JSON of another shape": (
        [f"UPDATE ledger_entry SET entry = replace(convert_from(entry, 'UTF8'), '\"d\":{{', '\"d\":[],\"dd\":{{')::bytea WHERE {OTHER} AND n = 3"],
        {("entry-unreadable", 3, ""), ("leaf-differs", 3, "")},
    ),
    "numbers exchanged": (
        [f"UPDATE ledger_entry SET n = -n WHERE {OTHER} AND n IN (2, 3)", f"UPDATE ledger_entry SET n = 5 + n WHERE {OTHER} AND n < 0"],
        {("columns-differ", 2, ""), ("columns-differ", 3, ""), ("chain-link", 2, ""), ("chain-link", 3, ""), ("chain-head", 3, "")},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("statements", "expected"), TAMPERING.values(), ids=TAMPERING.keys())
def test_whatever_is_altered_in_a_chain_is_named(
    owner: psycopg.Connection, statements: list[str], expected: set[tuple[str, int, str]]
) -> None:
    for statement in statements:
        owner.execute(statement)
    owner.commit()
    found = [difference for chain in read_chains([CASE, OTHER_CASE]) for difference in chain.found]
    (chain,) = read_chains([CASE])
    found += compared(chain, [CLAIM])
    assert {(one.kind, one.n, one.field) for one in found} == expected


def test_several_processes_find_what_one_finds(owner: psycopg.Connection) -> None:
    owner.execute(f"DELETE FROM ledger_chain WHERE {OTHER}")
    owner.commit()
    chains = sorted(every_chain()) * 250
    kinds = [one.kind for found in audit_chains(chains=chains, judge=nothing, processes=2) for one in found.found]
    assert kinds == ["chain-missing"] * 250


def nothing(chains: Sequence[ReadChain]) -> list[Difference]:
    """A room that knows no rows."""
    return []


def test_what_has_no_place_or_waits_too_long_is_named(owner: psycopg.Connection) -> None:
    def kinds(**more: int) -> set[str]:
        return {one.kind for one in audit_order(at=AT + timedelta(hours=1), bound=BOUND, **more)}

    assert kinds() == {"entries-late"}
    entry = owner.execute("SELECT entry FROM ledger_entry ORDER BY id LIMIT 1").fetchone()
    owner.execute("UPDATE ledger_entry SET entry = '\\xff' WHERE id = (SELECT min(id) FROM ledger_entry)")
    owner.commit()
    assert kinds() == {"entry-unreadable"}
    owner.execute("UPDATE ledger_entry SET entry = %s WHERE id = (SELECT min(id) FROM ledger_entry)", entry)
    owner.commit()
    sequence_entries(at=AT + timedelta(hours=1))
    assert kinds() == set()
    assert {one.kind for one in audit_order(at=AT + timedelta(hours=2), bound=BOUND)} == {"entries-unsigned"}
    assert chains_touched(1) == {OTHER_CASE}
    owner.execute("DELETE FROM ledger_position WHERE position = 2")
    owner.commit()
    assert kinds() == {"entry-unplaced", "position-missing"}


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=16, max_size=16), st.text("abc.@", min_size=1), st.integers(0, 9))
def test_the_prepared_key_opens_what_the_plain_one_commits_to(key: bytes, blind: bytes, name: str, value: int) -> None:
    opener = Opener.of(key)
    said: list[Json] = [value, name, True, None, '占道\n"经营"', {"b": value, "a": ["七", {}]}]
    for one in (said, *said):
        assert opener.commitment(blind, name, one) == commitment(key, blind, name, one).hex()
    sealed = seal(key, bytes(32), {name: value}, bytes(12))
    assert opener.opened(bytes(32), sealed) == {name: value}
    assert opener.opened(bytes(31) + b"1", sealed) is None
