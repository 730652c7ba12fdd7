"""What a predicate is."""

from collections.abc import Callable

from mingheng.law.rules.context import Context

Predicate = Callable[[Context, str | None], bool | None]
