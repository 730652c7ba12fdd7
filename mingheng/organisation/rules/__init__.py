"""Pure judgement about units, people, duties, certificates and sign-in. No Django, no database."""

from mingheng.organisation.rules.certificates import (
    Effect,
    Standing,
    State,
    certificate_state,
    speaking_certificate,
)
from mingheng.organisation.rules.duties import (
    DUTY_TITLES,
    INSIDE,
    SEES_ALL,
    Authority,
    Duty,
    Grant,
    OfficerKind,
    UnitKind,
    duties_clash,
    duty_misfit,
)
from mingheng.organisation.rules.refusals import Problem, Refused, refuse
from mingheng.organisation.rules.sign_in import Limits

__all__ = [
    "DUTY_TITLES",
    "INSIDE",
    "SEES_ALL",
    "Authority",
    "Duty",
    "Effect",
    "Grant",
    "Limits",
    "OfficerKind",
    "Problem",
    "Refused",
    "Standing",
    "State",
    "UnitKind",
    "certificate_state",
    "duties_clash",
    "duty_misfit",
    "refuse",
    "speaking_certificate",
]
