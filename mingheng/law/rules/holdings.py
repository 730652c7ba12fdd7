"""What the agency holds under each seizure: taken, released, given back, dealt with. The lists add up (行政强制法 24, 26–28)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mingheng.law.rules.docket import Act, Docket, named
from mingheng.law.rules.quantities import Lot, lots, without

SEIZURE = "seizure"
MOVES = ("lift_seizure", "return_items", "dispose_items")


@dataclass(frozen=True)
class Holding:
    """What is held under a seizure, what was released and not fetched, what was sold before it spoiled.

    `lacking`: what the last move spoke of that was not there.
    """

    held: tuple[Lot, ...]
    released: tuple[Lot, ...] = ()
    sold: tuple[Lot, ...] = ()
    lacking: tuple[Lot, ...] = ()

    @property
    def kept(self) -> tuple[Lot, ...]:
        """All that lies in the store."""
        return (*self.held, *self.released)


def holding(docket: Docket, head: Act) -> Holding:
    """What became so far of the things taken by a seizure, whether or not it still has effect."""
    now = Holding(lots(head.facts.get("goods")))
    for act in docket.named_acts:
        if act.kind in MOVES and named(act, SEIZURE) == str(head.n):
            now = moved(now, act)
    return now


def moved(now: Holding, act: Act) -> Holding:
    """What is held after a release, a return or a disposal; one that lists nothing speaks of all there is."""
    rows = lots(act.facts.get("goods"))
    if act.kind == "lift_seizure":
        left, lacking = without(now.held, rows or now.held)
        return replace(now, held=left, released=(*now.released, *(rows or now.held)), lacking=lacking)
    if act.kind == "dispose_items" and act.facts.get("ground") != "unclaimed":
        left, lacking = without(now.held, rows or now.held)
        sold = (*now.sold, *(rows or now.held)) if act.facts.get("ground") == "perishable" else now.sold
        return replace(now, held=left, sold=sold, lacking=lacking)
    left, lacking = without(now.released, rows or now.released)
    if act.kind == "return_items" and act.facts.get("state") == "sold":
        still, lacking = without(now.sold, lacking)
        return replace(now, released=left, sold=still, lacking=lacking)
    return replace(now, released=left, lacking=lacking)


def holdings(docket: Docket, party: str | None) -> Iterable[tuple[Act, Holding]]:
    """Every seizure of the party (of the case) with what is left of it."""
    if SEIZURE in docket.procedure.strands:
        for head in docket.heads(SEIZURE, party):
            yield head, holding(docket, head)
