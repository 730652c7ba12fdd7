"""What of a limit of memory the database of a scan may have."""

import pytest

from mingheng.insight.datasets.memory import LEAST, means
from mingheng.insight.datasets.troubles import CannotScan


@pytest.mark.parametrize(
    ("limit", "memory"), [("2GB", 1_309_000_000), ("2000 mb", 1_309_000_000), ("1.5GB", 884_000_000), ("1GiB", 521_680_550)]
)
def test_the_database_has_what_the_rest_does_not_need(limit: str, memory: int) -> None:
    assert means(limit).memory == memory


@pytest.mark.parametrize("limit", ["much", "2", "-2GB", "2 GB of it", ""])
def test_a_limit_that_cannot_be_read_is_refused(limit: str) -> None:
    with pytest.raises(CannotScan, match="请写成 2GB 这样"):
        means(limit)


def test_a_limit_nothing_fits_in_is_refused_with_the_least_there_must_be() -> None:
    assert means("700MB").memory > 0
    with pytest.raises(CannotScan, match=f"最少要 {LEAST // 10**6}MB"):
        means("699MB")


def test_little_memory_is_not_shared_among_many_threads() -> None:
    assert means("700MB").threads == 1
    assert means("700MB", threads=3).threads == 3
