"""Every read of the organisation."""

from mingheng.organisation.queries.acts import OFFICE_ROWS, ActTable, act_table, act_tables
from mingheng.organisation.queries.authority import authority
from mingheng.organisation.queries.certificates import (
    CertificateView,
    certificates_of,
    events_of,
    register,
    standings,
)
from mingheng.organisation.queries.people import (
    UnitRow,
    appointments_of,
    bureau,
    has_administrator,
    holders,
    names,
    names_by_number,
    officer_by_username,
    officers_of,
    people,
    people_and_units,
    squads,
    unit_names,
    unit_tree,
    units,
    units_besides,
)
from mingheng.organisation.queries.rolls import Rolls
from mingheng.organisation.queries.sign_in import limits, name_must_wait_until, source_must_wait_until

__all__ = [
    "OFFICE_ROWS",
    "ActTable",
    "CertificateView",
    "Rolls",
    "UnitRow",
    "act_table",
    "act_tables",
    "appointments_of",
    "authority",
    "bureau",
    "certificates_of",
    "events_of",
    "has_administrator",
    "holders",
    "limits",
    "name_must_wait_until",
    "names",
    "names_by_number",
    "officer_by_username",
    "officers_of",
    "people",
    "people_and_units",
    "register",
    "source_must_wait_until",
    "squads",
    "standings",
    "unit_names",
    "unit_tree",
    "units",
    "units_besides",
]
