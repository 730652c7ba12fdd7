"""What may be taken in as evidence, and in what words it is refused. Pure: no Django, no database."""

from mingheng.evidence.rules.statements import (
    EFFECT_TITLES,
    KIND_TITLES,
    Effect,
    FileRefused,
    Kind,
    Problem,
    Statement,
    check_reason,
    check_statement,
)

__all__ = [
    "EFFECT_TITLES",
    "KIND_TITLES",
    "Effect",
    "FileRefused",
    "Kind",
    "Problem",
    "Statement",
    "check_reason",
    "check_statement",
]
