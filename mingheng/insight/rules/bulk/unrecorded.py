"""What a log does not record: a rule that needs it is unknown, never kept and never broken.

A system that never writes down who served a paper cannot be accused of one officer serving it alone. What a rule reads is
known from its words; so the acts it cannot speak of are counted without being asked one by one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingheng.law.rules.procedure import ClockSpec, Procedure, RuleSpec

TAKER, PARTY = "by", "party"
SEQUENCE = frozenset({"after", "exists_when"})


@dataclass(frozen=True)
class Recorded:
    """What a log records: kinds of acts, of each the facts (`by` for who took it), and whether it names the parties."""

    facts: Mapping[str, frozenset[str]]
    parties: bool = True

    def lacks(self, act: str, *facts: str) -> str | None:
        """The act, or the first of its facts, that is not recorded, as `act` or `act.fact`."""
        if act not in self.facts:
            return act
        return next((f"{act}.{fact}" for fact in facts if fact not in self.facts[act]), None)


def mute(procedure: Procedure, recorded: Recorded) -> Mapping[tuple[str, str], str]:
    """The rules that cannot speak of acts of a kind, by code and act, each with what it would need of the log."""
    return {
        (code, act): lack
        for act in procedure.acts
        if act in recorded.facts
        for code, rule in procedure.rules_of(act).items()
        if (lack := lacking(procedure, recorded, rule, act))
    }


def lacking(procedure: Procedure, recorded: Recorded, rule: RuleSpec, gate: str) -> str | None:
    """What the rule would need of the log to speak of an act of this kind, or None."""
    return next((lack for lack in _lacking(procedure, recorded, rule, gate) if lack), None)


def softened(procedure: Procedure, recorded: Recorded, rule: RuleSpec, *, duty: bool = False) -> str | None:
    """What may stand in the system and not in the log, so that a breach of the rule (or that its duty is owed) is not certain."""
    return next((lack for lack in _softening(procedure, recorded, rule, duty=duty) if lack), None)


def _softening(procedure: Procedure, recorded: Recorded, rule: RuleSpec, *, duty: bool) -> Iterator[str | None]:
    def done(act: str, *facts: str) -> str | None:
        return recorded.lacks(act, *facts, *procedure.acts[act].done_when)

    yield from (done(act) for act in rule.unless)
    if rule.kind in SEQUENCE and rule.after_end_of is None:
        yield from (done(need, *rule.where) for need in rule.needs)
    if rule.kind == "never_after":
        yield from (recorded.lacks(act) for need in rule.needs for act in _taking_away(procedure, need))
    clock = procedure.clocks[rule.clock] if rule.clock else None
    if clock is not None:
        yield from (done(act) for act in clock.extensions)
        yield from (recorded.lacks(pause.start) for pause in clock.excludes)
        yield from (done(act) for act in (*clock.stop, *procedure.ends) if duty)


def _taking_away(procedure: Procedure, kind: str) -> Iterator[str]:
    """The kinds of acts by which one of this kind loses its effect."""
    for act, spec in procedure.acts.items():
        if any(kind in (*gone.acts, *gone.head) for gone in spec.supersedes):
            yield act


def read_by(procedure: Procedure, rule: RuleSpec) -> frozenset[str]:
    """The kinds of acts a rule looks at, beside the act it speaks of."""
    key = rule.clock or rule.after_end_of
    clock = procedure.clocks[key] if key else None
    return frozenset({*rule.needs, *rule.unless, *rule.people_of, *(_of_clock(clock) if clock else ())})


def _lacking(procedure: Procedure, recorded: Recorded, rule: RuleSpec, gate: str) -> Iterator[str | None]:
    yield recorded.lacks(gate, *rule.only)
    yield PARTY if rule.each_party and not recorded.parties else None
    if rule.kind == "never_after":
        yield from (recorded.lacks(need, *rule.where) for need in rule.needs)
    elif rule.kind == "different_person":
        yield recorded.lacks(gate, rule.fact or TAKER)
        yield from (recorded.lacks(act, *(rule.facts or (TAKER,))) for act in rule.people_of)
    elif rule.kind == "at_least":
        yield recorded.lacks(gate, rule.fact or "officers")
    elif rule.kind in ("argued", "not_above"):
        yield recorded.lacks(gate, *rule.facts)
        yield from (recorded.lacks(need, *rule.facts) for need in rule.needs)
    elif rule.kind == "balance":
        yield from (recorded.lacks(*term.split(".")) for term in (*rule.owed, *rule.paid))
    key = rule.clock or rule.after_end_of
    if key is not None:
        clock = procedure.clocks[key]
        named = [fact for fact in (clock.starts_on, clock.ends_on) if fact]
        yield from (recorded.lacks(act, *clock.start_where, *named) for act in clock.start)


def _of_clock(clock: ClockSpec) -> Iterator[str]:
    yield from (*clock.start, *clock.stop, *clock.extensions)
    for pause in clock.excludes:
        yield from (pause.start, pause.stop, *pause.ended)
