"""Which cases speak of the same conduct of the same party: one fine for one act, wherever it is found (行政处罚法 29)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from mingheng.law.rules.concurrence import concurring
from mingheng.law.rules.context import Context, Law
from mingheng.law.rules.docket import Act, Docket
from mingheng.law.rules.predicates import undecided

SAYS_CONDUCT = ("give_notice", "explain_discretion", "tell_on_spot", "establish_facts", "propose_filing")
"""The acts that say before a decision what conduct a case is about."""


@dataclass(frozen=True)
class Conduct:
    """An item with those that may concur with it, and the first and last day of the conduct; both days count."""

    items: frozenset[str]
    since: date
    until: date

    def meets(self, item: object, since: date, until: date) -> bool:
        """Whether conduct under this item between these days may be the same: one item, one day in common."""
        return str(item) in self.items and since <= self.until and self.since <= until


def conduct_of(law: Law, facts: Mapping[str, Any]) -> Conduct | None:
    """The conduct an act's facts speak of; None when they name no day or no item of the lawbook."""
    days, item = days_of(facts), str(facts.get("item"))
    if days is None or item not in law.items:
        return None
    return Conduct(frozenset({item, *concurring(law.items, item)}), *days)


def days_of(facts: Mapping[str, Any]) -> tuple[date, date] | None:
    """First and last day of the conduct: `conduct_since` (left out: one day) to `conduct_day`. None when unreadable."""
    try:
        last = date.fromisoformat(str(facts.get("conduct_day")))
        first = date.fromisoformat(str(facts.get("conduct_since") or last))
    except ValueError:
        return None
    return first, last


def told_by(docket: Docket, law: Law, number: str, parties: Iterable[str], asked: Conduct) -> list[dict[str, str]]:
    """What a case says of this conduct: for each of these parties the fine it got, or that the case is open."""
    context = Context(docket, law, prospective=True)
    found = []
    for party in parties:
        if docket.party(party) is None:
            continue
        decision = context.live.last("make_decision", party=party)
        told = decision or (context.live.last(*SAYS_CONDUCT, party=party) if _goes_on(context, party) else None)
        if told is None or (decision is not None and not fined(decision.facts)):
            continue
        days = days_of(told.facts)
        if days is not None and asked.meets(told.facts.get("item"), *days):
            found.append(_row(number, party, told, days, decision))
    return found


def fined(row: Mapping[str, Any]) -> bool:
    """Whether these facts speak of a fine."""
    return Decimal(str(row.get("amount") or 0)) > 0


def _goes_on(context: Context, party: str) -> bool:
    """Whether a penalty may still come of the case for the party."""
    ended = any(context.done(a) for a in context.live.of(context.docket.procedure.ends))
    return not ended and bool(undecided(context, party))


def _row(number: str, party: str, told: Act, days: tuple[date, date], decision: Act | None) -> dict[str, str]:
    return {
        "number": number,
        "party": party,
        "item": str(told.facts.get("item")),
        "conduct_since": days[0].isoformat(),
        "conduct_day": days[1].isoformat(),
        "amount": str(told.facts.get("amount") or "") if decision else "",
        "decided": decision.happened.isoformat() if decision else "",
    }
