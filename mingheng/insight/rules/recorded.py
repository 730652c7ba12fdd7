"""What a system records, told by its own log."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from mingheng.insight.rules.bulk.unrecorded import TAKER, Recorded


def recorded_in(acts: Iterable[Mapping[str, Any]]) -> Recorded:
    """The kinds of acts that occur (`act`), each with the facts that occur with it (`facts`, `withheld`)."""
    found: dict[str, set[str]] = {}
    for row in acts:
        facts = found.setdefault(row["act"], {TAKER})
        facts |= {*json.loads(row["facts"] or "{}"), *(row["withheld"] or "").split()}
    return Recorded({act: frozenset(facts) for act, facts in found.items()})
