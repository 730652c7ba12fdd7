"""Questions about reconsideration and lawsuits against acts other than the decision: a seizure, an order, an enforcement."""

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.holdings import holdings
from mingheng.law.rules.predicates.asking import Predicate
from mingheng.law.rules.predicates.outcome import AGAINST, taken_away
from mingheng.law.rules.predicates.remedies import (
    accountability_owed,
    compliance_owed,
    lawsuit_pending,
    reconsideration_pending,
    remedy_pending,
)


def about_other_act(context: Context, party: str | None) -> bool | None:
    """Whether the matter is one act other than the decision."""
    return context.strand == AGAINST


def about_decision(context: Context, party: str | None) -> bool | None:
    """Whether the matter is the decision."""
    return not about_other_act(context, party)


def other_act_not_reconsidered(context: Context, party: str | None) -> bool | None:
    """Whether the matter is another act and that was not reconsidered: it may be sued against directly."""
    results = context.live.of(("record_reconsideration_result",), party=party)
    return bool(about_other_act(context, party)) and all(a.facts.get("result") == "withdrawn" for a in results)


def of_other_acts(asked: Predicate) -> Predicate:
    """The question whether something holds of the remedies against some other act."""

    def of_some(context: Context, party: str | None) -> bool | None:
        return any(asked(way, party) for way in context.every(AGAINST, party) if way.head is not None)

    return of_some


def seizures_overturned(context: Context, party: str | None) -> tuple[Act, ...]:
    """The seizures still in effect that were annulled or found void: what was taken goes back (行政强制法 28)."""
    held = context.whole.of(("seize",), party=party)
    return tuple(a for a in held if taken_away(context.about(AGAINST, str(a.n)), a.party) is not None)


def seizure_overturned(context: Context, party: str | None) -> bool | None:
    """Whether a seizure was annulled and not lifted yet."""
    return bool(seizures_overturned(context, party))


def overturned_goods_kept(context: Context, party: str | None) -> bool | None:
    """Whether something released of an annulled seizure still lies in the store."""
    return any(
        now.released and taken_away(context.about(AGAINST, str(head.n)), head.party) is not None
        for head, now in holdings(context.docket, party)
    )


other_remedy_pending = of_other_acts(remedy_pending)

OTHER_ACTS: dict[str, Predicate] = {
    "about_decision": about_decision,
    "about_other_act": about_other_act,
    "other_accountability_owed": of_other_acts(accountability_owed),
    "other_act_not_reconsidered": other_act_not_reconsidered,
    "other_compliance_owed": of_other_acts(compliance_owed),
    "other_lawsuit_pending": of_other_acts(lawsuit_pending),
    "other_reconsideration_pending": of_other_acts(reconsideration_pending),
    "overturned_goods_kept": overturned_goods_kept,
    "seizure_overturned": seizure_overturned,
}
