"""A case as its docket: the acts taken, in order, and what of them still has effect.

A docket is everything the engine may read. Acts are never changed; a correction is an act that
names another act and gives new facts, and a new round supersedes the acts of the old one. The
engine reads `effective` acts only.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

from mingheng.kit.dates import day_of
from mingheng.law.rules.procedure import ActSpec, Procedure, Supersedes, plain
from mingheng.law.rules.withheld import Recording, altered

NO_FACTS: Mapping[str, Any] = MappingProxyType({})
OVERTURNED = "overturned"


@dataclass(frozen=True)
class Standing:
    """What an officer was on the day of an act, as the organisation's register said then."""

    id: int
    name: str
    unit: str
    certificate: str | None
    state: str
    auxiliary: bool
    legally_qualified: bool

    @property
    def may_enforce(self) -> bool:
        """Holds a valid certificate and is not auxiliary staff (行政处罚法 42)."""
        return self.state == "valid" and not self.auxiliary


@dataclass(frozen=True)
class Party:
    """A party of the case: `kind` citizen, organisation or individual_business."""

    id: str
    kind: str
    name: str = ""


@dataclass(frozen=True)
class Act:
    """One act of a docket.

    `at`: when the system received it; `happened`: the day it took effect,
    with the minute in `happened_at` where it has one. `people`: standings of officers it names.
    """

    n: int
    kind: str
    by: int
    at: datetime
    happened: date
    happened_at: datetime | None = None
    party: str | None = None
    facts: Mapping[str, Any] = field(default_factory=lambda: NO_FACTS)
    people: Mapping[int, Standing] = field(default_factory=lambda: MappingProxyType({}))
    round: int = 1
    corrected_by: tuple[int, ...] = ()

    @property
    def moment(self) -> datetime | None:
        """The minute it took effect: as told, else when it was received if that was the same day."""
        return self.happened_at or (self.at if day_of(self.at) == self.happened else None)

    def day(self, name: str) -> date | None:
        """A fact that is a day; facts keep days as ISO text."""
        value = self.facts.get(name)
        return date.fromisoformat(str(value)) if value else None

    def has(self, where: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether each named fact has (one of) the values asked for."""
        return all(set(plain(self.facts.get(name))) & set(values) for name, values in where.items())


@dataclass(frozen=True)
class Docket:
    """The acts and parties of one case under one procedure. `recording`: of a system that does not write down everything."""

    procedure: Procedure
    parties: tuple[Party, ...] = ()
    acts: tuple[Act, ...] = ()
    unit: str = ""
    unit_kind: str = ""
    recording: Recording | None = None

    def taken(self, *kinds: str) -> tuple[Act, ...]:
        """Every act of these kinds, whether or not it still has effect."""
        self.asked(kinds)
        return tuple(a for a in self.acts if a.kind in kinds)

    def asked(self, kinds: Iterable[str]) -> None:
        """Somebody looks for acts of these kinds."""
        if self.recording is not None:
            self.recording.acts_asked(kinds)

    @cached_property
    def effective(self) -> "Effective":
        """The acts that still have effect."""
        return _folded(self)

    def with_act(self, act: Act) -> "Docket":
        """The docket with one act more; a fold that was made goes on from where it stood."""
        after = Docket(self.procedure, self.parties, (*self.acts, act), self.unit, self.unit_kind, self.recording)
        if "effective" in self.__dict__ and self.procedure.acts[act.kind].undoes is None:
            after.__dict__["effective"] = Effective(after, _joined(self.procedure, self.effective.acts, self.naming(act)))
            after.__dict__["before"] = self.effective.acts
        return after

    @cached_property
    def named_acts(self) -> tuple[Act, ...]:
        """Every act taken, whether or not it still has effect, each with the head of its strand."""
        known, strand_of = self.procedure.strands, self.procedure.strand_of
        naming = {a.kind for a in self.acts if (name := strand_of(a.kind)) and not known[name].apart}
        return tuple(
            Docket(self.procedure, self.parties, self.acts[:n]).naming(act) if act.kind in naming else act
            for n, act in enumerate(self.acts)
        )

    def naming(self, act: Act) -> Act:
        """The act with the head of its strand: where it names none, the last one there was of its party."""
        name = self.procedure.strand_of(act.kind)
        if name is None or self.procedure.strands[name].apart or act.facts.get(name):
            return act
        heads = self.heads(name, act.party)
        return replace(act, facts=altered(act.facts, {name: str(heads[-1].n)})) if heads else act

    def heads(self, strand: str, party: str | None) -> tuple[Act, ...]:
        """The acts of the party (or of the case) that a strand may be about, whether or not they still have effect."""
        kinds = self.procedure.strands[strand].heads
        return tuple(a for a in self.acts if a.kind in kinds and (party is None or a.party in (None, party)))

    def party(self, party_id: str | None) -> Party | None:
        """The party of this id."""
        return next((p for p in self.parties if p.id == party_id), None)

    def prefix(self, length: int) -> "Docket":
        """The docket as it stood after so many acts."""
        taken, later = self.acts[:length], self.acts[length:]
        joined = {str(a.facts.get("party_id")) for a in taken}
        absent = {str(a.facts["party_id"]) for a in later if a.facts.get("party_id")} - joined
        stood = replace(self, acts=taken, parties=tuple(p for p in self.parties if p.id not in absent))
        if "before" in self.__dict__ and len(later) == 1:
            stood.__dict__["effective"] = Effective(stood, self.__dict__["before"])
        return stood

    def growing(self) -> Iterator[tuple["Docket", Act]]:
        """Every act with the docket as it stood before it; each fold goes on from the one before."""
        live: tuple[Act, ...] = ()
        whole = any(self.procedure.acts[a.kind].undoes for a in self.acts)
        for length, act in enumerate(self.acts):
            stood = self.prefix(length)
            if not whole:
                stood.__dict__["effective"] = Effective(stood, live)
                live = _joined(self.procedure, live, stood.naming(act))
            yield stood, act

    def next_round(self, kind: str, party: str | None) -> int:
        """Which round the next act of this kind begins."""
        return 1 + sum(1 for a in self.acts if a.kind == kind and a.party == party)


@dataclass(frozen=True)
class Effective:
    """The acts of a docket that still have effect, each with its corrected facts."""

    docket: Docket
    acts: tuple[Act, ...]

    def seen_from(self, strand: str | None, head: str | None) -> "Effective":
        """What is seen from a strand, by its name and the number of its head; from none, nothing of those that are apart."""
        views = self._views
        if (strand, head) not in views:
            kept = tuple(a for a in self.acts if _seen(self.docket.procedure, a, strand, head))
            views[strand, head] = self if len(kept) == len(self.acts) else Effective(self.docket, kept)
        return views[strand, head]

    @cached_property
    def _views(self) -> dict[tuple[str | None, str | None], "Effective"]:
        return {}

    def of(self, kinds: Iterable[str], *, party: str | None = None) -> tuple[Act, ...]:
        """Acts of these kinds, for this party or for the case as a whole, in order."""
        wanted = tuple(kinds)
        self.docket.asked(wanted)
        found = self._by_kind.get(wanted[0], ()) if len(wanted) == 1 else [a for a in self.acts if a.kind in wanted]
        return tuple(a for a in found if party is None or a.party in (None, party))

    @cached_property
    def _by_kind(self) -> Mapping[str, list[Act]]:
        found: dict[str, list[Act]] = {}
        for act in self.acts:
            found.setdefault(act.kind, []).append(act)
        return found

    def last(self, *kinds: str, party: str | None = None) -> Act | None:
        """The latest such act."""
        self.docket.asked(kinds)
        if len(kinds) == 1:
            told = reversed(self._by_kind.get(kinds[0], ()))
            return next((a for a in told if party is None or a.party in (None, party)), None)
        found = self.of(kinds, party=party)
        return found[-1] if found else None

    def first(self, *kinds: str, party: str | None = None) -> Act | None:
        """The earliest such act."""
        found = self.of(kinds, party=party)
        return found[0] if found else None

    def fact(self, kind: str, name: str, *, party: str | None = None) -> Any:
        """The named fact of the last such act, or None."""
        act = self.last(kind, party=party)
        return None if act is None else act.facts.get(name)


def effective(docket: Docket) -> Effective:
    """The acts that still have effect; folded once for each docket."""
    return docket.effective


def _folded(docket: Docket) -> Effective:
    """Fold the acts into those that still have effect.

    A correction replaces facts of the act it names, and an act that amends others replaces theirs; an act that
    supersedes others removes them (of the same party where both have one), and with them everything they had superseded stays gone.
    """
    live: tuple[Act, ...] = ()
    undone = {str(a.facts.get(name)) for a in docket.acts if (name := docket.procedure.acts[a.kind].undoes)}
    for act in docket.named_acts:
        live = (*live, _overturned(act)) if str(act.n) in undone else _joined(docket.procedure, live, act)
    return Effective(docket, live)


def _overturned(act: Act) -> Act:
    """A result that was itself undone: it was given, and nothing follows from it."""
    return replace(act, facts=altered(act.facts, {"result": OVERTURNED}))


def _seen(procedure: Procedure, act: Act, strand: str | None, head: str | None) -> bool:
    """Whether an act is seen from a strand: all of it, nothing of its sisters, and of strands apart only what names no head."""
    mine = procedure.strand_of(act.kind)
    if strand is not None and mine == strand:
        return named(act, strand) == head
    if strand is not None and act.kind in procedure.strands[strand].heads and str(act.n) != head:
        return False
    return mine is None or not procedure.strands[mine].apart or named(act, mine) is None


def named(act: Act, strand: str) -> str | None:
    """The number of the head an act names."""
    return str(act.facts[strand]) if act.facts.get(strand) else None


def _joined(procedure: Procedure, live: tuple[Act, ...], act: Act) -> tuple[Act, ...]:
    """What has effect once the act is taken."""
    spec = procedure.acts[act.kind]
    if "corrects" in act.facts and any(fact.type == "earlier_act" for fact in spec.facts.values()):
        live = tuple(_corrected(a, act) if str(a.n) == str(act.facts.get("corrects")) else a for a in live)
    asked = [rule for rule in spec.supersedes if act.has(rule.when) and not (rule.unless_named and named(act, rule.unless_named))]
    gone = {kind for rule in asked if rule.named is None for kind in rule.acts}
    if gone:
        live = tuple(a for a in live if a.kind not in gone or not (_same_party(a, act) and _same_strand(procedure, a, act)))
    for rule in (rule for rule in asked if rule.named is not None):
        live = _without_named(live, act, rule)
    return (*(_amended(a, act, spec) for a in live), act) if spec.amends else (*live, act)


def _without_named(live: tuple[Act, ...], act: Act, rule: Supersedes) -> tuple[Act, ...]:
    """What has effect without the act this one names, and without what rests on it."""
    number = named(act, str(rule.named))
    head = next((a for a in live if str(a.n) == number and a.kind in rule.head), None)
    if head is None:
        return live
    return tuple(a for a in live if a is not head and not (a.kind in rule.acts and a.n > head.n and _same_party(a, act)))


def _same_strand(procedure: Procedure, a: Act, act: Act) -> bool:
    """Whether an act is of the strand of another, where both are of that strand or it is its head."""
    strand = procedure.strand_of(act.kind)
    if strand is None:
        return True
    head = named(act, strand)
    if head is not None and a.kind in procedure.strands[strand].heads:
        return str(a.n) == head
    return procedure.strand_of(a.kind) != strand or named(a, strand) == head


def _corrected(act: Act, correction: Act) -> Act:
    name = str(correction.facts.get("fact"))
    facts = altered(act.facts, {name: correction.facts.get("corrected_value")})
    return replace(act, facts=facts, corrected_by=(*act.corrected_by, correction.n))


def _amended(act: Act, later: Act, spec: ActSpec) -> Act:
    """The act with the facts a later act of the same party changed, e.g. the fine after reconsideration."""
    for change in spec.amends:
        apart = change.unless_named is not None and named(later, change.unless_named) is not None
        if act.kind in change.acts and later.has(change.when) and _same_party(act, later) and not apart:
            said = {name: later.facts[own] for name, own in change.facts.items() if later.facts.get(own) is not None}
            act = replace(act, facts=altered(act.facts, said), corrected_by=(*act.corrected_by, later.n))
    return act


def _same_party(a: Act, b: Act) -> bool:
    return a.party is None or b.party is None or a.party == b.party
