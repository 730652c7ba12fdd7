"""Destroying content while the proofs stay."""

import pytest
from django.conf import settings
from django.db import transaction

from mingheng.ledger.actions import ERASURE, ErasureRefused, erase_chain, record, sequence_entries
from mingheng.ledger.models import Chain, Sealed
from mingheng.ledger.queries import chain_intact, entries_after, open_commitment, unseal
from mingheng.ledger.rules import ContentErased, EntryRefused, Receipt
from mingheng.ledger.rules.sealing import erasure_warrant
from mingheng.ledger.tests.acts import AT, CASE, OTHER_CASE, decide

pytestmark = pytest.mark.django_db


def erase(second: str = "o:9", ground: str = "pipl/47/1") -> Receipt:
    """The chief and another person have the case's content destroyed."""
    return erase_chain(chain=CASE, ground=ground, by="o:8", second=second, unit="u:0107", at=AT)


def test_erased_content_cannot_be_opened_yet_the_chain_still_verifies() -> None:
    recorded = decide(facts={"amount": 20000}, personal={"name": "王小满"})
    erase()
    assert unseal([recorded.entry_id]) == {}
    with pytest.raises(ContentErased, match="已依法删除"):
        open_commitment(recorded.entry_id, "amount", 20000)
    assert not Sealed.objects.exists()
    assert Chain.objects.get(chain=CASE).wrapped_key is None
    assert chain_intact(CASE)


def test_the_erasure_is_itself_an_entry_with_its_ground_and_both_persons() -> None:
    decide(personal={"name": "王小满"})
    receipt = erase()
    sequence_entries(at=AT)
    last = entries_after(1, 10)[0].entry
    assert (last.kind, last.chain, last.n) == (ERASURE, CASE, receipt.n)
    warrant = erasure_warrant(settings.MINGHENG_MASTER_KEY, CASE, receipt.n)
    assert (last.by, last.links) == ("o:8", {"ground": "pipl/47/1", "second": "o:9", "warrant": warrant})


def test_it_refuses_one_person_alone() -> None:
    recorded = decide(personal={"name": "王小满"})
    with pytest.raises(ErasureRefused, match="两名不同的人"), transaction.atomic():
        erase(second="o:8")
    assert unseal([recorded.entry_id]) == {recorded.entry_id: {"name": "王小满"}}


def test_it_refuses_without_a_ground_or_a_second_person() -> None:
    decide()
    for changes in ({"ground": ""}, {"second": ""}, {"ground": "当事人要求"}):
        with pytest.raises(EntryRefused), transaction.atomic():
            erase(**changes)
    assert open_commitment(decide(facts={"amount": 1}).entry_id, "amount", 1)


def test_it_refuses_a_chain_that_does_not_exist() -> None:
    with pytest.raises(ErasureRefused, match="没有这条存证链"):
        erase()


def test_an_erasure_is_the_last_word_on_its_chain() -> None:
    decide()
    erase()
    for act in (decide, erase):
        with pytest.raises(ContentErased, match="不再接受"), transaction.atomic():
            act()
    assert chain_intact(CASE)


def test_other_chains_keep_their_content() -> None:
    decide(personal={"name": "王小满"})
    other = decide(OTHER_CASE, personal={"name": "李大成"})
    erase()
    assert unseal([other.entry_id]) == {other.entry_id: {"name": "李大成"}}


def test_an_erasure_that_is_rolled_back_erased_nothing() -> None:
    recorded = decide(personal={"name": "王小满"})

    @transaction.atomic
    def erase_and_think_better_of_it() -> None:
        erase()
        raise RuntimeError("the approval was withdrawn")

    with pytest.raises(RuntimeError):
        erase_and_think_better_of_it()
    assert unseal([recorded.entry_id]) == {recorded.entry_id: {"name": "王小满"}}
    assert record(kind="k", chain=CASE, facts={}, personal={}, by="o", unit="u", at=AT, happened=None).n == 2
