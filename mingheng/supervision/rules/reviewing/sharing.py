"""A case told without names: parties by letter, officers by their part, the unit and the case as some unit and this case."""

from collections.abc import Mapping

from mingheng.supervision.rules.reviewing.pointing import Known, everyday_names

LETTERS = "甲乙丙丁戊己庚辛壬癸"


def stand_ins(known: Known) -> dict[str, str]:
    """What is written in place of each name: 当事人甲, 当事人乙 …, 办案人员, 本案, 某中队."""
    return {
        **{name: f"当事人{LETTERS[n % len(LETTERS)]}" for n, name in enumerate(known.parties)},
        **dict.fromkeys(known.officers, "办案人员"),
        **dict.fromkeys(known.numbers, "本案"),
        **everyday_names(known.unit),
    }


def unnamed(text: str, names: Mapping[str, str]) -> str:
    """The text with every name replaced, the longest first, so that a name within another does not break it."""
    for name in sorted((name for name in names if name), key=len, reverse=True):
        text = text.replace(name, names[name])
    return text
