"""The one clock."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from mingheng.kit import clock

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


def test_the_clock_tells_the_time_of_shanghai() -> None:
    offset = clock.now().utcoffset()
    assert offset is not None
    assert offset.total_seconds() == 8 * 3600


def test_a_pretended_moment_holds_inside_the_block_only() -> None:
    with clock.pretend(NOON):
        assert clock.now() == NOON
        assert clock.now().isoformat() == "2026-03-01T12:00:00+08:00"
        assert clock.today() == date(2026, 3, 1)
        with clock.pretend(NOON.replace(year=2027)):
            assert clock.today() == date(2027, 3, 1)
        assert clock.now() == NOON
    assert clock.now() > NOON


def test_another_thread_keeps_the_real_time() -> None:
    with clock.pretend(NOON), ThreadPoolExecutor(1) as pool:
        assert pool.submit(clock.now).result() > NOON


def test_a_naive_moment_cannot_be_pretended() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.pretend(NOON.replace(tzinfo=None)):
        pass
