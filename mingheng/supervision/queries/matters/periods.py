"""The periods of a matter that have run: each from its start to the next, with the day it was met."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from mingheng.law.rules.clocks import clock_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.reading import Lawbook
from mingheng.supervision.models import Matter, MatterAct
from mingheng.supervision.queries.matters.dockets import bare_docket


@dataclass(frozen=True)
class Ran:
    """A period that began with act `n`, its last day, and the day it was met, if it was."""

    n: int
    last: date
    met: date | None

    @property
    def settled(self) -> date:
        """The day it was decided whether it was kept: met, or run out."""
        return self.last if self.met is None else min(self.met, self.last)

    @property
    def kept(self) -> bool:
        """Whether it was met in time."""
        return self.met is not None and self.met <= self.last


def ran(docket: Docket, law: Lawbook, key: str) -> Iterator[Ran]:
    """The periods of the clock `key`, one for each start; one that no longer applies, as of a paper withdrawn, is left out."""
    spec = docket.procedure.clocks[key]
    starts = [act.n for act in docket.acts if act.kind in spec.start]
    for n, following in pairwise([*starts, len(docket.acts) + 1]):
        until = replace(docket, acts=tuple(act for act in docket.acts if act.n < following))
        clock = clock_of(Context(until, law), key, None)
        if clock is not None and clock.last is not None:
            yield Ran(n, clock.last.day, clock.stopped)


def dockets(matters: Iterable[Matter]) -> Iterator[tuple[Matter, Docket]]:
    """The dockets of many matters without what is sealed in them. Two queries whatever their number."""
    there = list(matters)
    acts: dict[object, list[MatterAct]] = {matter.pk: [] for matter in there}
    for row in MatterAct.objects.filter(matter__in=there).order_by("matter", "n"):
        acts[row.matter_id].append(row)
    yield from ((matter, bare_docket(matter, acts[matter.pk])) for matter in there)
