"""Questions about reconsideration and lawsuits, and about what a lost one leaves to be done."""

from collections.abc import Iterable
from datetime import date

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.predicates.asking import Predicate
from mingheng.law.rules.predicates.outcome import AGAINST, DECISIONS, UNPUBLISHABLE, outcomes, redoing, released
from mingheng.law.rules.predicates.penalty import undecided

FINAL = {"final": ("yes",)}


def _later(acts: Iterable[Act], than: Act) -> Act | None:
    return next((a for a in acts if a.n > than.n), None)


def _owed(context: Context, party: str | None, wanted: Iterable[Act], kinds: tuple[str, ...]) -> bool:
    """Whether one of these acts has no later act of these kinds for its party."""
    return any(_later(context.live.of(kinds, party=a.party), a) is None for a in wanted)


def remedy_periods(context: Context, party: str | None) -> tuple[tuple[date, date | None], ...]:
    """From the day of each application or suit of the party to the day its result came; None while it lasts."""
    periods = []
    for began in context.live.of(("register_reconsideration", "register_lawsuit"), party=party):
        ended = _result_of(context, began)
        periods.append((began.day("applied_on") or began.happened, ended.happened if ended else None))
    return tuple(periods)


def _result_of(context: Context, began: Act) -> Act | None:
    kind = "record_reconsideration_result" if began.kind == "register_reconsideration" else "record_judgment"
    return _later((a for a in context.live.of((kind,), party=began.party) if a.has(FINAL)), began)


def _pending(context: Context, party: str | None, kind: str) -> bool:
    return any(_result_of(context, began) is None for began in context.live.of((kind,), party=party))


def reconsideration_pending(context: Context, party: str | None) -> bool | None:
    """Whether a reconsideration of the party (of the case: of some party) has no result."""
    return _pending(context, party, "register_reconsideration")


def lawsuit_pending(context: Context, party: str | None) -> bool | None:
    """Whether a lawsuit of the party (of the case: of some party) has no final judgment."""
    return _pending(context, party, "register_lawsuit")


def remedy_pending(context: Context, party: str | None) -> bool | None:
    """Whether a reconsideration or a lawsuit is under way."""
    return _pending(context, party, "register_reconsideration") or _pending(context, party, "register_lawsuit")


def no_remedy_pending(context: Context, party: str | None) -> bool | None:
    """Whether neither a reconsideration nor a lawsuit is under way."""
    return not remedy_pending(context, party)


def reconsideration_over(context: Context, party: str | None) -> bool | None:
    """Whether every reconsideration registered has its result."""
    return not reconsideration_pending(context, party)


def lawsuit_over(context: Context, party: str | None) -> bool | None:
    """Whether every lawsuit registered has its final judgment."""
    return not lawsuit_pending(context, party)


def reconsideration_unanswered(context: Context, party: str | None) -> bool | None:
    """Whether the agency still owes its answer in a reconsideration under way."""
    return reconsideration_pending(context, party) and not context.live.of(("answer_reconsideration",), party=party)


def lawsuit_unanswered(context: Context, party: str | None) -> bool | None:
    """Whether the agency still owes its answer in a lawsuit under way."""
    return lawsuit_pending(context, party) and not context.live.of(("answer_lawsuit",), party=party)


def judgment_open(context: Context, party: str | None) -> bool | None:
    """Whether the last judgment is of the first instance, may still be appealed and was not."""
    last = context.live.last("record_judgment", "register_appeal", party=party)
    return last is not None and last.kind == "record_judgment" and not last.has(FINAL)


def no_judgment_open(context: Context, party: str | None) -> bool | None:
    """Whether no judgment may be appealed."""
    return not judgment_open(context, party)


def contested(context: Context, party: str | None) -> Act | None:
    """What a remedy is against: the act in question, else the decision in effect."""
    return context.head_act if context.strand == AGAINST else context.live.last(*DECISIONS, party=party)


def decision_tested(context: Context, party: str | None) -> bool | None:
    """Whether the decision in effect (or the other act in question) went through a reconsideration or a lawsuit already."""
    decision = contested(context, party)
    results = context.live.of(("record_reconsideration_result", "record_judgment"), party=party)
    again = {"record_reconsideration_result": "withdrawn"}  # the body may take up what was withdrawn against the party's will
    return decision is not None and any(
        a.n > decision.n and a.has(FINAL) and a.facts.get("result") != again.get(a.kind) for a in results
    )


