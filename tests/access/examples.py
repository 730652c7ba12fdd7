"""Example objects for addresses that carry one.

An address `cases:case` with `<ref>` asks for the example `cases:case.ref`, else `cases:ref`. A room adds a function to
`ROOMS`; it is called once, in a database with the cast and the real lawbook, and enters what it needs by real acts.
Where an argument is one of a few words, `WORDS` lists them, and each needs rows of its own in the table.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from mingheng.organisation.rules.imports import ImportKind
from tests.cast import Cast


@dataclass(frozen=True)
class Example:
    """One object in the squad of 云汀 (`own`), its like in the squad of 石舫 (`other`), and a value nothing has."""

    own: object
    other: object
    absent: object


Examples = Mapping[str, Example]


def organisation(cast: Cast) -> Examples:
    """Somebody of each squad with his duty and his certificate."""
    mine, theirs = cast.partner, cast.other_handler
    return {
        "organisation:unit_key": Example(cast.squad.key, cast.other_squad.key, "nowhere"),
        "organisation:officer_id": Example(mine.pk, theirs.pk, 999_999_999),
        "organisation:appointment_id": Example(mine.appointments.get().pk, theirs.appointments.get().pk, 999_999_999),
        "organisation:certificate_id": Example(mine.certificates.get().pk, theirs.certificates.get().pk, 999_999_999),
    }


def law(cast: Cast) -> Examples:
    """The lawbook belongs to no unit."""
    return {
        "law:item.key": same("unapproved-works", "nothing"),
        "law:procedure.key": same("ordinary", "nothing"),
        "law:statute.key": same("xzcf", "nothing"),
        "law:ref": same("xzcf/42", "nothing/1"),
    }


def same(value: object, absent: object) -> Example:
    """An object that is nobody's."""
    return Example(value, value, absent)


ROOMS: tuple[Callable[[Cast], Examples], ...] = (organisation, law)

WORDS: Mapping[str, Iterable[str]] = {
    "organisation:kind": [kind.value for kind in ImportKind],
}
