"""The witness that goes and looks: it fetches the checkpoint of a log and the tiles that prove it, cosigns, and brings it back.

For where a log cannot reach its witnesses, and to see what a log shows to others.
"""

import urllib.request
from functools import lru_cache
from http.client import HTTPException
from urllib.error import HTTPError

from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.proving import consistency
from mingheng.ledger.rules.tree.tiles import WIDTH, Tile, cut, node_of, tile_in
from mingheng.ledger.rules.tree.witnessing import Request
from mingheng.witness.state import Witness

PATIENCE = 20.0  # seconds a log may take to answer
LARGEST = 1 << 25  # bytes of one answer: the longest bundle and more
SAID = 200  # bytes of what a log says when it refuses
TILES = 64  # tiles kept while a proof is put together
RETURN = "/cosignature"


class OutOfReach(OSError):
    """The log does not answer, or not with what a log answers."""


class Served:
    """A log at a URL prefix; `token` is for its entries."""

    def __init__(self, prefix: str, token: str = "") -> None:
        self.prefix, self.token = prefix.rstrip("/"), token

    def checkpoint(self) -> Note:
        """The latest checkpoint. Raises OutOfReach, BadNote."""
        return Note.read(fetched(f"{self.prefix}/checkpoint").decode(errors="replace"))

    def tile(self, tile: Tile) -> bytes:
        """A tile of hashes or of entries as far as was asked for; where that much is gone, cut from the full one. Raises OutOfReach."""
        try:
            return cut(fetched(f"{self.prefix}/{tile.path}", token=self.token), tile)
        except OutOfReach:
            if tile.width == WIDTH:
                raise
        return cut(fetched(f"{self.prefix}/{Tile(tile.level, tile.index).path}", token=self.token), tile)

    def bring(self, note: Note) -> None:
        """Hand a cosigned checkpoint to the log. Raises OutOfReach."""
        fetched(self.prefix + RETURN, str(note).encode())


def look(witness: Witness, log: Served, *, at: int) -> Note:
    """Fetch the latest checkpoint of a log and cosign it, beside the signatures it has. Raises OutOfReach, Refused, BadNote, NotATile."""
    note = log.checkpoint()
    checkpoint = Checkpoint.read(note.text)
    seen = witness.seen(checkpoint.origin)
    old = seen.checkpoint.size if seen else 0
    proof = proved(log, old, checkpoint.size) if 0 < old < checkpoint.size else ()
    cosigned = witness.cosign(Request(min(old, checkpoint.size), proof, note), at=at)
    return Note(note.text, (*note.signatures, *cosigned.signatures))


def proved(log: Served, old: int, new: int) -> tuple[bytes, ...]:
    """The consistency proof between two sizes, out of the tiles the log serves."""

    @lru_cache(TILES)
    def read(level: int, index: int) -> bytes:
        return log.tile(tile_in(new, level, index))

    return tuple(consistency(old, new, node_of(read)))


def fetched(url: str, body: bytes | None = None, token: str = "") -> bytes:
    """What a log answers. Raises OutOfReach."""
    if not url.startswith(("http://", "https://")):
        raise OutOfReach(f"{url} 不是 http 或 https 地址")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=body, headers=headers), timeout=PATIENCE) as answer:  # noqa: S310  # http or https, see above
            found: bytes = answer.read(LARGEST + 1)
    except HTTPError as refused:
        raise OutOfReach(f"{url} 回答 {refused.code}：{refused.read(SAID).decode(errors='replace').strip()}") from refused
    except (HTTPException, OSError, ValueError) as reason:
        raise OutOfReach(f"{url} 没有回答：{reason}") from reason
    if len(found) > LARGEST:
        raise OutOfReach(f"{url} 的回答超过 {LARGEST} 字节")
    return found
