"""Every read of the organisation."""

from mingheng.organisation.queries.authority import authority
from mingheng.organisation.queries.certificates import (
    CertificateView,
    certificates_of,
    events_of,
    register,
    standings,
)
from mingheng.organisation.queries.people import (
    appointments_of,
    has_administrator,
    officer_by_username,
    officers_of,
    people,
    units,
)
from mingheng.organisation.queries.sign_in import limits, name_must_wait_until, source_must_wait_until

__all__ = [
    "CertificateView",
    "appointments_of",
    "authority",
    "certificates_of",
    "events_of",
    "has_administrator",
    "limits",
    "name_must_wait_until",
    "officer_by_username",
    "officers_of",
    "people",
    "register",
    "source_must_wait_until",
    "standings",
    "units",
]
