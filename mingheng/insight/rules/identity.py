"""Which finding is which: what makes two findings of two nights the same one, and which of two is the graver."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

LENGTH = 40
WEIGHTS: Mapping[str, int] = {"fatal": 0, "heavy": 1, "light": 2}
ANSWERS: Mapping[str, int] = {"broken": 0, "pending": 1, "unknown": 2}


def fingerprint(row: Mapping[str, Any], case: str) -> str:
    """The digest of what a finding is about, and not how bad it has become.

    That is the rule, the case (its id, or what it is about instead), the party, and for an act its number, for a period its last
    day, for a pattern every act it rests on: what the checks in bulk and the engine say alike.
    """
    rests = {"duty": row["due"], "pattern": row["others"]}.get(row["kind"])
    parts = (row["procedure"], row["kind"], row["rule"], case, row["party"], row["n"], rests)
    return sha256("\n".join("" if part is None else str(part) for part in parts).encode()).hexdigest()[:LENGTH]


def weight(severity: str | None) -> int:
    """Where a severity stands, the gravest at 0; one nobody knows comes last."""
    return WEIGHTS.get(severity or "", len(WEIGHTS))


def graver(one: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of two findings of the same fingerprint the one that is told."""
    return min(one, other, key=_order)


def _order(row: Mapping[str, Any]) -> tuple[int, int, str, str]:
    return ANSWERS.get(row["answer"], len(ANSWERS)), weight(row["severity"]), str(row["due"]), str(row["reason"])
