"""Rules that fit no generic kind, by the name the lawbook calls them."""

from mingheng.law.rules.grades import grade_of, measures_of
from mingheng.law.rules.specials.acting import ACTING
from mingheng.law.rules.specials.age import AGE
from mingheng.law.rules.specials.amounts import (
    in_grade,
    in_range,
    same_as,
    text_applied,
)
from mingheng.law.rules.specials.centre import reserved, returned_with_points, reviewer_elsewhere, reviewer_fit
from mingheng.law.rules.specials.concurrence import CONCURRENCE
from mingheng.law.rules.specials.conduct import (
    conduct_in_order,
    order_reached,
    refused_first,
    report_covers,
    review_complete,
    within_limitation,
)
from mingheng.law.rules.specials.course import COURSE
from mingheng.law.rules.specials.following import FOLLOWING
from mingheng.law.rules.specials.force import FORCE
from mingheng.law.rules.specials.goods import GOODS
from mingheng.law.rules.specials.hearing import HEARING
from mingheng.law.rules.specials.holdings import HOLDINGS
from mingheng.law.rules.specials.no_penalty import NO_PENALTY
from mingheng.law.rules.specials.notice import (
    answer_honoured,
    hearing_day_kept,
    hearing_right_told,
    not_heavier_for_defence,
    points_answered,
)
from mingheng.law.rules.specials.other_acts import OTHER_ACTS
from mingheng.law.rules.specials.payments import PAYMENTS
from mingheng.law.rules.specials.people import (
    chair_qualified,
    identity_checks,
    not_recused,
    recusal_applied,
    reviewer_qualified,
    taker_certified,
)
from mingheng.law.rules.specials.powers import POWERS
from mingheng.law.rules.specials.presence import PRESENCE, apart
from mingheng.law.rules.specials.proofs import PROOFS
from mingheng.law.rules.specials.receivers import RECEIVERS
from mingheng.law.rules.specials.remedies import (
    judgment_final,
    not_the_same_again,
    not_worse,
    reconsidered_first,
    remedy_days,
    result_complete,
)
from mingheng.law.rules.specials.remedy_course import REMEDY_COURSE
from mingheng.law.rules.specials.review import REVIEW
from mingheng.law.rules.specials.scope import SCOPE
from mingheng.law.rules.specials.service import SERVICE
from mingheng.law.rules.specials.signed import SIGNED
from mingheng.law.rules.specials.slips import Slip, clerical_only, slips
from mingheng.law.rules.specials.spot import SPOT
from mingheng.law.rules.specials.timing import TIMING
from mingheng.law.rules.specials.told import Special, finding
from mingheng.law.rules.specials.transfer import TRANSFER

__all__ = [
    "SPECIALS", "Slip", "Special", "apart", "finding", "grade_of", "in_range", "measures_of", "slips", "text_applied",
]  # fmt: skip

SPECIALS: dict[str, Special] = {
    **ACTING,
    **COURSE,
    **POWERS,
    **TRANSFER,
    **FORCE,
    **GOODS,
    **CONCURRENCE,
    **HEARING,
    **REVIEW,
    **SPOT,
    **AGE,
    **NO_PENALTY,
    **PRESENCE,
    **PROOFS,
    **RECEIVERS,
    **SCOPE,
    **TIMING,
    **FOLLOWING,
    **HOLDINGS,
    **OTHER_ACTS,
    **REMEDY_COURSE,
    **PAYMENTS,
    **SERVICE,
    **SIGNED,
    "answer_honoured": answer_honoured,
    "chair_qualified": chair_qualified,
    "clerical_only": clerical_only,
    "conduct_in_order": conduct_in_order,
    "hearing_day_kept": hearing_day_kept,
    "hearing_right_told": hearing_right_told,
    "identity_checks": identity_checks,
    "in_grade": in_grade,
    "in_range": in_range,
    "judgment_final": judgment_final,
    "not_heavier_for_defence": not_heavier_for_defence,
    "not_recused": not_recused,
    "not_the_same_again": not_the_same_again,
    "not_worse": not_worse,
    "order_reached": order_reached,
    "points_answered": points_answered,
    "reconsidered_first": reconsidered_first,
    "recusal_applied": recusal_applied,
    "refused_first": refused_first,
    "remedy_days": remedy_days,
    "report_covers": report_covers,
    "result_complete": result_complete,
    "review_complete": review_complete,
    "reserved": reserved,
    "returned_with_points": returned_with_points,
    "reviewer_elsewhere": reviewer_elsewhere,
    "reviewer_fit": reviewer_fit,
    "reviewer_qualified": reviewer_qualified,
    "same_as": same_as,
    "taker_certified": taker_certified,
    "within_limitation": within_limitation,
}
