"""A case told without names: parties by letter, officers by their part, and what still points to somebody."""

from collections.abc import Mapping, Sequence

from mingheng.cases.rules.anonymity import traces

LETTERS = "甲乙丙丁戊己庚辛壬癸"


def stand_ins(parties: Sequence[str], officers: Sequence[str], numbers: Sequence[str]) -> dict[str, str]:
    """What is written in place of each name: 当事人甲, 当事人乙 …, 办案人员, 本案."""
    return {
        **{name: f"当事人{LETTERS[n % len(LETTERS)]}" for n, name in enumerate(parties)},
        **dict.fromkeys(officers, "办案人员"),
        **dict.fromkeys(numbers, "本案"),
    }


def unnamed(text: str, names: Mapping[str, str]) -> str:
    """The text with every name replaced, the longest first, so that a name within another does not break it."""
    for name in sorted((name for name in names if name), key=len, reverse=True):
        text = text.replace(name, names[name])
    return text


def pointing(text: str) -> list[str]:
    """What in the text still points to a person or a case."""
    return traces(text)
