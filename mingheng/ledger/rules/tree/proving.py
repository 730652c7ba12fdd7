"""Proofs over a tree whose nodes can be looked up, and their checking (RFC 9162 section 2.1).

A node (level, index) is the hash of the 2**level leaves from index * 2**level on; only nodes whose leaves are all there
are ever looked up. Whoever checks needs no nodes: two roots and a list of hashes are enough.
"""

from collections.abc import Callable, Sequence

from mingheng.ledger.rules.tree.hashing import SHA256, Hashing

Node = Callable[[int, int], bytes]


class NoSuchProof(ValueError):
    """A leaf that is not in the tree, or a tree that is larger than the later one."""


def root(size: int, node: Node, hashing: Hashing = SHA256) -> bytes:
    """The root of the first `size` leaves."""
    return _range(0, size, node, hashing) if size else hashing.empty


def inclusion(index: int, size: int, node: Node, hashing: Hashing = SHA256) -> list[bytes]:
    """The hashes that lead from a leaf to the root of the first `size` leaves (2.1.3.1). Raises NoSuchProof."""
    if not 0 <= index < size:
        raise NoSuchProof(f"第 {index} 条不在 {size} 条的树里")
    proof, first, end = [], 0, size
    while end - first > 1:
        middle = first + _split(end - first)
        if index < middle:
            proof.append(_range(middle, end, node, hashing))
            end = middle
        else:
            proof.append(_range(first, middle, node, hashing))
            first = middle
    return proof[::-1]


def consistency(old: int, new: int, node: Node, hashing: Hashing = SHA256) -> list[bytes]:
    """The hashes that show the first `old` leaves to be the beginning of the first `new` (2.1.4.1). Raises NoSuchProof."""
    if not 0 <= old <= new:
        raise NoSuchProof(f"{new} 条的树不能由 {old} 条的树长成")
    proof: list[bytes] = []
    first, end, whole = 0, new, True
    while old not in (0, end):
        middle = first + _split(end - first)
        if old <= middle:
            proof.append(_range(middle, end, node, hashing))
            end = middle
        else:
            proof.append(_range(first, middle, node, hashing))
            first, whole = middle, False
    if not whole:
        proof.append(_range(first, end, node, hashing))
    return proof[::-1]


def root_of_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], hashing: Hashing = SHA256) -> bytes | None:
    """The root that a proof leads to (2.1.3.2), or None where a proof of this length proves nothing."""
    if not 0 <= index < size:
        return None
    place, last, reached = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return None
        if place & 1 or place == last:
            reached = hashing.node(sibling, reached)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            reached = hashing.node(reached, sibling)
        place, last = place >> 1, last >> 1
    return reached if last == 0 else None


def is_consistent(
    old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes], hashing: Hashing = SHA256
) -> bool:
    """Whether a proof shows that the later tree only added to the earlier one (2.1.4.2). An empty tree begins every tree."""
    if old in (0, new):
        return not proof and (old_root == new_root if old == new else old_root == hashing.empty)
    if not 0 < old < new or not proof:
        return False
    hashes = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = hashing.node(sibling, before), hashing.node(sibling, after)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            after = hashing.node(after, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


def _range(first: int, end: int, node: Node, hashing: Hashing) -> bytes:
    """The hash of a run of leaves that a split of the tree left whole."""
    size = end - first
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return node(level, first >> level)
    middle = first + _split(size)
    return hashing.node(_range(first, middle, node, hashing), _range(middle, end, node, hashing))


def _split(size: int) -> int:
    """The largest power of two below a size of two or more."""
    return 1 << (size - 1).bit_length() - 1
