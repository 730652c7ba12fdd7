"""A request over the limit is answered in words, not by a broken connection."""

import signal
import socket
from collections.abc import Callable

import pytest

from tests.trouble.servers import Server

pytestmark = pytest.mark.trouble
HEAD = (
    "POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    "Cookie: csrftoken={token}\r\n"
    "Content-Length: {length}\r\nConnection: close\r\n\r\n--x\r\n"
)


def test_the_page_says_what_is_taken(serve: Callable[[], Server]) -> None:
    server = serve()
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(HEAD.format(length=10**10, token="a" * 32).encode())
        answer = b""
        while block := connection.recv(65536):
            answer += block
    assert answer.startswith(b"HTTP/1.1 413")
    assert "文件" in answer.decode()
    assert server.end(signal.SIGTERM) == 0
