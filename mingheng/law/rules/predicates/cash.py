"""Questions about fines collected on the spot."""

from decimal import Decimal

from mingheng.law.rules.context import Context
from mingheng.law.rules.predicates.asking import Predicate
from mingheng.law.rules.predicates.payment import fine_owed

CASH = ("small", "hard", "remote")


def cash_collected(context: Context, party: str | None) -> bool | None:
    """Whether money was taken from the party on the spot."""
    return context.live.last("collect_cash", party=party) is not None


def cash_to_collect(context: Context, party: str | None) -> bool | None:
    """Whether the decision says that the fine is collected on the spot, and it is still owed."""
    decision = context.live.last("make_decision", party=party)
    meant = decision is not None and decision.facts.get("payment") in CASH
    return meant and not cash_collected(context, party) and fine_owed(context, party)


def made_on_spot(context: Context) -> bool:
    """Whether the case is decided on the spot: small sums may be collected there only then (行政处罚法 68)."""
    return context.live.last("establish_facts") is not None


def sum_of(value: object) -> Decimal:
    """A sum of a fact, nothing as nought."""
    return Decimal(str(value or 0))


CASH_QUESTIONS: dict[str, Predicate] = {"cash_collected": cash_collected, "cash_to_collect": cash_to_collect}
