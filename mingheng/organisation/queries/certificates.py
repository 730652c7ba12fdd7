"""Certificates as of a day: the standing of people, and the register with states."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from mingheng.organisation.models import Certificate, CertificateEvent, Officer
from mingheng.organisation.rules.certificates import Standing, State, certificate_state, speaking_certificate
from mingheng.organisation.rules.duties import OfficerKind


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate with its state on the day asked for."""

    id: int
    number: str
    officer_id: int
    name: str
    unit_name: str
    valid_from: date
    valid_until: date
    state: State


def standings(ids: Iterable[int], on: date) -> dict[int, Standing]:
    """The standing of each of these people on day `on`; an id that does not exist is absent. One query."""
    rows = (
        Officer.objects.filter(pk__in=list(ids))
        .order_by("pk")
        .values_list(
            "pk",
            "name",
            "kind",
            "legal_qualification_since",
            "unit__key",
            "unit__short_name",
            "certificates__number",
            "certificates__valid_from",
            "certificates__valid_until",
            _last_effect("certificates", on),
        )
    )
    people: dict[int, tuple[str, str, date | None, str, str]] = {}
    held: dict[int, list[tuple[str, State, date]]] = defaultdict(list)
    for pk, name, kind, qualified_since, unit, unit_name, number, start, end, effect in rows:
        people[pk] = (name, kind, qualified_since, unit, unit_name)
        if number is not None:
            held[pk].append((number, certificate_state(start, end, effect, on), start))
    return {pk: standing_of(pk, *person, held[pk], on) for pk, person in people.items()}


def register(*, on: date, unit_keys: frozenset[str] | None = None, text: str = "") -> list[CertificateView]:
    """All certificates with their state on day `on`, by name; `unit_keys` None means every unit."""
    rows = Certificate.objects.select_related("officer__unit").annotate(effect=_last_effect(None, on))
    if unit_keys is not None:
        rows = rows.filter(officer__unit__key__in=unit_keys)
    if text:
        rows = rows.filter(officer__name__icontains=text) | rows.filter(number__icontains=text)
    return [_view(row, row.effect, on) for row in rows.order_by("officer__name_key", "officer_id", "-valid_from")]


def certificates_of(officer_id: int, on: date) -> list[CertificateView]:
    """One person's certificates, newest first, with their state on day `on`."""
    rows = Certificate.objects.filter(officer_id=officer_id).select_related("officer__unit")
    return [_view(row, row.effect, on) for row in rows.annotate(effect=_last_effect(None, on))]


def events_of(certificate_ids: Sequence[int]) -> list[CertificateEvent]:
    """What befell these certificates, in order of day."""
    return list(CertificateEvent.objects.filter(certificate_id__in=certificate_ids).select_related("by", "certificate"))


def _last_effect(path: str | None, on: date) -> Subquery:
    certificate = OuterRef(f"{path}__pk" if path else "pk")
    events = CertificateEvent.objects.filter(certificate=certificate, since__lte=on)
    return Subquery(events.order_by("-since", "-id").values("effect")[:1])


def _view(row: Certificate, effect: str | None, on: date) -> CertificateView:
    return CertificateView(
        row.pk,
        row.number,
        row.officer_id,
        row.officer.name,
        row.officer.unit.short_name,
        row.valid_from,
        row.valid_until,
        certificate_state(row.valid_from, row.valid_until, effect, on),
    )


def standing_of(
    pk: int,
    name: str,
    kind: str,
    qualified_since: date | None,
    unit: str,
    unit_name: str,
    held: list[tuple[str, State, date]],
    on: date,
) -> Standing:
    """The standing that follows from a person's register row and certificates."""
    auxiliary = kind == OfficerKind.AUXILIARY
    number, state = speaking_certificate(held, auxiliary=auxiliary)
    qualified = qualified_since is not None and qualified_since <= on
    return Standing(pk, name, unit, unit_name, number, state, auxiliary, qualified)
