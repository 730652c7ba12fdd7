"""Receipts: the signed promise that an entry was taken and will stand in a signed checkpoint soon.

A receipt is a signed note under a key of its own, `<origin>/receipt`, which the processes that take acts hold: they can
promise, and can sign no checkpoint. Who holds a receipt whose entry is not in the log has proof against the log.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from mingheng.ledger.rules.tree.checkpoints import decimal, hash_of
from mingheng.ledger.rules.tree.hashing import SIZE
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.tiles import WIDTH, Tile, tile_in

HEADING = "mingheng receipt v1"
SUFFIX = "/receipt"
WITHIN = 60  # seconds until the entry stands in a signed checkpoint: what the worker keeps with a wide margin


@dataclass(frozen=True, slots=True)
class Promise:
    """What a receipt says: which log took which leaf when, and within how many seconds it will be in a checkpoint."""

    origin: str
    leaf: bytes
    at: datetime
    within: int = WITHIN

    def __str__(self) -> str:
        """The text that is signed."""
        time = self.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return f"{HEADING}\n{self.origin}\n{base64.b64encode(self.leaf).decode()}\n{time}\n{self.within}\n"

    @classmethod
    def read(cls, text: str) -> "Promise":
        """What the text of a receipt says. Raises BadNote."""
        lines = text.split("\n")
        try:
            heading, origin, leaf, time, within, end = lines
            at = datetime.fromisoformat(time)
        except ValueError as reason:
            raise BadNote("回执应当写明日志、摘要、时间和期限，各一行") from reason
        if heading != HEADING or end or not origin or at.tzinfo is not UTC:
            raise BadNote(f"不是存证回执：第一行应当是 {HEADING}")
        promise = cls(origin, hash_of(leaf), at, decimal(within))
        if str(promise) != text:
            raise BadNote("回执的时间写法不规范")
        return promise


def is_kept(promise: Promise, size: int, read: Callable[[Tile], bytes]) -> bool:
    """Whether the leaf that was promised is among the first `size` leaves; `read` gives the tiles of the log.

    Every leaf is looked at, 32 bytes each: a complaint is rare, and nobody but the log could say where to look.
    """
    for index in range(-(-size // WIDTH)):
        data = read(tile_in(size, 0, index))
        if any(data[place : place + SIZE] == promise.leaf for place in range(0, len(data), SIZE)):
            return True
    return False


def receipt_key(origin: str, secret: bytes) -> SignerKey:
    """The key that signs the receipts of a log."""
    return SignerKey.from_secret(origin + SUFFIX, Kind.NOTE, secret)


def promised(origin: str, leaf: bytes, at: datetime, secret: bytes) -> Note:
    """The signed receipt of an entry."""
    return Note(str(Promise(origin, leaf, at))).signed(receipt_key(origin, secret))
