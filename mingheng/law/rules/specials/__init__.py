"""Rules that fit no generic kind, by the name the lawbook calls them."""

from mingheng.law.rules.specials.acting import ACTING
from mingheng.law.rules.specials.amounts import (
    grade_of,
    in_grade,
    in_range,
    measures_of,
    not_overpaid,
    paid_in_full,
    same_as,
    text_applied,
)
from mingheng.law.rules.specials.conduct import (
    rectified,
    refused_first,
    report_covers,
    review_complete,
    within_limitation,
)
from mingheng.law.rules.specials.force import FORCE
from mingheng.law.rules.specials.hearing import HEARING
from mingheng.law.rules.specials.notice import (
    answer_honoured,
    hearing_day_kept,
    hearing_right_told,
    not_heavier_for_defence,
    points_answered,
    service_proved,
)
from mingheng.law.rules.specials.people import (
    chair_qualified,
    collective,
    not_recused,
    recusal_applied,
    reviewer_qualified,
    taker_certified,
)
from mingheng.law.rules.specials.slips import Slip, clerical_only, slips
from mingheng.law.rules.specials.told import Special, finding, letters

__all__ = [
    "SPECIALS", "Slip", "Special", "finding", "grade_of", "in_range", "letters", "measures_of", "slips", "text_applied",
]  # fmt: skip

SPECIALS: dict[str, Special] = {
    **ACTING,
    **FORCE,
    **HEARING,
    "answer_honoured": answer_honoured,
    "chair_qualified": chair_qualified,
    "clerical_only": clerical_only,
    "collective": collective,
    "hearing_day_kept": hearing_day_kept,
    "hearing_right_told": hearing_right_told,
    "in_grade": in_grade,
    "in_range": in_range,
    "not_heavier_for_defence": not_heavier_for_defence,
    "not_overpaid": not_overpaid,
    "not_recused": not_recused,
    "paid_in_full": paid_in_full,
    "points_answered": points_answered,
    "rectified": rectified,
    "recusal_applied": recusal_applied,
    "refused_first": refused_first,
    "report_covers": report_covers,
    "review_complete": review_complete,
    "reviewer_qualified": reviewer_qualified,
    "same_as": same_as,
    "service_proved": service_proved,
    "taker_certified": taker_certified,
    "within_limitation": within_limitation,
}
