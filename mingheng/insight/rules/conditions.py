"""Which conditions of a procedure an act meets, as one number.

A rule may ask that an act's fact has one of some values (`where`, `only`, `done_when` …). The few such conditions of
each kind of act are numbered; a row of the log holds one bit for each, so that no check in bulk reads facts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingheng.law.rules.docket import Act
from mingheng.law.rules.procedure import Procedure

Where = Mapping[str, tuple[str, ...]]
Frozen = tuple[tuple[str, tuple[str, ...]], ...]
MOST = 62  # bits of a signed 64-bit number, less the sign and one to spare


@dataclass(frozen=True)
class Conditions:
    """The conditions of each kind of act, in a fixed order."""

    by_act: Mapping[str, tuple[Frozen, ...]]

    @classmethod
    def of(cls, procedure: Procedure) -> "Conditions":
        """Every condition the procedure's rules, clocks and acts ask. Raises ValueError where an act has too many."""
        found: dict[str, set[Frozen]] = {}
        for act, where in _asked(procedure):
            if where:
                found.setdefault(act, set()).add(_frozen(where))
        for act, asked in found.items():
            if len(asked) > MOST:
                raise ValueError(f"步骤 {act} 的条件超过 {MOST} 个，成批核对放不下")
        return cls({act: tuple(sorted(asked)) for act, asked in found.items()})

    def mask(self, act: str, where: Where) -> int:
        """The bit that says whether an act of this kind meets a condition; 0 where nothing is asked."""
        return 1 << self.by_act[act].index(_frozen(where)) if where else 0

    def bits(self, act: Act) -> int:
        """The conditions an act meets."""
        return sum(1 << i for i, where in enumerate(self.by_act.get(act.kind, ())) if act.has(dict(where)))


def _frozen(where: Where) -> Frozen:
    return tuple(sorted((name, tuple(sorted(values))) for name, values in where.items()))


def _asked(procedure: Procedure) -> Iterator[tuple[str, Where]]:
    for act, spec in procedure.acts.items():
        yield act, spec.done_when
        yield from ((act, gone.when) for gone in spec.supersedes)
        yield from ((act, rule.only) for rule in procedure.rules_of(act).values())
    for rule in procedure.rules.values():
        yield from ((need, rule.where) for need in rule.needs)
    for clock in procedure.clocks.values():
        yield from ((start, clock.start_where) for start in clock.start)
        yield from ((end, pause.stop_where) for pause in clock.excludes for end in (pause.stop, *pause.ended))
