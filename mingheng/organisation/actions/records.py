"""What every act of this room ends with: on what authority it was done, and its entry in the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mingheng.kit.dates import day_of
from mingheng.ledger.actions import record
from mingheng.ledger.rules import Json
from mingheng.organisation import queries
from mingheng.organisation.models import Officer, Unit
from mingheng.organisation.rules import Duty, refuse


@dataclass(frozen=True, slots=True)
class Mandate:
    """Who acts, from which unit, by which appointment, as the ledger names them."""

    by: str
    unit: str
    grant: str = ""


def own_mandate(officer: Officer) -> Mandate:
    """Somebody acting in his own matter: signing in, changing his password."""
    return Mandate(f"o:{officer.pk}", f"u:{officer.unit.key}")


def mandate_for(by: Officer, duty: Duty, unit: Unit, at: datetime) -> Mandate:
    """The appointment by which `by` may act on that unit today; raises Refused when there is none."""
    held = queries.authority(by, day_of(at))
    grant = held.grant_for(duty, unit.key)
    if grant is None:
        raise refuse("", f"这件事要由{unit.short_name}或其上级单位的{duty.label}办理", f"请找{duty.label}")
    return Mandate(f"o:{by.pk}", f"u:{held.unit_key}", f"g:{grant.id}")


def unit_chain(unit: Unit) -> str:
    """The ledger chain of a unit."""
    return f"org:{unit.key}"


def person_chain(officer: Officer) -> str:
    """The ledger chain of a person."""
    return f"person:{officer.pk}"


def write_down(
    kind: str,
    chain: str,
    content: Mapping[str, Json],
    *,
    mandate: Mandate,
    at: datetime,
    happened: datetime | None = None,
) -> None:
    """The act's entry; the content is sealed so that it can be read again and, by law, destroyed."""
    record(
        kind=kind,
        chain=chain,
        facts={},
        personal=content,
        by=mandate.by,
        unit=mandate.unit,
        grant=mandate.grant,
        at=at,
        happened=happened,
    )
