"""Who can be drawn: the list as it is sealed. Its digest is a Merkle root, so one member's presence is proved without the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.reading import fields, listed, named, text
from mingheng.ledger.rules.canonical import Json, canonical_bytes
from mingheng.ledger.rules.tree.growing import Edge
from mingheng.ledger.rules.tree.hashing import SHA256, SIZE
from mingheng.ledger.rules.tree.proving import inclusion, root_of_inclusion
from mingheng.ledger.rules.tree.tiles import node_of


@dataclass(frozen=True, slots=True)
class Member:
    """One thing or person that can be drawn: its name, the one group it belongs to, and the strata it lies in."""

    id: str
    group: str
    strata: frozenset[str] = frozenset()

    def json(self) -> Json:
        """As it is hashed and published."""
        return {"id": self.id, "group": self.group, "strata": sorted(self.strata)}

    def leaf(self) -> bytes:
        """Its hash in the tree. Raises EntryRefused for text without a single spelling."""
        return SHA256.leaf(canonical_bytes(self.json(), self.id))

    @classmethod
    def read(cls, value: object, where: str) -> "Member":
        """The member of a file. Raises BadDraw."""
        found = fields(value, where, "id", "group", "strata")
        name, group = text(found["id"], f"{where}的 id"), text(found["group"], f"{where}的 group")
        return cls(name, group, named(found["strata"], f"{where}的 strata"))


@dataclass(frozen=True)
class Frame:
    """The members by the code points of their ids, none twice."""

    members: tuple[Member, ...]

    def __post_init__(self) -> None:
        """Refuse an order that is not the one order there is, or a double. Raises BadDraw."""
        for before, after in zip(self.members, self.members[1:], strict=False):
            if before.id >= after.id:
                raise BadDraw(f"名单里 {after.id} {'重复' if before.id == after.id else '没有按编码顺序排列'}")

    @classmethod
    def of(cls, members: Iterable[Member]) -> "Frame":
        """The frame of members in any order. Raises BadDraw for two of one id."""
        return cls(tuple(sorted(members, key=lambda member: member.id)))

    @classmethod
    def read(cls, value: object) -> "Frame":
        """The frame of a file. Raises BadDraw."""
        return cls(listed(value, "名单", Member.read))

    def json(self) -> Json:
        """As it is published."""
        return [member.json() for member in self.members]

    @cached_property
    def root(self) -> str:
        """The root of the tree over the members in hexadecimal (RFC 9162, SHA-256). Raises EntryRefused."""
        return Edge().grown(member.leaf() for member in self.members)[0].root().hex()

    def proof(self, index: int) -> list[bytes]:
        """The hashes that lead from a member to the root. Raises NoSuchProof."""
        edge, full = Edge().grown(member.leaf() for member in self.members)
        stored = {(tile.level, tile.index): data for tile, data in [*full, *edge.tiles()]}
        return inclusion(index, len(self.members), node_of(lambda level, place: stored[level, place]))


def is_member(member: Member, index: int, count: int, root: str, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows the member to stand at `index` of the sealed list of `count` with that root."""
    if any(len(sibling) != SIZE for sibling in proof):
        return False
    reached = root_of_inclusion(member.leaf(), index, count, proof)
    return reached is not None and reached.hex() == root
