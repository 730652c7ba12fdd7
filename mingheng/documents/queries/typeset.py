"""Papers made on the spot: a preview before the act, and which characters no installed font shows."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from mingheng.documents.queries.definitions import definition
from mingheng.documents.rules import Data, compose, typesetting


def fonts() -> typesetting.Press:
    """The fonts of the folders in MINGHENG_FONTS before the packaged and the installed ones; found once per process."""
    return typesetting.press(tuple(map(str, getattr(settings, "MINGHENG_FONTS", ()))))


def preview(*, key: str, data: Data, at: datetime, note: str = "审核稿") -> bytes:
    """The PDF an act would order, without number, date and place for a seal. Raises InstrumentRefused."""
    defined = definition(key)
    return typesetting.typeset(defined.template, compose(defined, data, draft=note), fonts=fonts(), at=at)


def missing_characters(texts: Iterable[str]) -> list[str]:
    """Characters of these texts that no font here shows; say so when a name is entered, not when the paper fails."""
    return typesetting.missing_characters(texts, fonts=fonts())
