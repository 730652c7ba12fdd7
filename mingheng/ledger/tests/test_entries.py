"""The bytes of an entry, and chains of them."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from mingheng.ledger.rules import (
    EMPTY_CHAIN,
    LARGEST_ENTRY,
    Entry,
    EntryRefused,
    Head,
    Link,
    chain_is_unbroken,
    file_digest,
    leaf_hash,
)
from mingheng.ledger.tests.values import digests, tokens

BEIJING = timezone(timedelta(hours=8))
FIRST = Entry(
    chain="9b1e",
    n=1,
    previous=EMPTY_CHAIN.leaf,
    kind="penalty.decided",
    by="o:7",
    unit="u:0107",
    grant="g:3",
    at=datetime(2026, 11, 21, 19, 7, 12, 123000, BEIJING),
    happened=datetime(2026, 11, 21, 19, 5, 40, tzinfo=BEIJING),
    commitments={"amount": bytes(32)},
    files=(bytes([1]) * 32,),
    links={"lawbook": "sha256:00"},
    build="0.1",
    blind=bytes(16),
)
moments = st.datetimes(
    min_value=FIRST.at.replace(year=2000, tzinfo=None),
    max_value=FIRST.at.replace(year=2100, tzinfo=None),
    timezones=st.sampled_from([UTC, BEIJING]),
).map(lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000))
entries = st.builds(
    Entry,
    chain=tokens,
    n=st.integers(1, 2**53 - 1),
    previous=digests,
    kind=tokens,
    by=tokens,
    unit=tokens,
    grant=st.just("") | tokens,
    at=moments,
    happened=st.none() | moments,
    commitments=st.dictionaries(tokens, digests, max_size=5),
    files=st.lists(digests, max_size=5).map(tuple),
    links=st.dictionaries(tokens, tokens, max_size=5),
    build=tokens,
    blind=st.binary(min_size=16, max_size=16),
)


def chained(length: int) -> list[Link]:
    """A chain written as the ledger writes it."""
    links: list[Link] = []
    for n in range(1, length + 1):
        previous = links[-1].leaf if links else EMPTY_CHAIN.leaf
        written = replace(FIRST, n=n, previous=previous, blind=bytes([n]) * 16).to_bytes()
        links.append(Link(leaf_hash(written), written))
    return links


def ends(links: list[Link]) -> Head:
    """Where such a chain ends."""
    return Head(len(links), links[-1].leaf)


def rewritten(link: Link, **changes: Any) -> Link:
    """The entry changed and hashed again, as somebody with the whole table at hand would do it."""
    written = replace(Entry.from_bytes(link.entry), **changes).to_bytes()
    return Link(leaf_hash(written), written)


@given(entries)
@settings(max_examples=500, deadline=None)
def test_it_is_canonical_and_says_what_was_put_in(entry: Entry) -> None:
    written = entry.to_bytes()
    assert written == rfc8785.dumps(json.loads(written))
    assert Entry.from_bytes(written) == entry


def test_it_is_written_as_specified() -> None:
    assert FIRST.to_bytes().decode() == (
        '{"a":"o:7","c":"9b1e","d":{"amount":"' + "00" * 32 + '"},"e":["' + "01" * 32 + '"],"h":"' + "00" * 32 + '",'
        '"k":"penalty.decided","l":{"lawbook":"sha256:00"},"n":1,"ot":"2026-11-21T11:05:40.000Z","r":"g:3",'
        '"t":"2026-11-21T11:07:12.123Z","u":"u:0107","v":1,"w":"0.1","z":"' + "00" * 16 + '"}'
    )


def test_the_leaf_is_that_of_rfc_6962() -> None:
    assert leaf_hash(b"entry") == hashlib.sha256(b"\x00entry").digest()


@pytest.mark.parametrize(
    "changes",
    [
        {"by": "王小满"},
        {"chain": ""},
        {"chain": "a" * 129},
        {"kind": "two words"},
        {"kind": "line\n"},
        {"unit": "澜江区"},
        {"grant": "局长"},
        {"links": {"name": "王小满"}},
        {"links": {"当事人": "x"}},
        {"commitments": {"姓名": bytes(32)}},
    ],
)
def test_it_refuses_names_and_free_text_in_the_clear(changes: dict[str, Any]) -> None:
    with pytest.raises(EntryRefused, match="只收代码"):
        replace(FIRST, **changes).to_bytes()


def test_it_refuses_a_time_without_a_zone() -> None:
    with pytest.raises(EntryRefused, match="发生时间:时间没有时区"):
        replace(FIRST, happened=FIRST.at.replace(tzinfo=None)).to_bytes()


def test_it_drops_what_is_finer_than_a_millisecond() -> None:
    assert b'"t":"2026-11-21T11:07:12.999Z"' in replace(FIRST, at=datetime(2026, 11, 21, 11, 7, 12, 999999, UTC)).to_bytes()


def test_it_takes_8_kb_and_refuses_a_byte_more() -> None:
    links = {f"n{i}": "v" * 100 for i in range(71)} | {"last": "v"}
    links["last"] += "v" * (LARGEST_ENTRY - len(replace(FIRST, links=links).to_bytes()))
    assert len(replace(FIRST, links=links).to_bytes()) == LARGEST_ENTRY
    with pytest.raises(EntryRefused, match="超过 8192 字节"):
        replace(FIRST, links=links | {"last": links["last"] + "v"}).to_bytes()


@pytest.mark.parametrize(
    "written",
    [b"", b"\xff", b"[]", b"{}", b"[" * 5000, FIRST.to_bytes().replace(b'"v":1', b'"v":2'), FIRST.to_bytes()[:-1]],
)
def test_it_does_not_read_what_is_no_entry(written: bytes) -> None:
    with pytest.raises(EntryRefused, match="不是本版本的存证条目"):
        Entry.from_bytes(written)


@pytest.mark.parametrize("digest", ["", "0" * 63, "A" * 64, "g" * 64, "0" * 64 + "\n"])
def test_a_file_is_named_by_its_digest_only(digest: str) -> None:
    with pytest.raises(EntryRefused, match="SHA-256"):
        file_digest(digest)


def test_a_chain_as_written_is_unbroken() -> None:
    assert all(chain_is_unbroken("9b1e", chained(n), ends(chained(n))) for n in range(1, 6))
    assert chain_is_unbroken("9b1e", [], EMPTY_CHAIN)


@given(length=st.integers(2, 6), data=st.data())
@settings(max_examples=200, deadline=None)
def test_no_selection_or_order_of_entries_passes_for_the_chain(length: int, data: st.DataObject) -> None:
    links = chained(length)
    shown = data.draw(st.lists(st.sampled_from(links), max_size=length + 1))
    assert chain_is_unbroken("9b1e", shown, ends(links)) == (shown == links)


@given(length=st.integers(1, 5), data=st.data())
@settings(max_examples=200, deadline=None)
def test_a_single_flipped_bit_breaks_the_chain(length: int, data: st.DataObject) -> None:
    links = chained(length)
    i = data.draw(st.integers(0, length - 1))
    bit = data.draw(st.integers(0, 8 * len(links[i].entry) - 1))
    flipped = bytearray(links[i].entry)
    flipped[bit // 8] ^= 1 << bit % 8
    for leaf in (links[i].leaf, leaf_hash(bytes(flipped))):
        shown = [*links[:i], Link(leaf, bytes(flipped)), *links[i + 1 :]]
        assert not chain_is_unbroken("9b1e", shown, ends(links))


def test_an_entry_hashed_again_after_a_change_breaks_the_chain() -> None:
    links = chained(3)
    rewritings: list[dict[str, Any]] = [{"by": "o:8"}, {"kind": "penalty.withdrawn"}, {"at": FIRST.at - timedelta(days=30)}]
    for i, changes in enumerate(rewritings):
        shown = [*links[:i], rewritten(links[i], **changes), *links[i + 1 :]]
        assert not chain_is_unbroken("9b1e", shown, ends(links))


def test_a_number_left_out_breaks_the_chain() -> None:
    links = chained(2)
    skipping = [links[0], rewritten(links[1], n=3)]
    assert not chain_is_unbroken("9b1e", skipping, ends(skipping))


def test_an_entry_of_another_chain_does_not_belong() -> None:
    stranger = rewritten(chained(1)[0], chain="other")
    assert not chain_is_unbroken("9b1e", [stranger], ends([stranger]))
