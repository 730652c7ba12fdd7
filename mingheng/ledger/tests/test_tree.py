"""The tree over all entries: its roots are those of RFC 9162, and what was proved holds for that tree and no other."""

from collections.abc import Sequence
from itertools import combinations, combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingheng.ledger.rules.tree.growing import Edge
from mingheng.ledger.rules.tree.hashing import SHA256, SM3, Hashing
from mingheng.ledger.rules.tree.proving import (
    Node,
    NoSuchProof,
    consistency,
    inclusion,
    is_consistent,
    root,
    root_of_inclusion,
)
from mingheng.ledger.rules.tree.tiles import NotATile, node_of, tiles_of

SMALL = 70
LARGE = 66_000  # over 256 tiles of leaves: three levels
SIZES = st.one_of(
    st.integers(0, SMALL), st.sampled_from([255, 256, 257, 511, 512, 65_535, 65_536, 65_537]), st.integers(0, LARGE)
)


def leaves(number: int, hashing: Hashing = SHA256) -> list[bytes]:
    """So many different leaf hashes."""
    return [hashing.leaf(str(i).encode()) for i in range(number)]


def by_the_book(hashes: Sequence[bytes], hashing: Hashing = SHA256) -> bytes:
    """The root as RFC 9162 section 2.1.1 defines it, word for word."""
    if not hashes:
        return hashing.empty
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while 2 * k < len(hashes):
        k *= 2
    return hashing.node(by_the_book(hashes[:k], hashing), by_the_book(hashes[k:], hashing))


def looked_up(hashes: Sequence[bytes], hashing: Hashing = SHA256) -> Node:
    """The nodes of a tree of these leaves, out of its tiles."""
    edge, full = Edge().grown(hashes, hashing)
    stored = {(tile.level, tile.index): data for tile, data in [*full, *edge.tiles()]}
    return node_of(lambda level, index: stored[level, index], hashing)


LEAVES = leaves(LARGE)
NODE = looked_up(LEAVES)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [  # the roots of the reference implementation of Certificate Transparency over its eight test entries
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        (5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ],
)
def test_the_roots_are_those_everybody_else_computes(entries: int, expected: str) -> None:
    known = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    edge, _ = Edge().grown(SHA256.leaf(bytes.fromhex(entry)) for entry in known[:entries])
    assert edge.root().hex() == expected


def test_an_empty_tree_has_the_root_of_nothing() -> None:
    assert Edge().root() == root(0, NODE) == SHA256.empty


@given(SIZES)
@settings(max_examples=60, deadline=None)
def test_the_edge_and_the_tiles_agree_with_the_book(size: int) -> None:
    edge, _ = Edge().grown(LEAVES[:size])
    assert edge.root() == root(size, NODE) == by_the_book(LEAVES[:size])


@given(st.lists(st.integers(0, 300), max_size=8))
@settings(max_examples=60, deadline=None)
def test_it_does_not_matter_in_which_portions_leaves_are_added(portions: list[int]) -> None:
    edge, added = Edge(), []
    for start, number in zip([sum(portions[:i]) for i in range(len(portions))], portions, strict=True):
        edge, full = edge.grown(LEAVES[start : start + number])
        added += full
    whole, at_once = Edge().grown(LEAVES[: sum(portions)])
    assert (edge, added) == (whole, at_once)
    assert [tile for tile, _ in edge.tiles()] == list(tiles_of(edge.size))


def test_with_sm3_the_same_tree_is_built_of_other_hashes() -> None:
    of_sm3 = leaves(300, SM3)
    edge, _ = Edge().grown(of_sm3, SM3)
    assert edge.root(SM3) == by_the_book(of_sm3, SM3) != Edge().grown(LEAVES[:300])[0].root()
    assert SM3.begun(b"abc").hexdigest() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_every_leaf_of_every_small_tree_is_proved_and_no_other() -> None:
    for index, size in combinations(range(SMALL // 2), 2):
        proof = inclusion(index, size, NODE)
        for other in range(size):
            proved = root_of_inclusion(LEAVES[other], other, size, proof) == root(size, NODE)
            assert proved == (other == index)
        assert root_of_inclusion(LEAVES[index + 1], index, size, proof) != root(size, NODE)


@given(SIZES.filter(bool), st.data())
@settings(max_examples=100, deadline=None)
def test_a_leaf_of_a_large_tree_is_proved_in_few_hashes(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion(index, size, NODE)
    assert len(proof) <= (size - 1).bit_length()
    assert root_of_inclusion(LEAVES[index], index, size, proof) == root(size, NODE)


def test_every_small_tree_begins_every_later_one_and_no_changed_one() -> None:
    for old, new in combinations_with_replacement(range(SMALL), 2):
        proof = consistency(old, new, NODE)
        before, after = root(old, NODE), root(new, NODE)
        assert is_consistent(old, before, new, after, proof)
        if old:
            assert not is_consistent(old, SHA256.leaf(b"other"), new, after, proof)
        if 0 < old < new:
            assert not is_consistent(old, before, new, SHA256.leaf(b"other"), proof)
            assert not is_consistent(old, before, new, after, proof[:-1])
            assert not is_consistent(old, before, new, after, [*proof, before])


@given(SIZES, SIZES)
@settings(max_examples=100, deadline=None)
def test_a_rewritten_leaf_is_seen_whatever_proof_is_offered(one: int, other: int) -> None:
    old, new = sorted((one, other))
    if not 0 < old < new:
        return
    forged, _ = Edge().grown([SHA256.leaf(b"rewritten"), *LEAVES[1:new]])
    assert not is_consistent(old, root(old, NODE), new, forged.root(), consistency(old, new, NODE))


@given(st.integers(0, 40), st.integers(0, 40), st.lists(st.binary(min_size=32, max_size=32), max_size=8))
@settings(max_examples=300, deadline=None)
def test_made_up_hashes_prove_nothing(old: int, new: int, made_up: list[bytes]) -> None:
    before, after = SHA256.leaf(b"before"), SHA256.leaf(b"after")
    assert not is_consistent(old, before, new, after, made_up)
    assert root_of_inclusion(before, old, new, made_up) != after


def test_what_is_not_in_the_tree_has_no_proof() -> None:
    for index, size in product((-1, 5, 6), (0, 5)):
        with pytest.raises(NoSuchProof):
            inclusion(index, size, NODE)
    for old, new in ((-1, 3), (4, 3)):
        with pytest.raises(NoSuchProof):
            consistency(old, new, NODE)


def test_a_shortened_tile_is_noticed_when_it_is_read() -> None:
    with pytest.raises(NotATile, match="不完整"):
        node_of(lambda level, index: LEAVES[0])(3, 0)
