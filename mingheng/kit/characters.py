"""Which characters of a typed or pasted text can be kept: those that can be shown on paper, each in one written form."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200d\u2060\ufeff]")  # joiners and marks that leave no trace on paper
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # letters and symbols in name, empty in every font
_NEVER = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})
_IDEOGRAPHS = range(0x20000, 0x3FFFE)  # planes 2 and 3: newer ideographs than this Python's tables know
_PLANE = 0x10000
_NONCHARACTERS = 0xFFFE


class BadCharacter(ValueError):
    """A text that cannot be printed; the message is Chinese: the field, the character's code, what to do."""


def printable(text: str, label: str, *, lines: bool = False) -> str:
    """The text in NFC, stripped; empty when nothing of it can be seen.

    Tabs become spaces and, without `lines`, line ends too; invisible joiners are dropped. Raises BadCharacter.
    """
    plain = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    plain = unicodedata.normalize("NFC", plain if lines else plain.replace("\n", " ")).strip()
    if strange := unprintable(plain):
        raise BadCharacter(f"{label}里有不能打印的字符（{'、'.join(strange)}）。请删去，或者重新输入这几个字")
    return plain if any(map(_is_seen, plain)) else ""


def unprintable(text: str) -> tuple[str, ...]:
    """The codes, as `U+202E`, of the characters that no font prints, in order of first use."""
    return tuple(dict.fromkeys(f"U+{ord(character):04X}" for character in text if _is_never(character)))


def _is_never(character: str) -> bool:
    kind = unicodedata.category(character)
    code = ord(character)
    if kind == "Cn" and code in _IDEOGRAPHS and code % _PLANE < _NONCHARACTERS:
        return False
    return character != "\n" and kind in _NEVER


def _is_seen(character: str) -> bool:
    if character in _BLANK:
        return False
    return ord(character) in _IDEOGRAPHS or unicodedata.category(character)[0] not in "ZMC"
