"""Statute texts in Markdown cut into articles, and an article cut into paragraphs and items.

Two shapes are known, both one paragraph a line: `第一条 …` and `**第一条**　…`. Headings (`#`) close an
article; what stands before the first article (title, history of the text) is left out. Lines between
a heading and the next article belong to nothing and are told.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_NUMERAL = "[〇零一二三四五六七八九十百千]+"
_ARTICLE = re.compile(rf"(?P<mark>\*\*)?第(?P<n>{_NUMERAL})条(?:之(?P<after>{_NUMERAL}))?(?(mark)\*\*\s*|\s+)(?P<text>\S.*)")
_ITEM = re.compile(rf"[（(](?P<n>{_NUMERAL})[)）]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_DIGITS: Mapping[str, int] = {digit: n for n, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_PLACES: Mapping[str, int] = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True)
class StatuteText:
    """What a file holds: its articles by Arabic number (`101-1` for 第一百零一条之一), and its faults."""

    articles: Mapping[str, str]
    doubles: tuple[str, ...]
    strays: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One 项: its number, and the line with its （一） as printed."""

    number: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One 款 and its 项."""

    number: int
    text: str
    items: tuple[Item, ...] = ()


def number_of(numeral: str) -> int:
    """一千零五十二 → 1052. Raises ValueError for characters that are not a numeral."""
    total, digit = 0, 0
    for sign in numeral:
        if sign in _PLACES:
            total += (digit or 1) * _PLACES[sign]
            digit = 0
        elif sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            raise ValueError(f"{numeral} 不是中文数字")
    return total + digit


def read_text(markdown: str) -> StatuteText:
    """Cut one file into articles. A file without articles gives none: the caller has to look."""
    articles: dict[str, list[str]] = {}
    doubles: list[str] = []
    strays: list[str] = []
    current: list[str] | None = None
    for line in _lines(markdown):
        match = _ARTICLE.fullmatch(line)
        if match:
            number = _number(match)
            if number in articles:
                doubles.append(number)
            current = articles.setdefault(number, [])
            current.append(match["text"])
        elif line.startswith("#"):
            current = None
        elif current is not None:
            current.append(line)
        elif articles:
            strays.append(line)
    bodies = {number: "\n".join(lines) for number, lines in articles.items()}
    return StatuteText(bodies, tuple(doubles), tuple(strays))


def gaps_in(numbers: Iterable[str]) -> tuple[str, ...]:
    """The article numbers missing between the first and the last; inserted articles (之一) are not counted."""
    known = sorted({int(number) for number in numbers if "-" not in number})
    if not known:
        return ()
    held = set(known)
    return tuple(str(n) for n in range(known[0], known[-1]) if n not in held)


def paragraphs_of(body: str) -> tuple[Paragraph, ...]:
    """The paragraphs of an article; a line that opens with （一） is an item of the paragraph before it."""
    paragraphs: list[Paragraph] = []
    for line in body.splitlines():
        match = _ITEM.match(line)
        if not match:
            paragraphs.append(Paragraph(len(paragraphs) + 1, line))
            continue
        last = paragraphs.pop() if paragraphs else Paragraph(1, "")
        item = Item(number_of(match["n"]), line)
        paragraphs.append(Paragraph(last.number, last.text, (*last.items, item)))
    return tuple(paragraphs)


def _number(match: re.Match[str]) -> str:
    number = str(number_of(match["n"]))
    return f"{number}-{number_of(match['after'])}" if match["after"] else number


def _lines(markdown: str) -> Iterator[str]:
    text = unicodedata.normalize("NFC", markdown).replace("\r\n", "\n").replace("\u200b", "").lstrip("\ufeff")
    text = _COMMENT.sub("", _FRONT_MATTER.sub("", text))
    return (line for raw in text.split("\n") if (line := raw.strip()))
