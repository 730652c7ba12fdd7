"""Questions about what brings a case before a legal review, and about a review sent back (行政处罚法 58; Shanghai's list)."""

from mingheng.law.rules.context import Context
from mingheng.law.rules.grades import outside_grades
from mingheng.law.rules.predicates.asking import Predicate
from mingheng.law.rules.predicates.penalty import (
    clause_proposed,
    complex_or_major,
    hearing_grade,
    mitigated,
    penalty_meant,
    penalty_proposed,
    undecided,
)
from mingheng.law.rules.returns import points_to_mend


def grave_matter(context: Context, party: str | None) -> bool | None:
    """Whether the report says it touches public interest, several legal relations, or another ground of the law."""
    ground = context.live.fact("report_investigation", "review_ground")
    return bool(penalty_meant(context, party)) and ground not in (None, "", "none")


def finished_building(context: Context, party: str | None) -> bool | None:
    """Whether a building to be pulled down is finished: so unless the report says it is being built."""
    for p in context.parties(party, party is None):
        act = penalty_proposed(context, p) if undecided(context, p) else None
        clause = clause_proposed(context, act) if act else None
        if clause is not None and clause.demolition:
            return str(context.live.fact("report_investigation", "building")) != "in_progress"
    return False


def outside_tier(context: Context, party: str | None) -> bool | None:
    """Whether a fine outside the benchmark's grades is meant for the party (CL-05)."""
    meant = context.live.last("explain_discretion", party=party)
    return meant is not None and outside_grades(context, meant)


def review_triggered(context: Context, party: str | None) -> bool | None:
    """Whether legal review is required before the decision (行政处罚法 58; Shanghai's list, CF-72)."""
    awaiting = [p for p in context.parties(None, True) if undecided(context, p)]
    answers = [asked(context, None) for asked in (complex_or_major, grave_matter)]
    answers += [asked(context, p) for p in awaiting for asked in (hearing_grade, mitigated, finished_building, outside_tier)]
    return True if True in answers else None if None in answers else False


def review_returned(context: Context, party: str | None) -> bool | None:
    """Whether the last legal review sent the case back with points to mend."""
    return bool(points_to_mend(context.docket))


REVIEW: dict[str, Predicate] = {
    "finished_building": finished_building,
    "grave_matter": grave_matter,
    "outside_tier": outside_tier,
    "review_returned": review_returned,
    "review_triggered": review_triggered,
}
