"""What other cases decided about the same party: one statement, for the rule of one fine (行政处罚法 29)."""

from collections.abc import Collection
from datetime import date
from typing import Any

from mingheng.cases.models import Step

ENDS = ("revoke_decision",)


def fined_elsewhere(party: str, conduct_day: str, but: Collection[str]) -> list[dict[str, str]]:
    """Penalty decisions on the party for conduct of that day in other cases, those revoked since left out."""
    rows = (
        Step.objects.filter(party=party, act__in=("make_decision", *ENDS)).exclude(case__number__in=but)
        .order_by("case", "n").values_list("case_id", "case__number", "act", "happened", "facts")
    )  # fmt: skip
    found: dict[Any, dict[str, str]] = {}
    for case, number, act, happened, facts in rows:
        if act in ENDS:
            found.pop(case, None)
        elif facts.get("conduct_day") == conduct_day:
            found[case] = _row(number, happened, facts)
    return list(found.values())


def _row(number: str | None, happened: date, facts: dict[str, Any]) -> dict[str, str]:
    told = {k: str(facts.get(k) or "") for k in ("item", "conduct_day", "amount")}
    return {"number": number or "", "decided": happened.isoformat(), **told}
