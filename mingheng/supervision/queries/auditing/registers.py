"""The registers of supervision held against the ledger: loads of complaints, checks of what was published, foundings of squads."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mingheng.ledger.rules import Json
from mingheng.ledger.rules.auditing.chains import ReadChain
from mingheng.ledger.rules.auditing.claims import Claim, compared, unlike
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.auditing.pairing import paired
from mingheng.supervision.models import (
    COMPLAINTS,
    DISCLOSURES,
    FOUNDED,
    ComplaintLoad,
    DisclosureCheck,
    DisclosureChecked,
    Founding,
)
from mingheng.supervision.queries.complaints.loading import digest_of as digest_of_load
from mingheng.supervision.queries.complaints.loading import taken_by
from mingheng.supervision.queries.disclosures.month import digest_of as digest_of_check

LOADED, CONFIRMED, SAID = "complaints:loaded", "disclosures:confirmed", "founding:said"
LOAD, CHECK, FOUNDING = "载入的台账", "公示检查", "中队的成立日"


def register_chains() -> set[str]:
    """The chains of registers there must be."""
    months = DisclosureCheck.objects.values_list("month", flat=True)
    units = Founding.objects.values_list("unit", flat=True)
    loaded = {COMPLAINTS} if ComplaintLoad.objects.exists() else set[str]()
    return loaded | {f"{DISCLOSURES}{month}" for month in months} | {f"{FOUNDED}{unit}" for unit in units}


def judge_complaints(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between the loads, with every row they took, and what was recorded of them. A query for each load."""
    for chain in chains:
        claims = []
        for load, entry in paired(chain, LOADED, list(ComplaintLoad.objects.order_by("at"))):
            if entry is None:
                yield Difference("row-unrecorded", chain.chain, 0, stored=str(load.pk), about=LOAD)
                continue
            facts: dict[str, Json] = {
                "load": str(load.pk), "taken": load.taken, "corrected": load.corrected, "known": load.known,
                "rejected": len({one["line"] for one in load.rejects}), "digest": load.digest,
            }  # fmt: skip
            claims.append(Claim(entry.n, LOADED, f"o:{load.by_id}", load.at, facts, about=LOAD))
            yield from unlike(chain.chain, entry.n, {"逐件": (load.digest, digest_of_load(taken_by(load)))}, LOAD)
        yield from compared(chain, claims)


def judge_disclosures(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between the checks, with every case in them, and what was recorded of them. Two queries."""
    months = [chain.chain.removeprefix(DISCLOSURES) for chain in chains]
    checks: dict[str, list[DisclosureCheck]] = defaultdict(list)
    for check in DisclosureCheck.objects.filter(month__in=months).prefetch_related("rows").order_by("n"):
        checks[check.month].append(check)
    for chain, month in zip(chains, months, strict=True):
        claims = []
        for check, entry in paired(chain, CONFIRMED, checks[month]):
            if entry is None:
                yield Difference("row-unrecorded", chain.chain, 0, stored=month, about=CHECK)
                continue
            rows: Sequence[DisclosureChecked] = list(check.rows.all())
            facts: dict[str, Json] = {
                "check": str(check.pk), "cases": len(rows), "overturned": sum(bool(row.remark) for row in rows), "digest": check.digest,
            }  # fmt: skip
            claims.append(Claim(entry.n, CONFIRMED, f"o:{check.by_id}", check.at, facts, about=CHECK))
            yield from unlike(chain.chain, entry.n, {"逐件": (check.digest, digest_of_check(rows))}, CHECK)
        yield from compared(chain, claims)


def judge_foundings(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between foundings and what was recorded of them. One query."""
    units = [chain.chain.removeprefix(FOUNDED) for chain in chains]
    rows = {row.unit: row for row in Founding.objects.filter(unit__in=units)}
    for chain, unit in zip(chains, units, strict=True):
        row = rows.get(unit)
        if row is None:
            yield Difference("row-missing", chain.chain, 1, about=FOUNDING)
            continue
        facts: dict[str, Json] = {"unit": row.unit, "since": row.since.isoformat()}
        yield from compared(chain, [Claim(1, SAID, f"o:{row.by_id}", row.at, facts, about=FOUNDING)])
