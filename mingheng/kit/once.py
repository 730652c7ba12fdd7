"""Questions that one request asks of the database once, however many of its parts need the answer.

Which lawbook is in force, which units there are, what the reader may do: a request is served by what held when it came in.
Outside a request every question is asked anew.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def one_request() -> Iterator[None]:
    """Keep the answers to every question marked `once` until the block ends; a block within another keeps its own."""
    before = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(before)


def once(ask: Callable[P, R]) -> Callable[P, R]:
    """Ask once in a request; the arguments must be hashable, the answer is shared and not to be changed."""

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        known = _answers.get()
        if known is None:
            return ask(*args, **kwargs)
        question = (ask, args, tuple(sorted(kwargs.items())))
        if question not in known:
            known[question] = ask(*args, **kwargs)
        answer: R = known[question]
        return answer

    return asked
