"""The witness that goes and looks: it fetches the checkpoint of a log and the tiles that prove it, cosigns, and brings it back.

For where a log cannot reach its witnesses, and to see what a log shows to others.
"""

import urllib.request
from functools import lru_cache
from http.client import HTTPException

from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.proving import consistency
from mingheng.ledger.rules.tree.tiles import node_of, tile_in
from mingheng.ledger.rules.tree.witnessing import Request
from mingheng.witness.state import Witness

PATIENCE = 20.0  # seconds a log may take to answer
LARGEST = 1 << 20  # bytes of one answer
TILES = 64  # tiles kept while a proof is put together
RETURN = "/cosignature"


class OutOfReach(OSError):
    """The log does not answer, or not with what a log answers."""


def look(witness: Witness, prefix: str, *, at: int) -> Note:
    """Fetch the latest checkpoint of the log at a URL prefix and cosign it. Raises OutOfReach, Refused, BadNote, NotATile."""
    note = Note.read(fetched(f"{prefix}/checkpoint").decode(errors="replace"))
    checkpoint = Checkpoint.read(note.text)
    seen = witness.seen(checkpoint.origin)
    old = seen.checkpoint.size if seen else 0
    proof = proved(prefix, old, checkpoint.size) if 0 < old < checkpoint.size else ()
    return witness.cosign(Request(min(old, checkpoint.size), proof, note), at=at)


def bring(prefix: str, note: Note) -> None:
    """Hand a cosigned checkpoint to the log. Raises OutOfReach."""
    fetched(prefix + RETURN, str(note).encode())


def proved(prefix: str, old: int, new: int) -> tuple[bytes, ...]:
    """The consistency proof between two sizes, out of the tiles the log serves."""

    @lru_cache(TILES)
    def read(level: int, index: int) -> bytes:
        return fetched(f"{prefix}/{tile_in(new, level, index).path}")

    return tuple(consistency(old, new, node_of(read)))


def fetched(url: str, body: bytes | None = None) -> bytes:
    """What a log answers. Raises OutOfReach."""
    if not url.startswith(("http://", "https://")):
        raise OutOfReach(f"{url} 不是 http 或 https 地址")
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=body), timeout=PATIENCE) as answer:  # noqa: S310  # http or https, see above
            found: bytes = answer.read(LARGEST + 1)
    except (HTTPException, OSError, ValueError) as reason:
        raise OutOfReach(f"{url} 没有回答：{reason}") from reason
    if len(found) > LARGEST:
        raise OutOfReach(f"{url} 的回答超过 {LARGEST} 字节")
    return found
