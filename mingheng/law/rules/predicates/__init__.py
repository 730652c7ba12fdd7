"""Named questions about a docket that rules and clocks may ask with `when`.

Each takes the context and a party (None: the whole case) and answers True, False or None when the
docket lacks the fact. YAML names them; it never holds expressions. A module holds the questions of
one subject.
"""

from mingheng.law.rules.predicates.asking import Predicate
from mingheng.law.rules.predicates.cash import CASH_QUESTIONS
from mingheng.law.rules.predicates.course import COURSE
from mingheng.law.rules.predicates.force import FORCE
from mingheng.law.rules.predicates.hearing import HEARING, hearing_open
from mingheng.law.rules.predicates.matters import MATTERS
from mingheng.law.rules.predicates.other_acts import OTHER_ACTS
from mingheng.law.rules.predicates.payment import PAYMENT
from mingheng.law.rules.predicates.penalty import PENALTY, complex_or_major, hearing_grade, mitigated, undecided
from mingheng.law.rules.predicates.remedies import REMEDIES
from mingheng.law.rules.predicates.remedy_course import REMEDY_COURSE
from mingheng.law.rules.predicates.reports import REPORTS
from mingheng.law.rules.predicates.review import REVIEW, finished_building, grave_matter
from mingheng.law.rules.predicates.spot import SPOT
from mingheng.law.rules.predicates.transfer import TRANSFER

__all__ = [
    "MAY_LACK",
    "PREDICATES",
    "Predicate",
    "complex_or_major",
    "finished_building",
    "grave_matter",
    "hearing_grade",
    "hearing_open",
    "mitigated",
    "undecided",
]

PREDICATES: dict[str, Predicate] = {
    **CASH_QUESTIONS,
    **COURSE,
    **TRANSFER,
    **FORCE,
    **HEARING,
    **MATTERS,
    **PENALTY,
    **PAYMENT,
    **OTHER_ACTS,
    **REMEDY_COURSE,
    **REMEDIES,
    **REPORTS,
    **REVIEW,
    **SPOT,
}

MAY_LACK = frozenset({"complex_or_major", "hearing_grade", "review_triggered", "suspected"})
"""The questions that a docket may lack the facts to answer: they answer None then. Every other one answers yes or no."""
