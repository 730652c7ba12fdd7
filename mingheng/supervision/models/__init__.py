"""The tables of supervision. Rows that say what a person did are only ever added; their words stand sealed in the ledger."""

from mingheng.supervision.models.answers import CHAIN, AnswerKind, FindingAnswer
from mingheng.supervision.models.bulletins import BULLETIN, Bulletin
from mingheng.supervision.models.handings import HANDING, Handing, HandingTakenBack, Opinion, OpinionAnswer
from mingheng.supervision.models.matters import MATTER_CHAIN, Matter, MatterAct
from mingheng.supervision.models.months import MONTHS, FrozenMonth
from mingheng.supervision.models.reviews import (
    REVIEW_CHAIN,
    CentralReview,
    Review,
    ReviewEntry,
    ReviewExample,
    Sheet,
    SheetDraft,
    SheetFinding,
)
from mingheng.supervision.models.tasks import TASKS, Succession, TaskAct, TaskDay, TaskOrder

APPEND_ONLY: tuple[str, ...] = (
    "supervision_findinganswer",
    "supervision_bulletin",
    "supervision_taskact",
    "supervision_taskday",
    "supervision_succession",
    "supervision_frozenmonth",
    "supervision_handing",
    "supervision_handingtakenback",
    "supervision_opinion",
    "supervision_opinionanswer",
    "supervision_matteract",
    "supervision_centralreview",
    "supervision_review",
    "supervision_reviewentry",
    "supervision_reviewexample",
    "supervision_sheet",
    "supervision_sheetfinding",
)

__all__ = [
    "APPEND_ONLY",
    "BULLETIN",
    "CHAIN",
    "HANDING",
    "MATTER_CHAIN",
    "MONTHS",
    "REVIEW_CHAIN",
    "TASKS",
    "AnswerKind",
    "Bulletin",
    "CentralReview",
    "FindingAnswer",
    "FrozenMonth",
    "Handing",
    "HandingTakenBack",
    "Matter",
    "MatterAct",
    "Opinion",
    "OpinionAnswer",
    "Review",
    "ReviewEntry",
    "ReviewExample",
    "Sheet",
    "SheetDraft",
    "SheetFinding",
    "Succession",
    "TaskAct",
    "TaskDay",
    "TaskOrder",
]
