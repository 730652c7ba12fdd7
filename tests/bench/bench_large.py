"""Ten million entries as files, only when asked for by this name: `bench large` (some minutes and ten gigabytes)."""

from collections.abc import Iterator

from tests.bench.bench_ledger import measured
from tests.bench.site import folder


def measure() -> Iterator[str]:
    """What was built, how long that took, and what it takes of the disk."""
    with folder() as data:
        yield from measured("large", data)
