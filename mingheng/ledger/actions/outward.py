"""Asking programs of others over HTTP: briefly, and never more than so much of an answer."""

import http.client
from urllib.parse import urlsplit

PATIENCE = 10.0  # seconds an answer may take
LARGEST = 1 << 16  # bytes of an answer


class OutOfReach(Exception):
    """Nobody answered; the message says why."""


def posted(url: str, body: bytes, kind: str) -> tuple[int, str, bytes]:
    """Status, type and bytes of the answer to what was posted. Raises OutOfReach."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise OutOfReach(f"{url} 不是 http 或 https 地址")
    opened = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    where = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection = opened(parts.hostname, parts.port, timeout=PATIENCE)
        try:
            connection.request("POST", where, body, {"Content-Type": kind})
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Content-Type", ""), answer.read(LARGEST)
        finally:
            connection.close()
    except (OSError, ValueError, http.client.HTTPException) as reason:
        raise OutOfReach(f"{url} 没有回答：{reason}") from reason
