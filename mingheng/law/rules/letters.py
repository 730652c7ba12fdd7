"""The letters of a text, for asking whether two texts say the same."""

import unicodedata

# Letters by their class, yet nothing is shown: U+115F, U+1160, and U+3164, U+FFA0 which compatibility folds to U+1160.
FILLERS = frozenset("\u115f\u1160")


def letters(text: str) -> str:
    """The letters and digits a reader sees; width, case, spaces, marks and fillers make no difference."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(ch for ch in folded if ch.isalnum() and ch not in FILLERS)


def weight(bare: str) -> int:
    """How many of the letters make a reason: digits alone say nothing."""
    return 0 if bare.isdecimal() else len(bare)
