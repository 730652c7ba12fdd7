"""Where else the officers of an act were in its minute, by the records of other cases."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from mingheng.cases.models import PRESENT, Step
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.specials import apart
from mingheng.ledger import queries as ledger


def elsewhere(officers: Collection[int], minute: datetime, facts: Mapping[str, Any], docket: Docket) -> list[dict[str, str]]:
    """Acts of other cases in that minute that name one of the officers and happened somewhere else, or asked somebody else.

    One query; where one is found, its sealed place is read, and not repeated here.
    """
    start = minute.replace(second=0, microsecond=0)
    rows = Step.objects.filter(act__in=PRESENT, happened_at__gte=start, happened_at__lt=start + timedelta(minutes=1))
    own = {(a.n, a.kind, a.at) for a in docket.acts}
    found = []
    for row in rows.select_related("case").order_by("case", "n"):
        if (row.n, row.act, row.at) not in own and {int(i) for i in row.facts.get("officers") or ()} & set(officers):
            there = {**row.facts, **ledger.unseal_chain(str(row.case_id)).get(row.n, {})}
            if apart(facts, there):
                title = docket.procedure.acts[row.act].title if row.act in docket.procedure.acts else row.act
                number = row.case.number or f"线索 {row.case.ref}"
                found.append({"number": number, "decided": f"{start:%Y-%m-%d %H:%M}", "words": title})
    return found
