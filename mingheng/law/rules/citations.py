"""Citations: `xzcf/58/1/2` in data, `行政处罚法 第58条第1款第2项` on screens and paper.

`statute/article[/paragraph[/item]]`. The article is its Arabic number, `101-1` for 第一百零一条之一.
Where an article has items but only one paragraph, statutes are cited without it: `fd/1185/-/2`.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from mingheng.law.rules.lawbook import Statute, StatuteVersion

_FORM = re.compile(
    r"(?P<statute>[a-z][a-z0-9_]*)/(?P<article>[1-9][0-9]*(?:-[1-9][0-9]*)?)"
    r"(?:/(?P<paragraph>[1-9][0-9]*|-(?=/)))?(?:/(?P<item>[1-9][0-9]*))?",
    re.ASCII,
)


class CitationRefused(ValueError):
    """The text is not a citation, or cites what the register does not hold."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a statute."""

    statute: str
    article: str
    paragraph: int | None = None
    item: int | None = None

    @classmethod
    def parse(cls, ref: str) -> Self:
        """Read `xzcf/58/1/2`. Raises CitationRefused."""
        match = _FORM.fullmatch(ref)
        if match is None:
            raise CitationRefused(f"引用“{ref}”的写法不对，应写成 法律代号/条[/款[/项]]，例如 xzcf/58/1/2。")
        paragraph, item = match["paragraph"], match["item"]
        return cls(
            statute=match["statute"],
            article=match["article"],
            paragraph=int(paragraph) if paragraph and paragraph != "-" else None,
            item=int(item) if item else None,
        )

    @property
    def place(self) -> str:
        """第58条第1款第2项."""
        number, _, inserted = self.article.partition("-")
        parts = [f"第{number}条"]
        if inserted:
            parts.append(f"之{inserted}")
        if self.paragraph is not None:
            parts.append(f"第{self.paragraph}款")
        if self.item is not None:
            parts.append(f"第{self.item}项")
        return "".join(parts)


def gist_of(version: StatuteVersion, citation: Citation) -> str:
    """Our own words on the cited place: the finest gist that covers it, or an empty text."""
    keys = [citation.article]
    if citation.paragraph is not None:
        keys.append(f"{citation.article}/{citation.paragraph}")
    if citation.item is not None:
        keys.append(f"{citation.article}/{citation.paragraph or '-'}/{citation.item}")
    return next((version.gists[key] for key in reversed(keys) if key in version.gists), "")


def version_on(statute: Statute, day: date) -> StatuteVersion | None:
    """The version in force on `day`, if any."""
    return next((version for version in statute.versions if version.holds_on(day)), None)


def version_nearest(statute: Statute, day: date) -> StatuteVersion:
    """The version in force on `day`; else the last one before it; else the first of all."""
    before = [version for version in statute.versions if version.since <= day]
    if before:
        return max(before, key=lambda version: version.since)
    return min(statute.versions, key=lambda version: version.since)
