"""What every act of this room ends with, and the lock it begins with."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from mingheng.kit.alone import hold_name
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import Json, Said

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


def chain_of(folder: UUID) -> str:
    """The folder's chain for evidence; the case's own chain holds its steps only."""
    return f"evidence:{folder}"


def hold_folder(folder: UUID) -> None:
    """Until the transaction ends nobody else numbers or judges evidence of this folder."""
    hold_name(f"evidence:{folder}")


def said_of(
    kind: str,
    folder: UUID,
    *,
    facts: Mapping[str, Json],
    personal: Mapping[str, Json],
    by: "Officer",
    at: datetime,
    happened: datetime | None = None,
    files: Sequence[str] = (),
) -> Said:
    """The act's entry in the chain of the folder's evidence."""
    return Said(kind, chain_of(folder), facts, personal, f"o:{by.pk}", f"u:{by.unit.key}", at, happened, files=tuple(files))


def write_down(said: Said) -> None:
    """The last statement of an act."""
    ledger.record_said(said=said)
