"""How far a scan has come: a bar on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from mingheng.insight.datasets.summary import console

SECONDS = 5.0  # between plain lines


class Told:
    """Says what is being done; `tick` counts within it."""

    def __init__(self, show: Callable[[str, int, int | None], object]) -> None:
        self.show, self.stage, self.done = show, "", 0
        self.total: int | None = None

    def begin(self, stage: str, total: int | None = None) -> None:
        """The next stage, of so many parts where that is known."""
        self.stage, self.done, self.total = stage, 0, total
        self.show(stage, 0, total)

    def tick(self, more: int = 1) -> None:
        """So much more of the stage is done."""
        self.done += more
        self.show(self.stage, self.done, self.total)


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Told]:
    """Progress on standard error while the block runs."""
    if quiet:
        yield Told(lambda stage, done, total: None)
    elif sys.stderr.isatty():
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[count]}"),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=console(sys.stderr), transient=True) as bar:
            task = bar.add_task("", total=None, count="")
            yield Told(
                lambda stage, done, total: bar.update(
                    task, description=stage, completed=done, total=total, count=_count(done, total)
                )
            )
    else:
        yield Told(_Lines())


class _Lines:
    """A line at the beginning of each stage, and every few seconds in it."""

    def __init__(self) -> None:
        self.stage, self.last = "", monotonic()

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        if stage != self.stage or monotonic() - self.last > SECONDS:
            self.stage, self.last = stage, monotonic()
            print(f"{stage} {_count(done, total)}".rstrip(), file=sys.stderr, flush=True)  # noqa: T201 -- this is what it is for


def _count(done: int, total: int | None) -> str:
    return f"{done:,}/{total:,}" if total else f"{done:,}" if done else ""
