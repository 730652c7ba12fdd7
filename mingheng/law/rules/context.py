"""What a rule may look at: the docket's effective acts, the law, the calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Protocol

from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.docket import Act, Docket, Effective, effective, named
from mingheng.law.rules.lawbook import Benchmark, Calendar, DatedValue, Item, Parameter, PowerList


class Law(Protocol):
    """The part of the lawbook the engine reads (`reading.Lawbook` is one)."""

    @property
    def items(self) -> Mapping[str, Item]:
        """Enforcement items by key."""
        ...

    @property
    def benchmarks(self) -> Mapping[str, Sequence[Benchmark]]:
        """Discretion benchmarks by item, oldest first."""
        ...

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """Parameters by key."""
        ...

    @property
    def calendars(self) -> Mapping[int, Calendar]:
        """Working-day arrangements by year."""
        ...

    @property
    def powers(self) -> Sequence[PowerList]:
        """The published lists of who enforces which items where."""
        ...

    def value(self, key: str, on: date) -> DatedValue:
        """The parameter as in force on the day; raises LookupError when there is none."""
        ...


@dataclass(frozen=True)
class Context:
    """A docket before an act, with the law it is judged by.

    `prospective`: the act is only being considered (which act may come next?), its facts are not
    known yet; rules that need them answer pending. `strand` and `head`: it is read as it concerns one earlier act.
    """

    docket: Docket
    law: Law
    prospective: bool = False
    strand: str | None = None
    head: str | None = None

    @cached_property
    def live(self) -> Effective:
        """The acts that still have effect, as far as they concern what the context is about."""
        return effective(self.docket).seen_from(self.strand, self.head)

    @property
    def whole(self) -> Effective:
        """Every act that still has effect, of every strand."""
        return effective(self.docket)

    def about(self, strand: str | None, head: str | None) -> "Context":
        """The same docket as it concerns one earlier act, or none in particular."""
        return self if (self.strand, self.head) == (strand, head) else replace(self, strand=strand, head=head)

    def of_act(self, act: Act) -> "Context":
        """The docket as it concerns what the act is about."""
        strand = self.docket.procedure.strand_of(act.kind)
        head = named(act, strand) if strand else None
        return self.about(strand, head) if head is not None else self.about(None, None)

    def every(self, strand: str, party: str | None = None) -> tuple["Context", ...]:
        """The docket as it concerns each head of a strand in turn; first as it concerns none, if the strand is apart."""
        known = self.docket.procedure.strands.get(strand)
        if known is None:
            return (self.about(None, None),)
        found = tuple(self.about(strand, str(a.n)) for a in self.docket.heads(strand, party))
        return (self.about(None, None), *found) if known.apart else found

    def ways(self, kind: str, party: str | None) -> tuple["Context", ...]:
        """What an act of this kind could be about."""
        strand = self.docket.procedure.strand_of(kind)
        return (self.every(strand, party) if strand else ()) or (self.about(None, None),)

    @cached_property
    def head_act(self) -> Act | None:
        """The act the context is about, if any."""
        return next((a for a in self.docket.acts if str(a.n) == self.head), None)

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """The loaded years as one calendar."""
        return WorkingCalendar(self.law.calendars.values())

    def done(self, act: Act) -> bool:
        """Whether the act is finished and not, say, an approval that sent something back (`done_when`)."""
        return act.has(self.docket.procedure.acts[act.kind].done_when)

    def number(self, parameter: str, on: date) -> int:
        """A whole number of the law on a day. Raises LookupError."""
        return int(str(self.law.value(parameter, on).value))

    def words(self, parameter: str, on: date) -> frozenset[str]:
        """Words of the law on a day. Raises LookupError."""
        return words_of(self.law, parameter, on)

    def parties(self, party: str | None, every: bool) -> tuple[str | None, ...]:
        """The parties a rule speaks of: all of the case, or the one of the act (None: the case)."""
        return tuple(p.id for p in self.docket.parties) if every else (party,)

    def is_citizen(self, party: str | None, on: date) -> bool:
        """Whether thresholds for citizens apply; sole traders go by a parameter (CF-39)."""
        found = self.docket.party(party)
        kind = found.kind if found else "citizen"
        if kind == "individual_business":
            kind = str(self.law.value("getihu.treated_as", on).value)
        return kind == "citizen"


def words_of(law: Law, parameter: str, on: date) -> frozenset[str]:
    """Words of the law on a day, outside a docket. Raises LookupError."""
    value = law.value(parameter, on).value
    return frozenset(value) if isinstance(value, tuple) else frozenset({str(value)})
