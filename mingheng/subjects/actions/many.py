"""Entering many parties in one go: the rows and entries that `register_party` makes of the same, in the same order."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from mingheng.kit.copying import copy_models
from mingheng.kit.dates import day_of
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import Json, Said
from mingheng.subjects.actions.register import details_of, index, said_of, spoken
from mingheng.subjects.models import Party
from mingheng.subjects.rules import Details, changed, check

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


class Register:
    """The register held open within another act's transaction; nothing is written before `close`.

    `numbers` are the identity numbers that may come: their rows are locked at once. A number that another act enters
    meanwhile raises IntegrityError at the close.
    """

    def __init__(self, numbers: Iterable[str]) -> None:
        there = Party.objects.select_for_update().filter(identity_number__in={n for n in numbers if n}).order_by("id")
        self._known = {(p.identity_kind, p.identity_number): p for p in there}
        self._fresh: list[Party] = []
        self._new: set[str] = set()
        self._updated: dict[object, Party] = {}
        self._said: list[Said] = []

    def enter(self, details: Details, *, by: "Officer", at: datetime) -> Party:
        """As `register_party`. Raises PartyRefused."""
        checked = check(details, today=day_of(at))
        key = (checked.identity_kind, checked.identity_number)
        party = self._known.get(key) if checked.identity_number else None
        if party is None:
            return self._add(checked, by, at)
        news = changed(details_of(party), checked)
        for field, (_, after) in news.items():
            setattr(party, field, after)
        if news:
            pairs: dict[str, Json] = {field: [before, after] for field, (before, after) in news.items()}
            self._said.append(said_of("party.updated", party.id, {"changed": sorted(news)}, pairs, by, at))
            self._updated[party.id] = party
        return party

    def is_new(self, party_id: str) -> bool:
        """Whether the party entered the register with this batch."""
        return party_id in self._new

    def close(self) -> None:
        """Write what was entered."""
        fresh = {party.id for party in self._fresh}
        for party in [*self._fresh, *self._updated.values()]:
            index(party, written=party.id in fresh)
        copy_models(Party, self._fresh)
        for pk, party in self._updated.items():
            if pk not in fresh:
                party.save()
        ledger.record_many(acts=self._said)

    def _add(self, details: Details, by: "Officer", at: datetime) -> Party:
        named = {name: getattr(details, name) for name in Details.__slots__}
        party = Party(id=uuid4(), registered_at=at, **named)
        self._fresh.append(party)
        self._new.add(str(party.id))
        if details.identity_number:
            self._known[details.identity_kind, details.identity_number] = party
        self._said.append(said_of("party.registered", party.id, {"kind": details.kind}, spoken(details), by, at))
        return party
