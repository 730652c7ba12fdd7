"""What this room's rows are by what the ledger keeps sealed of them."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from uuid import UUID

from mingheng.ledger.rules.auditing.chains import ReadChain
from mingheng.ledger.rules.auditing.claims import shown
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.subjects.models import Party
from mingheng.subjects.rules import Details

PREFIX = "party:"
REGISTERED, UPDATED = "party.registered", "party.updated"


def party_chains() -> set[str]:
    """The chains there must be."""
    return {f"{PREFIX}{pk}" for pk in Party.objects.values_list("pk", flat=True)}


def judge_parties(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between the register and what was said of each party, first and since."""
    rows = Party.objects.in_bulk([UUID(chain.chain.removeprefix(PREFIX)) for chain in chains])
    for chain in chains:
        row = rows.get(UUID(chain.chain.removeprefix(PREFIX)))
        if row is None:
            yield Difference("row-missing", chain.chain, 1, about="当事人登记")
        elif not any(entry.kind == REGISTERED for entry in chain.entries):
            yield Difference("row-unrecorded", chain.chain, 1, stored=str(row.pk), about="当事人登记")
        elif chain.erased:
            if row.erased_at is None:
                yield Difference("erasure-unfinished", chain.chain, about="当事人登记")
        elif chain.opener is not None:
            yield from _differing(chain, row)


def _differing(chain: ReadChain, row: Party) -> Iterator[Difference]:
    known: dict[str, object] = {name: "" for name in asdict(Details("", "", "", "", "", "", "")) if name != "kind"}
    for entry in chain.entries:
        sealed = entry.personal
        if entry.kind in (REGISTERED, UPDATED):
            if missing := entry.said["d"].keys() - sealed.keys() - {"kind", "changed"}:
                yield Difference("sealed-missing", chain.chain, entry.n, "、".join(sorted(missing)), about="当事人登记")
                return
            known |= {name: value[1] if isinstance(value, list) else value for name, value in sealed.items()}
    first = next(entry for entry in chain.entries if entry.kind == REGISTERED)
    if "kind" not in known and first.said["d"].get("kind") != chain.committed(first, "kind", row.kind):
        yield Difference("value-differs", chain.chain, first.n, "kind", stored=row.kind, about="当事人登记")
    for name, value in known.items():
        if getattr(row, name) != value:
            yield Difference("value-differs", chain.chain, 0, name, shown(value), shown(getattr(row, name)), "当事人登记")
