"""Questions about the penalty on its way to the decision."""

from decimal import Decimal

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.items import version_on
from mingheng.law.rules.lawbook import Clause
from mingheng.law.rules.predicates.asking import Predicate
from mingheng.law.rules.predicates.outcome import released

ENDS = ("make_decision", "decide_no_penalty", "terminate_case", "approve_withdrawal")


def penalty_proposed(context: Context, party: str | None) -> Act | None:
    """The act that says what penalty is meant for the party: the decision, before it the notice, before it the discretion.

    A discretion written after the notice does not take away what the notice gave a right to.
    """
    kinds = ("make_decision", "give_notice", "explain_discretion")
    return next((act for kind in kinds if (act := context.live.last(kind, party=party)) is not None), None)


def clause_proposed(context: Context, act: Act) -> Clause | None:
    """The clause the act's `item` and `clause` facts name, in whichever text has it."""
    item = context.law.items.get(str(act.facts.get("item", "")))
    if item is None:
        return None
    dates = [d for d in (act.day("conduct_day"), act.happened) if d is not None]
    versions = [v for d in dates if (v := version_on(item, d)) is not None]
    return next((c for v in versions for c in v.clauses if c.key == act.facts.get("clause")), None)


def hearing_grade(context: Context, party: str | None) -> bool | None:
    """Whether the penalty meant for the party carries the right to a hearing (行政处罚法 63)."""
    answers = [_hearing_grade(context, p) for p in context.parties(party, party is None)]
    return True if True in answers else None if None in answers else False


def _hearing_grade(context: Context, party: str | None) -> bool | None:
    act = penalty_proposed(context, party)
    if act is None:
        return None if undecided(context, party) and not no_penalty_meant(context, party) else False
    clause = clause_proposed(context, act)
    who = "citizen" if context.is_citizen(party, act.happened) else "org"
    thresholds = {"amount": f"hearing.fine.{who}", "confiscated": f"hearing.confiscation.{who}"}
    reached = any(
        Decimal(str(act.facts.get(fact) or 0)) >= Decimal(str(context.law.value(key, act.happened).value))
        for fact, key in thresholds.items()
    )
    return bool(clause and clause.hearing) or reached


def mitigated(context: Context, party: str | None) -> bool | None:
    """Whether a fine below the statutory minimum is meant for some party (减轻处罚)."""
    for p in context.parties(party, party is None):
        acts = (penalty_proposed(context, p), context.live.last("explain_discretion", party=p))
        if any(a is not None and a.facts.get("mitigation") not in (None, "", "none") for a in acts):
            return True
    return False


def complex_or_major(context: Context, party: str | None) -> bool | None:
    """Whether the report calls the case complex or major (行政处罚法 57(2)) and a penalty is still to be decided."""
    if not penalty_meant(context, party):
        return False
    nature = context.live.fact("report_investigation", "nature")
    return None if nature is None else nature != "ordinary"


def statement_made(context: Context, party: str | None) -> bool | None:
    """Whether the party made a statement or defence."""
    return context.live.last("hear_statement", party=party) is not None


def decided(context: Context, party: str | None) -> bool | None:
    """Whether a decision, of a penalty or of none, was made for the party."""
    return context.live.last("make_decision", "decide_no_penalty", party=party) is not None


def undecided(context: Context, party: str | None) -> bool | None:
    """Whether the party (of the case: some party) still awaits a decision and the case against him goes on."""
    return any(
        not any(context.done(a) for a in context.live.of(ENDS, party=p)) and not released(context, p)
        for p in context.parties(party, party is None)
    )


def all_decided(context: Context, party: str | None) -> bool | None:
    """Whether nobody of the case still awaits a decision."""
    return bool(context.docket.parties) and not undecided(context, None)


def no_penalty_meant(context: Context, party: str | None) -> bool:
    """Whether the case is to end without a penalty for the party."""
    return context.live.last("explain_no_penalty", party=party) is not None


def penalty_meant(context: Context, party: str | None) -> bool | None:
    """Whether a penalty is meant for the party (of the case: for some party) and not decided yet."""
    return any(undecided(context, p) and not no_penalty_meant(context, p) for p in context.parties(party, party is None))


def suspected(context: Context, party: str | None) -> bool | None:
    """Whether the check of the lead found a suspected violation."""
    result = context.live.fact("check_lead", "result")
    return None if result is None else result == "suspected"


def recusal_pending(context: Context, party: str | None) -> bool | None:
    """Whether a recusal was asked for and is not decided yet (行政处罚法 43(3))."""
    return bool(recusals_pending(context))


def recusals_pending(context: Context) -> list[Act]:
    """The applications for recusal that have no decision after them."""
    decisions = context.live.of(("decide_recusal",))
    return [
        asked for asked in context.live.of(("apply_recusal",))
        if not any(d.n > asked.n and str(d.facts.get("officer")) == str(asked.facts.get("officer")) for d in decisions)
    ]  # fmt: skip


def appraisal_open(context: Context, party: str | None) -> bool | None:
    """Whether an appraisal was commissioned and its opinion has not come back."""
    return len(context.live.of(("commission_appraisal",))) > len(context.live.of(("receive_appraisal",)))


def appraisal_settled(context: Context, party: str | None) -> bool | None:
    """Whether every appraisal commissioned has come back."""
    return not appraisal_open(context, party)


PENALTY: dict[str, Predicate] = {
    "all_decided": all_decided,
    "appraisal_open": appraisal_open,
    "appraisal_settled": appraisal_settled,
    "complex_or_major": complex_or_major,
    "decided": decided,
    "hearing_grade": hearing_grade,
    "mitigated": mitigated,
    "penalty_meant": penalty_meant,
    "recusal_pending": recusal_pending,
    "statement_made": statement_made,
    "suspected": suspected,
    "undecided": undecided,
}
