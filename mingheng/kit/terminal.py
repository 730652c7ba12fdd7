"""What others wrote, on a terminal."""

import unicodedata

_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # control, direction, half a letter, ends of lines


def shown(text: str) -> str:
    """The text in one line and without what moves a terminal's cursor: a name in a file could else paint a conclusion."""
    return "".join("�" if unicodedata.category(letter) in _UNSEEN else letter for letter in text)
