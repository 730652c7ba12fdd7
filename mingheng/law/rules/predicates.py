"""Named questions about a docket that rules and clocks may ask with `when`.

Each takes the context and a party (None: the whole case) and answers True, False or None when the
docket lacks the fact. YAML names them; it never holds expressions.
"""

from collections.abc import Callable
from decimal import Decimal

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.items import version_on
from mingheng.law.rules.lawbook import Clause

Predicate = Callable[[Context, str | None], bool | None]


def penalty_proposed(context: Context, party: str | None) -> Act | None:
    """The act that last said what penalty is meant for the party: decision, notice or discretion."""
    return context.live.last("make_decision", "give_notice", "explain_discretion", party=party)


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
        return None
    clause = clause_proposed(context, act)
    who = "citizen" if context.is_citizen(party, act.happened) else "org"
    threshold = Decimal(str(context.law.value(f"hearing.fine.{who}", act.happened).value))
    sums = [Decimal(str(act.facts.get(f) or 0)) for f in ("amount", "confiscated")]
    return bool(clause and clause.hearing) or any(s >= threshold for s in sums)


def mitigated(context: Context, party: str | None) -> bool | None:
    """Whether a fine below the statutory minimum is meant for some party (减轻处罚)."""
    for p in context.parties(party, party is None):
        act = penalty_proposed(context, p)
        if act is not None and act.facts.get("mitigation") not in (None, "", "none"):
            return True
    return False


def complex_or_major(context: Context, party: str | None) -> bool | None:
    """Whether the report calls the case complex or major (行政处罚法 57(2))."""
    nature = context.live.fact("report_investigation", "nature")
    return None if nature is None else nature != "ordinary"


def review_triggered(context: Context, party: str | None) -> bool | None:
    """Whether legal review is required before the decision (行政处罚法 58; Shanghai's list, CF-72)."""
    answers = (hearing_grade(context, None), mitigated(context, None), complex_or_major(context, None))
    return True if True in answers else None if None in answers else False


def hearing_requested(context: Context, party: str | None) -> bool | None:
    return context.live.last("request_hearing", party=party) is not None


def statement_made(context: Context, party: str | None) -> bool | None:
    return context.live.last("hear_statement", party=party) is not None


def penalised(context: Context, party: str | None) -> bool | None:
    """Whether a penalty (not a no-penalty decision) was decided for the party."""
    return context.live.last("make_decision", party=party) is not None


def fine_due(context: Context, party: str | None) -> bool | None:
    """Whether the decision orders the party to pay."""
    act = context.live.last("make_decision", party=party)
    return act is not None and Decimal(str(act.facts.get("amount") or 0)) > 0


def unfounded(context: Context, party: str | None) -> bool | None:
    """Whether the check of the lead found no ground to open a case."""
    result = context.live.fact("check_lead", "result")
    return None if result is None else result != "suspected"


def suspected(context: Context, party: str | None) -> bool | None:
    """Whether the check of the lead found a suspected violation."""
    result = context.live.fact("check_lead", "result")
    return None if result is None else result == "suspected"


PREDICATES: dict[str, Predicate] = {
    "complex_or_major": complex_or_major,
    "fine_due": fine_due,
    "hearing_grade": hearing_grade,
    "hearing_requested": hearing_requested,
    "mitigated": mitigated,
    "penalised": penalised,
    "review_triggered": review_triggered,
    "statement_made": statement_made,
    "suspected": suspected,
    "unfounded": unfounded,
}
