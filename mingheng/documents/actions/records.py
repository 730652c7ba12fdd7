"""The ledger entries of this room. Papers of a folder have a chain of their own: the case's chain holds its steps only."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID

from mingheng.documents.rules.recorded import papers_chain
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import WORKER, Json, Said

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

_NOTHING: Mapping[str, Json] = MappingProxyType({})


def record_paper(
    kind: str,
    folder: UUID,
    facts: Mapping[str, Json],
    *,
    files: Sequence[str],
    by: "Officer | None",
    at: datetime,
    printed: Mapping[str, Json] = _NOTHING,
    happened: datetime | None = None,
) -> None:
    """The last statement of every act here; without `by` it was the worker's."""
    ledger.record_said(said=said_of(kind, folder, facts, files=files, by=by, at=at, printed=printed, happened=happened))


def said_of(
    kind: str,
    folder: UUID,
    facts: Mapping[str, Json],
    *,
    files: Sequence[str],
    by: "Officer | None",
    at: datetime,
    printed: Mapping[str, Json] = _NOTHING,
    happened: datetime | None = None,
) -> Said:
    """An act on a folder's papers, as the ledger records it; what is `printed` is of a person, and kept sealed."""
    who, unit = (f"o:{by.pk}", f"u:{by.unit.key}") if by else (WORKER, WORKER)
    return Said(kind, papers_chain(folder), facts, printed, who, unit, at, happened, files=tuple(files))
