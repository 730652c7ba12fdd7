"""What is reviewed by its name: a case, or a complaint with the case that was filed about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mingheng.cases.queries.acted import cases_named
from mingheng.law.rules.plans import Subject
from mingheng.law.rules.standards import About
from mingheng.supervision.queries.complaints.register import current
from mingheng.supervision.queries.squads import squads_now

if TYPE_CHECKING:
    from mingheng.cases.models import Case


@dataclass(frozen=True)
class Thing:
    """Something to be reviewed: its case, if it has one; what it is, where it is not a case; and the unit that answers for it."""

    case: "Case | None"
    subject: str
    unit: str

    def __str__(self) -> str:
        return self.subject or str(self.case)


def thing_of(case: "Case") -> Thing:
    """A case as something to be reviewed."""
    return Thing(case, "", case.unit)


def things_named(standard: str, names: Sequence[str], on: date) -> Mapping[str, Thing]:
    """What these names stand for under a standard; what there is not is left out. One query, for complaints four."""
    if standard != About.COMPLAINT:
        return {name: thing_of(case) for name, case in cases_named(names).items()}
    rows, squads = {row.number: row for row in current().filter(number__in=names)}, squads_now()
    cases = cases_named([row.case for row in rows.values() if row.case])
    return {
        name: Thing(cases.get(rows[name].case), name, squads.holder(rows[name].unit, on))
        for name in dict.fromkeys(names)
        if name in rows
    }


def cases_of(subject: Subject, members: Sequence[str]) -> dict[str, str]:
    """The case of each member of a list of this subject, by member. One query for complaints, else none."""
    if subject is not Subject.COMPLAINTS:
        return {member: member for member in members}
    return dict(current().filter(number__in=members).exclude(case="").values_list("number", "case"))
