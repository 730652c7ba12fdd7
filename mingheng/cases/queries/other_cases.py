"""What other cases decided about the same party: one statement, for the rule of the first offence.

行政处罚法 33. A decision taken away since, by the agency, on reconsideration or by a court, is left out.
"""

from collections.abc import Collection
from typing import Any

from mingheng.cases.models import Step
from mingheng.law.rules.predicates.outcome import RESULTS, TAKEN_AWAY

DECISIONS = ("make_decision", "decide_no_penalty")
GUILTY = ("minor", "first")  # grounds for no penalty that leave the violation standing


def dealt_with_elsewhere(party: str, item: str, but: Collection[str]) -> list[dict[str, str]]:
    """Decisions in other cases that found the party to have offended under this item, the latest first."""
    found = [
        {**_row(number, row), "item": item}
        for number, row in _standing(party, but)
        if (row["facts"].get("item") or row["case__item"]) == item
        and (row["act"] == "make_decision" or row["facts"].get("ground") in GUILTY)
    ]
    return sorted(found, key=lambda row: row["decided"], reverse=True)


def _standing(party: str, but: Collection[str]) -> list[tuple[str, dict[str, Any]]]:
    """The last decision of each other case on the party that nothing took away since, with the case's number."""
    rows = (
        Step.objects.filter(party=party, act__in=(*DECISIONS, *RESULTS)).exclude(case__number__in=but)
        .order_by("case", "n").values("case_id", "case__number", "case__item", "act", "happened", "facts")
    )  # fmt: skip
    found: dict[Any, dict[str, Any]] = {}
    for row in rows:
        if row["act"] in DECISIONS:
            found[row["case_id"]] = dict(row)
        elif _takes_away(row["facts"]):
            found.pop(row["case_id"], None)
    return [(row["case__number"] or "", row) for row in found.values()]


def _takes_away(facts: dict[str, Any]) -> bool:
    return facts.get("result") in TAKEN_AWAY and facts.get("final") in (True, "yes")


def _row(number: str, row: dict[str, Any]) -> dict[str, str]:
    told = {k: str(row["facts"].get(k) or "") for k in ("item", "conduct_day", "amount")}
    return {"number": number, "decided": row["happened"].isoformat(), **told}
