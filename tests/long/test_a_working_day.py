"""Thirty-two people at work at once for ten minutes: nobody meets an error, no act is lost, none is taken twice.

`python3 dev.py test --long` runs it; MINGHENG_LONG_SECONDS and MINGHENG_LONG_PEOPLE make it shorter to try out.
"""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.site import seed
from tests.long.day import usernames, working_day
from tests.long.office import Books, give_passwords
from tests.trouble.conftest import folder_for_all
from tests.trouble.servers import Server

pytestmark = [pytest.mark.long]

PEOPLE = int(os.environ.get("MINGHENG_LONG_PEOPLE", "32"))
SECONDS = float(os.environ.get("MINGHENG_LONG_SECONDS", "600"))
UNTIL_IT_SERVES = 900.0


@pytest.fixture
def district() -> Iterator[tuple[Server, Path]]:
    """The fictional district, served with the usual number of workers."""
    with folder_for_all() as data:
        seed(data)
        give_passwords(data, usernames(PEOPLE))
        server = Server(data, words=("--demo", "--workers=2"))
        try:
            yield server.wait_until_it_serves(UNTIL_IT_SERVES), data
        finally:
            server.end(signal.SIGTERM)


def test_many_people_at_once_meet_no_error_and_no_act_is_lost_or_taken_twice(
    district: tuple[Server, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    server, data = district
    with capfd.disabled():  # says every now and then how it goes
        day, books = working_day(server.port, people=PEOPLE, seconds=SECONDS), Books(data)
    assert day.wrong == []
    assert len(day.cases) > 1
    assert books.lost(day.tokens) == []
    assert books.otherwise(day.cases) == []
    assert books.apart(day.cases) == []
    assert "意外停止" not in server.said
