"""Whether the district is there, and who can sign in to it."""

from mingheng.demo.rules.district import PASSWORD, district, people
from mingheng.ledger import queries as ledger
from mingheng.organisation import queries as organisation

__all__ = ["CHAIN", "PASSWORD", "SEEDED", "is_empty", "is_seeded", "logins"]

SEEDED = "demo:seeded"
CHAIN = "demo"


def is_seeded() -> bool:
    """Whether this database was filled by the demo."""
    return ledger.chain_intact(CHAIN)


def is_empty() -> bool:
    """Whether there is no unit yet, and thus nobody who could have entered anything."""
    return not organisation.units()


def logins() -> list[tuple[str, str, str, str]]:
    """Who can sign in with the demo's password: 工号, name, duty and unit, one of each duty."""
    names = {unit.key: unit.short_name for unit in district().units} | {"bureau": district().bureau.short_name}
    return [
        (person.username, person.name, person.duty.label if person.duty else "", names[person.unit])
        for person in people()
        if person.name in district().logins
    ]
