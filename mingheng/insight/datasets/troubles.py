"""What stops a scan before it has an answer, in words a person can act on."""

import difflib
from collections.abc import Iterable


class CannotScan(Exception):
    """The scan cannot go on; the message says what, why and the remedy."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known names that look most like a word, as an ending of a sentence; empty when none does."""
    close = difflib.get_close_matches(word, list(known), n=3, cutoff=0.5)
    return f"（相近的有 {'、'.join(close)}）" if close else ""


def listed(words: Iterable[object], most: int = 30) -> str:
    """Names for a message: so many at most, the rest counted."""
    told = [str(word) for word in words]
    rest = f" 等 {len(told)} 个" if len(told) > most else ""
    return "、".join(told[:most]) + rest
