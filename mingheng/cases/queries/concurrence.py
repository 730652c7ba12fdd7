"""Items that one conduct may meet, side by side, as the page of the discretion shows them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from mingheng.cases.queries.showing import Shown
from mingheng.cases.queries.wording import Words
from mingheng.kit import display
from mingheng.law.rules.concurrence import candidate, concurring, picked
from mingheng.law.rules.docket import effective


@dataclass(frozen=True)
class ConcurringItem:
    """One line: the item, what it rests on, its span for this party, and whether the rule picks it."""

    title: str
    span: str
    penalty: tuple[display.Cite, ...]
    picked: bool
    chosen: bool


def concurring_items(shown: Shown, party: str | None) -> tuple[ConcurringItem, ...]:
    """The item of the case and those that may concur with it; empty when there are none."""
    filed = effective(shown.docket).last("explain_discretion", "propose_filing", party=party)
    key = str(filed.facts.get("item")) if filed else ""
    others = concurring(shown.law.items, key)
    if filed is None or not others:
        return ()
    facts: dict[str, Any] = dict(filed.facts)
    measures = {k: Decimal(str(v)) for k, v in (facts.get("measures") or {}).items()}
    conduct = date.fromisoformat(str(facts["conduct_day"])) if facts.get("conduct_day") else filed.happened
    citizen = shown.context.is_citizen(party, shown.today)
    found = [
        candidate(shown.law.items[k], citizen=citizen, conduct=conduct, decided=shown.today, measures=measures)
        for k in (key, *others)
    ]
    best, words = picked(found), Words(shown.docket, shown.law)
    return tuple(
        ConcurringItem(
            title=c.item.title,
            span=words.clause(c.item, c.text.clause, measures) if c.text.clause else "现在没有对应的罚则",
            penalty=shown.cites(c.text.version.penalty) if c.text.version else (),
            picked=c is best,
            chosen=c.item.key == key,
        )
        for c in found
    )
