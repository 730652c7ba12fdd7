"""Recording an act."""

import json
from datetime import UTC

import pytest
import rfc8785
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from mingheng import __version__
from mingheng.ledger.actions import record
from mingheng.ledger.models import Chain, Outbox, Sealed, StoredEntry
from mingheng.ledger.queries import chain_intact, open_commitment, unseal
from mingheng.ledger.rules import ContentAltered, EntryRefused, Json, leaf_hash, seal, unwrap_key
from mingheng.ledger.tests.acts import AT, CASE, OTHER_CASE, decide

pytestmark = pytest.mark.django_db

NAME, IDENTITY, PLATE, PHONE = "欧阳王小满", "11010519491231002X", "沪A·D12345", "13800000000"


def stored(entry_id: int) -> bytes:
    """The bytes as the table holds them."""
    return bytes(StoredEntry.objects.get(pk=entry_id).entry)


def test_it_keeps_what_was_done_in_canonical_bytes() -> None:
    receipt = record(
        kind="case.filed",
        chain=CASE,
        facts={"amount": 20000},
        personal={"name": NAME},
        by="o:7",
        unit="u:0107",
        at=AT,
        happened=AT.replace(hour=9),
        grant="g:3",
        files=["ab" * 32],
        refs={"lawbook": "12" * 32},
    )
    written = stored(receipt.entry_id)
    said = json.loads(written)
    assert written == rfc8785.dumps(said)
    assert receipt.leaf == leaf_hash(written).hex()
    assert set(said.pop("d")) == {"amount", "name"}
    assert len(said.pop("z")) == 32
    assert said == {
        "a": "o:7",
        "c": CASE,
        "e": ["ab" * 32],
        "h": "00" * 32,
        "k": "case.filed",
        "l": {"lawbook": "12" * 32},
        "n": 1,
        "ot": "2026-11-21T01:07:12.123Z",
        "r": "g:3",
        "t": AT.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "u": "u:0107",
        "v": 1,
        "w": __version__,
    }


def test_each_entry_names_the_leaf_before_it() -> None:
    receipts = [decide() for _ in range(3)]
    assert [receipt.n for receipt in receipts] == [1, 2, 3]
    assert [json.loads(stored(r.entry_id))["h"] for r in receipts[1:]] == [r.leaf for r in receipts[:-1]]
    assert chain_intact(CASE)


def test_chains_are_numbered_apart() -> None:
    assert [decide(CASE).n, decide(OTHER_CASE).n, decide(CASE).n] == [1, 1, 2]


def test_the_same_act_twice_leaves_two_different_leaves_and_commitments() -> None:
    first, second = (json.loads(stored(decide(facts={"amount": 1}).entry_id)) for _ in range(2))
    assert first["z"] != second["z"]
    assert first["d"] != second["d"]


def test_it_takes_two_statements_also_for_the_first_entry_of_a_chain() -> None:
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            decide(facts={"amount": 1}, personal={"name": NAME})
        assert len(statements) == 2, [statement["sql"] for statement in statements]


def test_no_table_shows_anything_personal_or_any_fact() -> None:
    receipt = decide(facts={"plate": PLATE, "note": f"{NAME}到场"}, personal={"name": NAME, "identity": IDENTITY, "phone": PHONE})
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM ledger_sealed WHERE entry_id = %s", [receipt.entry_id])
        (sealed,) = cursor.fetchone()
        cursor.execute("SELECT wrapped_key || leaf FROM ledger_chain WHERE chain = %s", [CASE])
        (chain,) = cursor.fetchone()
    for canary in (NAME, NAME[1:], IDENTITY, PLATE, PHONE):
        for table in (stored(receipt.entry_id), bytes(sealed), bytes(chain)):
            assert canary.encode() not in table
            assert json.dumps(canary).encode() not in table


def test_a_name_where_a_code_belongs_is_refused() -> None:
    with pytest.raises(EntryRefused, match="经办人"):
        record(kind="k", chain=CASE, facts={}, personal={}, by=NAME, unit="u", at=AT, happened=None)


def test_it_unseals_personal_values_and_only_those() -> None:
    with_name = decide(facts={"amount": 1}, personal={"name": NAME, "family": [{"name": "阿满", "age": 3}]})
    without = decide(facts={"amount": 1})
    other = decide(OTHER_CASE, personal={"name": "别人"})
    assert unseal([with_name.entry_id, without.entry_id, other.entry_id, 10**9]) == {
        with_name.entry_id: {"name": NAME, "family": [{"name": "阿满", "age": 3}]},
        other.entry_id: {"name": "别人"},
    }


def test_unsealing_any_number_takes_two_statements() -> None:
    ids = [decide(chain, personal={"name": NAME}).entry_id for chain in (CASE, OTHER_CASE) for _ in range(5)]
    with CaptureQueriesContext(connection) as statements:
        assert len(unseal(ids)) == 10
    assert len(statements) == 2


def test_a_commitment_opens_to_what_was_recorded_and_to_nothing_else() -> None:
    receipt = decide(facts={"amount": 20000}, personal={"name": NAME})
    assert open_commitment(receipt.entry_id, "amount", 20000)
    assert open_commitment(receipt.entry_id, "name", NAME)
    assert not open_commitment(receipt.entry_id, "amount", 2000)
    assert not open_commitment(receipt.entry_id, "amount", "20000")
    assert not open_commitment(receipt.entry_id, "name", 20000)
    assert not open_commitment(receipt.entry_id, "absent", None)


def test_sealed_content_moved_to_another_entry_is_not_shown() -> None:
    first, second = decide(personal={"name": NAME}), decide(personal={"name": "别人"})
    moved = Sealed.objects.get(entry=first.entry_id).sealed
    Sealed.objects.filter(entry=second.entry_id).update(sealed=moved)
    with pytest.raises(ContentAltered):
        unseal([second.entry_id])


def test_content_sealed_anew_by_somebody_with_all_the_keys_is_not_shown() -> None:
    receipt = decide(personal={"name": NAME})
    key = unwrap_key(bytes(Chain.objects.get(chain=CASE).wrapped_key or b""), settings.MINGHENG_MASTER_KEY)
    forged = seal(key, bytes.fromhex(receipt.leaf), {"name": "别人"}, bytes(12))
    Sealed.objects.filter(entry=receipt.entry_id).update(sealed=forged)
    with pytest.raises(ContentAltered, match="承诺不符") as refusal:
        unseal([receipt.entry_id])
    assert "别人" not in str(refusal.value)


def test_a_refused_entry_leaves_nothing_behind() -> None:
    refusals: list[tuple[dict[str, Json], dict[str, Json]]] = [
        ({"amount": 2**53}, {}),
        ({"amount": 1}, {"amount": 1}),
        ({f"field{i}": i for i in range(120)}, {}),
        ({"两": 1}, {}),
    ]
    for facts, personal in refusals:
        with pytest.raises(EntryRefused), transaction.atomic():
            decide(facts=facts, personal=personal)
    assert not any(table.objects.exists() for table in (Chain, StoredEntry, Outbox, Sealed))


def test_an_act_that_fails_takes_its_entry_with_it() -> None:
    decide()

    @transaction.atomic
    def decide_in_vain() -> None:
        decide()
        raise RuntimeError("the act fails after all")

    with pytest.raises(RuntimeError):
        decide_in_vain()
    assert decide().n == 2
    assert chain_intact(CASE)
