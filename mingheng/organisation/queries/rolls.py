"""Standings and duties of the whole staff on any day, read once: for acts that touch thousands of days at a time."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from mingheng.organisation.models import Appointment, Certificate, CertificateEvent, Officer
from mingheng.organisation.queries.authority import authority
from mingheng.organisation.queries.certificates import standing_of
from mingheng.organisation.rules.certificates import Standing, certificate_state
from mingheng.organisation.rules.duties import Authority


class Rolls:
    """The register as it is now, asked about any day; what is registered later it does not know."""

    def __init__(self) -> None:
        self.officers = {o.pk: o for o in Officer.objects.select_related("unit")}
        self._held: dict[int, list[Certificate]] = defaultdict(list)
        for certificate in Certificate.objects.order_by("pk"):
            self._held[certificate.officer_id].append(certificate)
        self._events: dict[int, list[CertificateEvent]] = defaultdict(list)
        for event in CertificateEvent.objects.order_by("since", "id"):
            self._events[event.certificate_id].append(event)
        self._turns: dict[int, list[date]] = {pk: [] for pk in self.officers}
        for officer, since, until in Appointment.objects.values_list("officer_id", "since", "until"):
            self._turns[officer] += [day for day in (since, until) if day]
        self._turns = {pk: sorted(days) for pk, days in self._turns.items()}
        self._standings: dict[tuple[int, date], Standing] = {}
        self._authorities: dict[tuple[int, int], Authority] = {}

    def standings(self, ids: Iterable[int], on: date) -> dict[int, Standing]:
        """As `queries.standings`, in the same order."""
        return {pk: self._standing(pk, on) for pk in sorted(set(ids) & self.officers.keys())}

    def authority(self, officer: int, on: date) -> Authority:
        """As `queries.authority`: it changes only on days on which an appointment begins or ends."""
        key = officer, bisect_right(self._turns[officer], on)
        if key not in self._authorities:
            self._authorities[key] = authority(self.officers[officer], on)
        return self._authorities[key]

    def _standing(self, pk: int, on: date) -> Standing:
        if (pk, on) not in self._standings:
            found = self.officers[pk]
            held = [
                (c.number, certificate_state(c.valid_from, c.valid_until, self._effect(c.pk, on), on), c.valid_from)
                for c in self._held[pk]
            ]
            about = (found.name, found.kind, found.legal_qualification_since, found.unit.key, found.unit.short_name)
            self._standings[pk, on] = standing_of(pk, *about, held, on)
        return self._standings[pk, on]

    def _effect(self, certificate: int, on: date) -> str | None:
        return next((e.effect for e in reversed(self._events[certificate]) if e.since <= on), None)
