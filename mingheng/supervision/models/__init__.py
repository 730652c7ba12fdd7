"""The tables of supervision. Rows that say what a person did are only ever added; their words stand sealed in the ledger."""

from mingheng.supervision.models.answers import CHAIN, AnswerKind, FindingAnswer

APPEND_ONLY: tuple[str, ...] = ("supervision_findinganswer",)

__all__ = ["APPEND_ONLY", "CHAIN", "AnswerKind", "FindingAnswer"]
