"""Questions about money: what is still owed, a deferral asked for, a surcharge that has to be decided on."""

from mingheng.law.rules.context import Context
from mingheng.law.rules.owing import (
    decided_surcharge,
    first_due,
    paid,
    payable,
    since_decision,
    spared_surcharge,
    surcharge_on,
)
from mingheng.law.rules.predicates.asking import Predicate


def fine_owed(context: Context, party: str | None) -> bool | None:
    """Whether the party still owes part of what the decision orders, and it is still to be collected."""
    return paid(context, party) < payable(context, party) and not collection_ended(context, party)


def fine_settled(context: Context, party: str | None) -> bool | None:
    """Whether nothing of what the decision orders is left to be collected."""
    return not fine_owed(context, party)


def money_owed(context: Context, party: str | None) -> bool | None:
    """Whether the party still owes part of what the decision orders, or of the surcharge decided on."""
    owed = payable(context, party) + decided_surcharge(context, party)
    return paid(context, party) < owed and not collection_ended(context, party)


def collection_ended(context: Context, party: str | None) -> bool | None:
    """Whether it was decided that nothing more is collected from the party (行政强制法 40)."""
    return bool(since_decision(context, party, "end_collection", "end_enforcement"))


def deferral_unanswered(context: Context, party: str | None) -> bool | None:
    """Whether the party's last application for deferral or instalments awaits its answer."""
    last = context.live.last("apply_deferral", "approve_deferral", party=party)
    return last is not None and last.kind == "apply_deferral"


def deferral_answered(context: Context, party: str | None) -> bool | None:
    """Whether there is no application for deferral or instalments left to answer."""
    return not deferral_unanswered(context, party)


def surcharge_open(context: Context, party: str | None) -> bool | None:
    """Whether the fine was paid late and nothing is decided about the surcharge that grew until then.

    A surcharge decided on or spared while the fine was still unpaid settles the days up to that decision, none after it.
    """
    last, due = context.live.last("record_payment", party=party), first_due(context, party)
    if last is None or due is None or due.provisional or collection_ended(context, party):
        return False
    over = paid(context, party) - payable(context, party)
    settled = decided_surcharge(context, party) + spared_surcharge(context, party)
    return over >= 0 and surcharge_on(context, party, last.happened).amount > max(over, settled)


PAYMENT: dict[str, Predicate] = {
    "collection_ended": collection_ended,
    "deferral_answered": deferral_answered,
    "deferral_unanswered": deferral_unanswered,
    "fine_owed": fine_owed,
    "fine_settled": fine_settled,
    "money_owed": money_owed,
    "surcharge_open": surcharge_open,
}
