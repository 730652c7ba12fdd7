"""Every pattern of the lawbook, looked for in one log."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Protocol

import ibis.expr.types as ir

from mingheng.insight.rules.log import Log
from mingheng.insight.rules.patterns.apart import spot_far_apart, two_places
from mingheng.insight.rules.patterns.asked import Asked
from mingheng.insight.rules.patterns.at_limit import extended_at_limit, withdrawn_at_limit
from mingheng.insight.rules.patterns.copied import copied_evidence, copied_facts, withdrawn_copied
from mingheng.insight.rules.patterns.findings import Found, Shown, put_together, shown
from mingheng.insight.rules.patterns.in_minutes import rushed, spot_burst
from mingheng.insight.rules.patterns.items import item_rare, item_unused, items_overlap
from mingheng.insight.rules.patterns.lacking import Lack, lacking
from mingheng.insight.rules.patterns.long_suspended import long_suspended
from mingheng.insight.rules.patterns.not_filed import lead_without_case, not_filed
from mingheng.insight.rules.patterns.recorded_late import recorded_late
from mingheng.insight.rules.patterns.sleeping import sleeping
from mingheng.insight.rules.patterns.split import split
from mingheng.insight.rules.patterns.uneven import uneven_penalty
from mingheng.insight.rules.patterns.withdrawn_in_series import withdrawn_in_series
from mingheng.law.rules.context import Law
from mingheng.law.rules.lawbook import Pattern

EVERY: Mapping[str, Callable[[Asked], ir.Table]] = MappingProxyType(
    {
        "copied-evidence": copied_evidence,
        "copied-facts": copied_facts,
        "extended-at-limit": extended_at_limit,
        "item-rare": item_rare,
        "item-unused": item_unused,
        "items-overlap": items_overlap,
        "lead-without-case": lead_without_case,
        "long-suspended": long_suspended,
        "not-filed": not_filed,
        "recorded-late": recorded_late,
        "rushed": rushed,
        "sleeping": sleeping,
        "split": split,
        "spot-burst": spot_burst,
        "spot-far-apart": spot_far_apart,
        "two-places": two_places,
        "uneven-penalty": uneven_penalty,
        "withdrawn-at-limit": withdrawn_at_limit,
        "withdrawn-copied": withdrawn_copied,
        "withdrawn-in-series": withdrawn_in_series,
    }
)


class LawWithPatterns(Law, Protocol):
    """A law that says what patterns there are (`reading.Lawbook` is one)."""

    @property
    def patterns(self) -> Mapping[str, Pattern]:
        """Patterns by key."""
        ...


def find_patterns(
    log: Log, law: LawWithPatterns, *, as_of: date, leads: ir.Table | None = None, only: Iterable[str] = (),
    run: Callable[[ir.Table], Any] | None = None,
) -> Found:  # fmt: skip
    """Every pattern, or `only` some, on the day `as_of`. `leads` as `LEADS` says. `run` makes an expression an Arrow table.

    What cannot be looked for, or only roughly, is told in `lacks`; it never passes for nothing found.
    """
    found: list[Shown] = []
    lacks: list[Lack] = []
    for key in sorted(set(only) or law.patterns):
        asked = Asked(log, law, law.patterns[key], as_of, leads)
        wanting = list(lacking(asked))
        lacks += wanting
        if not any(lack.silent for lack in wanting):
            found += shown(asked, EVERY[key](asked), run or ir.Table.to_pyarrow)
    return Found(put_together(found, law), found, tuple(lacks))
