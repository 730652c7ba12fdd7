"""The worklist: what waits for one reader, grouped by how soon the law wants it."""

from collections.abc import Iterable
from dataclasses import dataclass

from mingheng.kit.display import Peek, Task
from mingheng.kit.shell import Chip, Choice, Facet

_GROUPS = (
    ("over", ("over",), "已超期", "超期事项处置后自动移出"),
    ("near", ("near",), "临近到期", ""),
    ("ok", ("ok", "hold", "done"), "未到期", ""),
)


@dataclass(frozen=True)
class TaskGroup:
    """Rows of one urgency."""

    state: str
    title: str
    note: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class WorklistPage:
    """The worklist page. `at` is the key of the row whose preview is open, `peek` that preview."""

    groups: tuple[TaskGroup, ...]
    tabs: tuple[Choice, ...]
    total: int
    at: str = ""
    peek: Peek | None = None
    chips: tuple[Chip, ...] = ()
    facets: tuple[Facet, ...] = ()
    note: str = ""
    export_href: str = ""
    register_href: str = ""


def grouped(tasks: Iterable[Task]) -> tuple[TaskGroup, ...]:
    """Rows by urgency; within a group in the order given. Groups without rows are left out."""
    rows = tuple(tasks)
    groups = (
        TaskGroup(key, title, note, tuple(task for task in rows if task.due.state in states))
        for key, states, title, note in _GROUPS
    )
    return tuple(group for group in groups if group.tasks)
