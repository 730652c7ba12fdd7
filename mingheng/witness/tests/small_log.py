"""A small log that is served over HTTP as ours is, and that can be made to lie."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from mingheng.ledger.rules import Entry
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.growing import Edge
from mingheng.ledger.rules.tree.hashing import SHA256
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.proving import consistency
from mingheng.ledger.rules.tree.tiles import ENTRIES, WIDTH, Tile, bundle, node_of
from mingheng.ledger.rules.tree.witnessing import Request

ORIGIN = "lanjiang.example/ledger/2026"
TOKEN = "5f" * 32


class SmallLog:
    """A log in memory. `shown` are entries it shows instead of those in its tree, `wanted` whether it takes cosignatures."""

    def __init__(self, key: SignerKey | None = None) -> None:
        self.key = key or SignerKey.new(ORIGIN, Kind.NOTE)
        self.entries: list[bytes] = []
        self.brought: list[str] = []
        self.shown: list[bytes] = []
        self.wanted = True

    def add(self, number: int, what: str = "entry") -> "SmallLog":
        """Add so many entries."""
        self.entries += [f"{what} {len(self.entries) + i}".encode() for i in range(number)]
        return self

    def say(self, *times: int) -> "SmallLog":
        """Add real entries that say they were received at these seconds since 1970."""
        for time in times:
            self.entries.append(
                Entry(
                    chain="case:1", n=len(self.entries) + 1, previous=bytes(32), kind="filed", by="o:1", unit="u:1", grant="", happened=None,
                    at=datetime.fromtimestamp(time, UTC), commitments={}, files=(), links={}, build="test", blind=bytes(16),
                ).to_bytes()
            )  # fmt: skip
        return self

    def tiles(self) -> dict[tuple[int, int], bytes]:
        """All tiles of now."""
        edge, full = Edge().grown(map(SHA256.leaf, self.entries))
        return {(tile.level, tile.index): data for tile, data in [*full, *edge.tiles()]}

    @property
    def note(self) -> Note:
        """The signed checkpoint of now."""
        edge, _ = Edge().grown(map(SHA256.leaf, self.entries))
        return Note(str(Checkpoint(self.key.name, edge.size, edge.root()))).signed(self.key)

    def request(self, old: int) -> Request:
        """What is sent to a witness that saw so many entries last."""
        tiles = self.tiles()
        proof = consistency(old, len(self.entries), node_of(lambda level, index: tiles[level, index])) if old else []
        return Request(old, tuple(proof), self.note)

    @contextmanager
    def served(self, port: int = 0) -> Iterator[str]:
        """The URL prefix at which the log is read."""
        log = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                tiles = log.tiles()
                if self.path == "/checkpoint":
                    return self._answer(200, str(log.note).encode())
                tile = Tile.at(self.path[1:])
                if tile.width < WIDTH <= len(log.entries) - tile.index * WIDTH:
                    return self._answer(404, b"")  # once a tile is full, what it was before is gone
                if tile.level == ENTRIES:
                    return self._entries(tile)
                data = tiles.get((tile.level, tile.index), b"")[: 32 * tile.width]
                return self._answer(200 if data else 404, data)

            def _entries(self, tile: Tile) -> None:
                first = tile.index * WIDTH
                if self.headers["Authorization"] != f"Bearer {TOKEN}":
                    return self._answer(401, b"")
                return self._answer(200, bundle((log.shown or log.entries)[first : first + tile.width]))

            def do_POST(self) -> None:
                log.brought.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self._answer(*((200, b"") if log.wanted else (422, b"not yours\n")))

            def _answer(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *said: object) -> None:
                """Say nothing."""

        with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            try:
                yield f"http://127.0.0.1:{server.server_port}"
            finally:
                server.shutdown()
                thread.join()
