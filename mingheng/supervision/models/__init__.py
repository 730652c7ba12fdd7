"""The tables of supervision. Rows that say what a person did are only ever added; their words stand sealed in the ledger."""

from mingheng.supervision.models.answers import CHAIN, AnswerKind, FindingAnswer
from mingheng.supervision.models.bulletins import BULLETIN, Bulletin
from mingheng.supervision.models.tasks import TASKS, Succession, TaskAct, TaskDay, TaskOrder

APPEND_ONLY: tuple[str, ...] = (
    "supervision_findinganswer",
    "supervision_bulletin",
    "supervision_taskact",
    "supervision_taskday",
    "supervision_succession",
)

__all__ = [
    "APPEND_ONLY", "BULLETIN", "CHAIN", "TASKS", "AnswerKind", "Bulletin", "FindingAnswer", "Succession", "TaskAct", "TaskDay",
    "TaskOrder",
]  # fmt: skip
