"""Matters out of the database: the engine's values from rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from mingheng.kit.dates import SHANGHAI, day_of
from mingheng.law import queries as law
from mingheng.law.rules.docket import Act, Docket, Standing
from mingheng.ledger import queries as ledger
from mingheng.supervision.models import MATTER_CHAIN, Matter, MatterAct
from mingheng.supervision.rules.matters import SYSTEM


@dataclass(frozen=True)
class MatterRead:
    """A docket as it was read, with the rows it was read from."""

    docket: Docket
    rows: Sequence[MatterAct] = ()

    def taken_as(self, token: UUID | None) -> MatterAct | None:
        """The act that a form of this token was taken as."""
        return next((row for row in self.rows if token is not None and row.token == token), None)


def unwritten(matter: Matter) -> Docket:
    """The docket of a matter that has no act yet."""
    procedure = law.procedure(matter.procedure, matter.edition, day_of(matter.opened_at))
    return Docket(procedure, (), (), matter.first_unit)


def matter_read(matter: Matter) -> MatterRead:
    """The docket with its rows, sealed facts opened. Erased facts are absent from their acts. Three queries."""
    rows = list(MatterAct.objects.filter(matter=matter).order_by("n"))
    sealed = ledger.unseal_chain(f"{MATTER_CHAIN}{matter.id}") if rows else {}
    bare = unwritten(matter)
    acts = tuple(act_of(row, sealed.get(row.n, {})) for row in rows)
    return MatterRead(Docket(bare.procedure, (), acts, bare.unit), rows)


def bare_docket(matter: Matter, rows: Sequence[MatterAct]) -> Docket:
    """The docket of these acts without what is sealed: enough for its periods and its course."""
    bare = unwritten(matter)
    return Docket(bare.procedure, (), tuple(act_of(row, {}) for row in rows), bare.unit)


def taken_as(token: UUID | None) -> MatterAct | None:
    """The act that a form of this token was taken as, in whatever matter."""
    return MatterAct.objects.select_related("matter").filter(token=token).first() if token else None


def act_of(row: MatterAct, sealed: Any) -> Act:
    """An act's row with its sealed facts as the engine's act."""
    return Act(
        n=row.n, kind=row.act, by=row.by_id or SYSTEM, at=row.at.astimezone(SHANGHAI), happened=row.happened,
        happened_at=row.happened_at.astimezone(SHANGHAI) if row.happened_at else None,
        facts=MappingProxyType({**row.facts, **sealed}),
        people=MappingProxyType({p["id"]: Standing(**p) for p in row.people}),
    )  # fmt: skip
