"""The witness as a service (c2sp.org/tlog-witness): logs send their checkpoints to `/add-checkpoint` and get them cosigned."""

import sqlite3
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from mingheng.ledger.rules.tree.notes import BadNote
from mingheng.ledger.rules.tree.witnessing import Refused, Request
from mingheng.witness.state import Witness

PATH = "/add-checkpoint"
LARGEST = 1 << 16  # bytes of a request
IDLE = 20  # seconds a connection may be silent
SIZE_TYPE = "text/x.tlog.size"
PLAIN = "text/plain; charset=utf-8"


def answered(witness: Witness, body: bytes, *, at: int) -> tuple[HTTPStatus, str, str]:
    """Status, type and text that answer a request."""
    try:
        note = witness.cosign(Request.read(body.decode()), at=at)
    except Refused as refused:
        if refused.size is not None:
            return refused.status, SIZE_TYPE, f"{refused.size}\n"
        return refused.status, PLAIN, f"{refused}\n"
    except (BadNote, UnicodeDecodeError) as reason:
        return HTTPStatus.BAD_REQUEST, PLAIN, f"{reason}\n"
    except sqlite3.Error as reason:
        return HTTPStatus.SERVICE_UNAVAILABLE, PLAIN, f"见证人的状态写不下来，没有见证：{reason}\n"
    return HTTPStatus.OK, PLAIN, "".join(f"{line}\n" for line in note.signatures)


def server(witness: Witness, host: str, port: int, now: Callable[[], int], cry: Callable[[], None]) -> ThreadingHTTPServer:
    """The service, bound and not yet running, by the clock `now` (seconds since 1970); `cry` is called after each request, to tell of new alarms."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = IDLE

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if self.path != PATH:
                self._answer(HTTPStatus.NOT_FOUND, PLAIN, f"只有 {PATH}\n")
            elif not length.isdecimal() or int(length) > LARGEST:
                self.close_connection = True
                self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, PLAIN, f"请求须写明长度，不超过 {LARGEST} 字节\n")
            else:
                self._answer(*answered(witness, self.rfile.read(int(length)), at=now()))
                cry()

        def _answer(self, status: HTTPStatus, kind: str, text: str) -> None:
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *said: object) -> None:
            """Say nothing of what went well."""

    return ThreadingHTTPServer((host, port), Handler)
