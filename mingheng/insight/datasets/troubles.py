"""What stops a scan before it has an answer, in words a person can act on."""

import difflib
import re
from collections.abc import Iterable

UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class CannotScan(Exception):
    """The scan cannot go on; the message says what, why and the remedy. What a log says in it commands no terminal."""

    def __init__(self, words: str) -> None:
        super().__init__(UNSEEN.sub(lambda found: f"\\x{ord(found[0]):02x}", words))


def nearest(word: str, known: Iterable[str]) -> str:
    """The known names that look most like a word, as an ending of a sentence; empty when none does."""
    close = difflib.get_close_matches(word, list(known), n=3, cutoff=0.5)
    return f"（相近的有 {'、'.join(close)}）" if close else ""


def listed(words: Iterable[object], most: int = 30) -> str:
    """Names for a message: so many at most, the rest counted."""
    told = [str(word) for word in words]
    rest = f" 等 {len(told)} 个" if len(told) > most else ""
    return "、".join(told[:most]) + rest
