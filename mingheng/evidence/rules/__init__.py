"""What may be taken in as evidence, and in what words it is refused. Pure: no Django, no database."""

from mingheng.evidence.rules.examination import ACCEPTED, Limits, examine
from mingheng.evidence.rules.images import READERS
from mingheng.evidence.rules.signatures import ALL_TYPES, FileType
from mingheng.evidence.rules.statements import (
    EFFECT_TITLES,
    KIND_TITLES,
    Effect,
    FileRefused,
    Kind,
    Problem,
    Statement,
    check_purpose,
    check_reason,
    check_statement,
)

__all__ = [
    "ACCEPTED",
    "ALL_TYPES",
    "EFFECT_TITLES",
    "KIND_TITLES",
    "READERS",
    "Effect",
    "FileRefused",
    "FileType",
    "Kind",
    "Limits",
    "Problem",
    "Statement",
    "check_purpose",
    "check_reason",
    "check_statement",
    "examine",
]
