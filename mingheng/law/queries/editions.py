"""Editions of the lawbook: the current one, and any earlier one by the digest a case was filed under."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from pydantic import ValidationError

from mingheng.kit.once import once
from mingheng.law.models import EditionRow, LawbookEdition
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.reading import Lawbook, PartsDisagree, Row, assemble


class NoLawbook(LookupError):
    """No lawbook has been loaded yet."""


class NoSuchEdition(LookupError):
    """No edition of this digest was ever loaded."""


class LawbookAltered(RuntimeError):
    """The rows of an edition are not the ones that were loaded."""


class LawbookUnreadable(RuntimeError):
    """An edition was loaded by a program whose lawbook had another shape."""


@dataclass(frozen=True)
class EditionView:
    """When, by whom and why an edition was loaded."""

    digest: str
    loaded_at: datetime
    by: str
    reason: str


def lawbook() -> Lawbook:
    """The lawbook as last loaded. One query; the book itself is kept in the process. Raises NoLawbook."""
    newest = current_edition()
    if newest is None:
        raise NoLawbook("还没有载入法律库，请运行 mingheng law load。")
    return edition(newest.digest)


@lru_cache(maxsize=32)
def edition(digest: str) -> Lawbook:
    """The lawbook of a digest, however old.

    Raises NoSuchEdition, LawbookAltered when rows were tampered with, LawbookUnreadable when this program cannot read it.
    """
    found = LawbookEdition.objects.filter(digest=digest).order_by("-id").first()
    if found is None:
        raise NoSuchEdition(f"没有载入过摘要为 {digest} 的法律库，请从备份恢复。")
    try:
        book = assemble(_rows(found))
    except (ValidationError, PartsDisagree) as error:
        raise LawbookUnreadable(
            f"法律库 {digest[:12]} 的写法与当前程序不符，请先运行 mingheng law load；旧案仍读不出的，请换回载入它的程序版本。"
        ) from error
    if book.digest != digest:
        raise LawbookAltered(f"法律库与载入时不一致（应为 {digest}，现为 {book.digest}），请停止办案并从备份恢复。")
    return book


def procedure(key: str, digest: str, on: date | None = None) -> Procedure:
    """A procedure as an edition has it, for cases pinned to that edition. Raises NoSuchEdition or NoSuchEntry."""
    return edition(digest).procedure(key, on)


@once
def current_edition() -> EditionView | None:
    """The newest edition's particulars, or None before the first load."""
    row = LawbookEdition.objects.order_by("-id").first()
    return EditionView(row.digest, row.loaded_at, row.by, row.reason) if row else None


def editions() -> list[EditionView]:
    """Every edition there was, the newest first."""
    return [EditionView(row.digest, row.loaded_at, row.by, row.reason) for row in LawbookEdition.objects.order_by("-id")]


def rows_in_force() -> list[Row]:
    """The rows of the newest edition; none before the first load."""
    row = LawbookEdition.objects.order_by("-id").first()
    return _rows(row) if row else []


def cite_text(ref: str) -> str:
    """`xzcf/58/1/2` as 行政处罚法 第58条第1款第2项. Raises CitationRefused. Pages with many use `lawbook().cite_text`."""
    return lawbook().cite_text(ref)


def _rows(found: LawbookEdition) -> list[Row]:
    members = EditionRow.objects.filter(edition=found).select_related("row").order_by("row__kind", "row__key", "row__since")
    return [Row(m.row.kind, m.row.key, m.row.since, m.row.until, json.loads(m.row.body)) for m in members]