def not_reconsidered(context: Context, party: str | None) -> bool | None:
    """Whether the decision in effect was not reconsidered: the party may sue for as long as it may sue directly."""
    decision = context.live.last(*DECISIONS, party=party)
    results = [
        a for a in context.live.of(("record_reconsideration_result",), party=party) if a.facts.get("result") != "withdrawn"
    ]
    return decision is None or all(a.n < decision.n for a in results)


def first_round(context: Context, party: str | None) -> bool | None:
    """Whether the decision awaited is the first one, to which the period from filing applies."""
    if party is not None:
        return not redoing(context, party)
    return not redoing(context, None) or any(
        undecided(context, p.id) and not redoing(context, p.id) for p in context.docket.parties
    )


def unreleased(context: Context, party: str | None) -> bool | None:
    """Whether the decision on the party was not taken away for good."""
    return not released(context, party)


def accountability_owed(context: Context, party: str | None) -> bool | None:
    """Whether a decision was lost and who answers for it is not being looked into."""
    return _owed(context, party, outcomes(context, party), ("open_accountability",))


def accountability_settled(context: Context, party: str | None) -> bool | None:
    """Whether nothing lost is left to be looked into."""
    return not accountability_owed(context, party)


def compliance_owed(context: Context, party: str | None) -> bool | None:
    """Whether an opinion or an order of the body or the court awaits the agency's report."""
    results = context.live.of(("record_reconsideration_result", "record_judgment"), party=party)
    told = [a for a in results if a.has({"advice": ("yes",)}) or a.has({"result": ("ordered",), **FINAL})]
    return _owed(context, party, told, ("report_compliance",))


def compliance_settled(context: Context, party: str | None) -> bool | None:
    """Whether no report is owed."""
    return not compliance_owed(context, party)


def revocation_untold(context: Context, party: str | None) -> bool | None:
    """Whether the agency revoked a decision and has not served the party with that."""
    return _owed(context, party, context.live.of(("revoke_decision",), party=party), ("tell_revocation",))


def decision_unlawful(context: Context, party: str | None) -> bool | None:
    """Whether the decision in effect was found unlawful, though it was kept."""
    decision = context.live.last("make_decision", party=party)
    return decision is not None and _later(outcomes(context, party, ("unlawful",)), decision) is not None


def environmental_fine(context: Context, party: str | None) -> bool | None:
    """Whether the party was fined for an environmental item, so that a daily fine may follow (生态环境法典 1060)."""
    decision = context.live.last("make_decision", party=party)
    item = context.law.items.get(str(decision.facts.get("item"))) if decision else None
    return item is not None and item.environmental


def recheck_awaited(context: Context, party: str | None) -> bool | None:
    """Whether nobody has looked since the last order to correct."""
    return _owed(context, party, context.live.of(("order_correction",), party=party)[-1:], ("recheck", "follow_up"))


def publication_stale(context: Context, party: str | None) -> bool | None:
    """Whether a published decision was changed, revoked, found unlawful or void since (行政处罚法 48(2))."""
    shown = context.live.of(("publish_decision",), party=party)
    return any(_later(outcomes(context, a.party, UNPUBLISHABLE), a) is not None for a in shown)


REMEDIES: dict[str, Predicate] = {
    "accountability_owed": accountability_owed,
    "accountability_settled": accountability_settled,
    "compliance_owed": compliance_owed,
    "compliance_settled": compliance_settled,
    "decision_tested": decision_tested,
    "decision_unlawful": decision_unlawful,
    "environmental_fine": environmental_fine,
    "first_round": first_round,
    "judgment_open": judgment_open,
    "lawsuit_over": lawsuit_over,
    "lawsuit_pending": lawsuit_pending,
    "lawsuit_unanswered": lawsuit_unanswered,
    "no_judgment_open": no_judgment_open,
    "no_remedy_pending": no_remedy_pending,
    "not_reconsidered": not_reconsidered,
    "publication_stale": publication_stale,
    "recheck_awaited": recheck_awaited,
    "reconsideration_over": reconsideration_over,
    "reconsideration_pending": reconsideration_pending,
    "reconsideration_unanswered": reconsideration_unanswered,
    "redoing": redoing,
    "remedy_pending": remedy_pending,
    "revocation_untold": revocation_untold,
    "unreleased": unreleased,
}
