"""The tables of supervision. Rows that say what a person did are only ever added; their words stand sealed in the ledger."""

from mingheng.supervision.models.answers import CHAIN, AnswerKind, FindingAnswer
from mingheng.supervision.models.bulletins import BULLETIN, Bulletin

APPEND_ONLY: tuple[str, ...] = ("supervision_findinganswer", "supervision_bulletin")

__all__ = ["APPEND_ONLY", "BULLETIN", "CHAIN", "AnswerKind", "Bulletin", "FindingAnswer"]
