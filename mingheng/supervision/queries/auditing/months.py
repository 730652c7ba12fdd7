"""The lists of months as they were frozen, and which squad stands in the place of which."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mingheng.ledger.rules import Json, canonical_bytes
from mingheng.ledger.rules.auditing.chains import ReadChain
from mingheng.ledger.rules.auditing.claims import Claim, compared, unlike
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.auditing.pairing import paired
from mingheng.supervision.models import MONTHS, FrozenMonth, Succession

FROZEN, SQUAD = "month:frozen", "squad:"
ABOUT = "封存的名单"


def digest_of_table(table: Sequence[Json]) -> str:
    """SHA-256 over the lines of what was owed."""
    return hashlib.sha256(canonical_bytes(list(table), "table")).hexdigest()


def digest_of_closed(closed: Mapping[str, str]) -> str:
    """SHA-256 over which unit had which case."""
    return hashlib.sha256(canonical_bytes(dict(closed), "closed")).hexdigest()


def month_chains() -> set[str]:
    """The chains of frozen months there must be."""
    return {f"{MONTHS}{period}" for period in FrozenMonth.objects.values_list("period", flat=True)}


def squad_chains() -> set[str]:
    """The chains of squads that another stands in for."""
    return {f"{SQUAD}{unit}" for unit in Succession.objects.values_list("unit", flat=True)}


def judge_months(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between frozen lists and what was recorded of them. One query."""
    periods = [chain.chain.removeprefix(MONTHS) for chain in chains]
    rows: dict[str, list[FrozenMonth]] = defaultdict(list)
    for row in FrozenMonth.objects.filter(period__in=periods).select_related("draw").order_by("pk"):
        rows[row.period].append(row)
    for chain, period in zip(chains, periods, strict=True):
        claims = []
        for row, entry in paired(chain, FROZEN, rows[period]):
            if entry is None:
                yield Difference("row-unrecorded", chain.chain, 0, stored=row.subject, about=ABOUT)
                continue
            claims.append(_claim(entry.n, row))
            yield from unlike(chain.chain, entry.n, {"应查表": (row.digest, digest_of_table(row.table))}, ABOUT)
        yield from compared(chain, claims)


def _claim(n: int, row: FrozenMonth) -> Claim:
    facts: dict[str, Json] = {
        "subject": row.subject, "plan": row.draw.plan_digest, "table": row.digest, "cases": len(row.closed), "members": len(row.draw.frame),
    }  # fmt: skip
    later: dict[str, Json] = {"closed": digest_of_closed(row.closed)}
    return Claim(n, FROZEN, f"o:{row.by_id}", row.at, facts, later=later, about=ABOUT)


def judge_squads(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between successions and what was recorded of them. One query."""
    units = [chain.chain.removeprefix(SQUAD) for chain in chains]
    rows = {row.unit: row for row in Succession.objects.filter(unit__in=units)}
    for chain, unit in zip(chains, units, strict=True):
        row = rows.get(unit)
        if row is None:
            yield Difference("row-missing", chain.chain, 1, about="承接")
            continue
        facts: dict[str, Json] = {"unit": row.unit, "successor": row.successor, "since": row.since.isoformat()}
        yield from compared(chain, [Claim(1, "squad:succeeded", f"o:{row.by_id}", row.at, facts, about="承接")])
