"""The ledger entries of this room. Papers of a folder have a chain of their own: the case's chain holds its steps only."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import Json

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

WORKER = "s:worker"


def papers_chain(folder: UUID) -> str:
    """The ledger chain of a folder's papers."""
    return f"papers:{folder}"


def record_paper(
    kind: str, folder: UUID, facts: Mapping[str, Json], *, files: Sequence[str], by: "Officer | None", at: datetime
) -> None:
    """The last statement of every act here; without `by` it was the worker's."""
    ledger.record(
        kind=kind, chain=papers_chain(folder), facts=facts, personal={}, files=files, at=at, happened=None,
        by=f"o:{by.pk}" if by else WORKER, unit=f"u:{by.unit.key}" if by else WORKER,
    )  # fmt: skip
