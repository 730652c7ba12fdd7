"""Where intermediate tables of a run are kept: on the backend itself, under names of their own, until the run is over."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import ibis.expr.types as ir

_numbers = count()  # names differ between runs on one backend


class Keeper:
    """Stores tables on a backend (DuckDB: tables, Spark: cached views) and takes them away again."""

    def __init__(self, backend: Any) -> None:
        self.backend = backend
        self._kept: list[str] = []

    def __call__(self, table: ir.Table) -> ir.Table:
        """The same rows, worked out once."""
        name = f"kept_{next(_numbers)}"
        kept = self.backend.create_table(name, table, temp=True)
        self._kept.append(name)
        return kept

    def clear(self) -> None:
        """Take everything away."""
        for name in self._kept:
            self.backend.raw_sql(f"DROP TABLE IF EXISTS {name}")  # not drop_table: its DROP is empty with sqlglot 30
        self._kept.clear()


@contextmanager
def keeping(backend: Any) -> Iterator[Keeper]:
    """A keeper for one run."""
    keeper = Keeper(backend)
    try:
        yield keeper
    finally:
        keeper.clear()
