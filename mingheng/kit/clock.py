"""The only clock of the house: everything below a view or a command is told the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from mingheng.kit.dates import SHANGHAI, day_of

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """The present moment in Shanghai, or the one pretended."""
    return _pretended.get() or datetime.now(SHANGHAI)


def today() -> date:
    """The present day in Shanghai."""
    return day_of(now())


@contextmanager
def pretend(at: datetime) -> Iterator[None]:
    """Stop the clock at `at` within the block, in this thread or task only; for the demo and for tests."""
    if at.tzinfo is None:
        raise ValueError("a pretended moment needs a time zone")
    token = _pretended.set(at.astimezone(SHANGHAI))
    try:
        yield
    finally:
        _pretended.reset(token)
