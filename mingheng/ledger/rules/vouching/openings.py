"""Openings: single facts of an entry, each with its salt, so that its holder can show that the entry commits to them.

A salt opens one field of one entry and nothing else: the key of the chain it comes from stays where it is.
"""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mingheng.ledger.rules.canonical import EntryRefused, Json
from mingheng.ledger.rules.entries import Entry
from mingheng.ledger.rules.sealing import commitment_by, salt_of
from mingheng.ledger.rules.tree.encodings import from_base64

_SALT = 32  # bytes


@dataclass(frozen=True, slots=True)
class Opening:
    """One fact as it was recorded, and the salt of its commitment."""

    name: str
    value: Json
    salt: bytes

    def opens(self, entry: Entry) -> bool:
        """Whether the entry commits to exactly this value under this name."""
        try:
            return entry.commitments.get(self.name) == commitment_by(self.salt, self.name, self.value)
        except EntryRefused:
            return False


def openings_of(entry: Entry, key: bytes, values: Mapping[str, Json]) -> tuple[Opening, ...]:
    """An opening of each of these values, by the key of the entry's chain, in the order of their names."""
    return tuple(Opening(name, value, salt_of(key, entry.blind, name)) for name, value in sorted(values.items()))


def written(openings: Iterable[Opening]) -> dict[str, Json]:
    """Openings as they are written: for each name the salt in base64 and the value."""
    return {one.name: [base64.b64encode(one.salt).decode(), one.value] for one in openings}


def read_openings(said: object) -> tuple[Opening, ...]:
    """Openings out of what was written. Raises ValueError."""
    if not isinstance(said, dict):
        raise ValueError("openings are an object")  # noqa: TRY004  # what was written is wrong, not the program
    return tuple(_opening(name, pair) for name, pair in said.items())


def _opening(name: str, pair: Any) -> Opening:
    match pair:
        case [str() as text, value]:
            try:
                salt = from_base64(text)
            except ValueError as reason:
                raise ValueError("a salt is base64") from reason
            if len(salt) == _SALT:
                return Opening(name, value, salt)
    raise ValueError("an opening is a salt and a value")
