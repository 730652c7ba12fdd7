"""Every write of the organisation. Each act is atomic and ends with its entry in the ledger."""

from mingheng.organisation.actions.certificates import change_certificate, issue_certificate
from mingheng.organisation.actions.duties import appoint, end_appointment
from mingheng.organisation.actions.imports import import_lines, preview_import
from mingheng.organisation.actions.passwords import (
    change_password,
    choose_password,
    create_first_administrator,
    issue_codes,
)
from mingheng.organisation.actions.people import add_person, change_person, retire_person, return_person
from mingheng.organisation.actions.sign_in import sign_in, sign_out
from mingheng.organisation.actions.units import add_unit, change_unit, close_unit

__all__ = [
    "add_person",
    "add_unit",
    "appoint",
    "change_certificate",
    "change_password",
    "change_person",
    "change_unit",
    "choose_password",
    "close_unit",
    "create_first_administrator",
    "end_appointment",
    "import_lines",
    "issue_certificate",
    "issue_codes",
    "preview_import",
    "retire_person",
    "return_person",
    "sign_in",
    "sign_out",
]
