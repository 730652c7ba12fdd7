"""A procedure as a value: its stages, acts, rules and clocks, as `lawbook/procedures/*.yaml` says them.

An act is a kind of step (立案审批, 送达告知书 …); a rule gates one or more acts and carries the
article, the reason and the remedy a refused person reads; a clock runs from one act to another.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import Field, JsonValue, model_validator

from mingheng.law.rules.lawbook import LawValue, Status

FactType = Literal[
    "text", "long_text", "choice", "flag", "day", "moment", "money", "number", "party", "parties",
    "officer", "officer_pair", "place", "unit", "identity", "phone", "item", "clause", "grade", "measures", "points", "answers",
    "plan", "review_items", "views", "agents", "mends", "concurring", "other_cases", "files", "evidence_kind", "instrument", "earlier_act", "elements", "things", "slip", "person", "proofs",
]  # fmt: skip

# Facts that name or describe a person are sealed under the case's key (see docs/rooms.md);
# of these types every value may do so.
PERSONAL_TYPES = frozenset({
    "identity", "phone", "text", "long_text", "place", "points", "answers", "review_items", "views", "agents", "mends", "things", "person", "proofs",
})  # fmt: skip


class FactSpec(LawValue):
    """One fact an act declares: what the form asks and what the docket keeps.

    `confidential` facts are shown to the case's handlers only and stand in no paper; `computed` ones are
    worked out when the act is taken, nobody types them. Rows of `proofs` take their key from the words of the parameters
    named in `words` and point to a step that is one of `acts`.
    """

    title: str
    type: FactType
    required: bool = True
    personal: bool | None = None
    choices: dict[str, str] = Field(default_factory=dict)
    must: bool = False
    confidential: bool = False
    computed: bool = False
    hint: str = ""
    default: str = ""
    words: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()

    @property
    def is_personal(self) -> bool:
        """Whether the fact is sealed: as declared, else by its type."""
        return self.type in PERSONAL_TYPES if self.personal is None else self.personal


class Supersedes(LawValue):
    """Earlier acts that stop having effect when this act is taken (of the same party, if per party).

    `when` narrows it to an act whose named fact has one of the values, e.g. a review returned. With `named`, it is
    the act this fact names that goes, if it is one of `head`, and with it the later `acts` that rest on it. Where
    the fact of `unless_named` names an act, nothing goes.
    """

    acts: tuple[str, ...] = ()
    named: str | None = None
    head: tuple[str, ...] = ()
    unless_named: str | None = None
    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Amends(LawValue):
    """Facts of earlier acts that this act changes (of the same party): the earlier fact's name → this act's fact.

    `when` and `unless_named` narrow it as in `Supersedes`, e.g. a fine lowered by the reconsideration body.
    """

    acts: tuple[str, ...]
    unless_named: str | None = None
    facts: dict[str, str]
    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Strand(LawValue):
    """Acts of a docket that are about one earlier act and no other: a seizure with its extensions, a lawsuit against an order.

    An act belongs to the strand when it declares a fact of the strand's name, by which it names its head. `apart`:
    what names no head is about the decision and sees nothing of the strands; else it is about the party's last head.
    """

    title: str
    heads: tuple[str, ...]
    apart: bool = False


class ActSpec(LawValue):
    """One kind of act: who takes it, what it declares, which instrument it makes.

    `relation` handler: one of the case's assigned officers (or the one it is registered by before
    assignment); unit: anybody with the duty in the case's unit; anyone: the duty suffices. `reserved_by` names
    acts that give this one to a single person, each with its fact that says to whom. `also` are duties that may
    take it in every unit they reach, though it is the turn of those of `by`. `undoes` is the fact that names an earlier
    act which is to have had no effect.
    """

    title: str
    verb: str
    stage: str
    by: tuple[str, ...]
    relation: Literal["handler", "unit", "anyone"] = "handler"
    also: tuple[str, ...] = ()
    facts: dict[str, FactSpec] = Field(default_factory=dict)
    happened: Literal["minute", "day", "now"] = "now"
    per_party: bool = False
    per_party_when_given: bool = False
    instrument: str | None = None
    supersedes: tuple[Supersedes, ...] = ()
    amends: tuple[Amends, ...] = ()
    undoes: str | None = None
    done_when: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    says: str = ""
    tone: Literal["law", "party", "plain"] = "law"
    weighty: bool = False
    reserved_by: dict[str, str] = Field(default_factory=dict)
    cite: tuple[str, ...] = ()
    status: Status = Status.VERIFIED


class PathStep(LawValue):
    """One milestone of the main road: `any_of` acts end it; `when` names a predicate that asks for it.

    `again`: it comes back as often as the predicate asks, however often it was done.
    """

    any_of: tuple[str, ...]
    when: str | None = None
    again: bool = False


class RuleSpec(LawValue):
    """One rule of law: its kind, what it gates and what the kind needs to know (see `kinds`).

    `asks` says what the law wants, `why` what is wrong when it is not there, `remedy` the way out. With `only`, the
    rule speaks of an act whose own facts have these values, and of no other.
    A rule that gates every act (`*`) leaves out those it `spares`. `owed` and `paid` name facts as `act.fact`: their sums
    over the acts in effect are held against each other; `at_most`: with this act's own, no more is paid than owed.
    """

    kind: str
    gates: tuple[str, ...]
    spares: tuple[str, ...] = ()
    cite: tuple[str, ...]
    why: str
    remedy: str
    asks: str = ""
    remedy_act: str | None = None
    needs: tuple[str, ...] = ()
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    only: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    reads: Literal["first", "last", "each"] = "last"
    each_party: bool = False
    when: str | None = None
    unless: tuple[str, ...] = ()
    clock: str | None = None
    after_end_of: str | None = None
    on_last_day: bool = False
    fact: str | None = None
    facts: tuple[str, ...] = ()
    parameter: str | None = None
    words: str | None = None
    people_of: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()
    paid: tuple[str, ...] = ()
    at_most: bool = False
    special: str | None = None
    loose_time: bool = False
    severity: Literal["fatal", "heavy", "light"] = "fatal"
    fact_ids: tuple[str, ...] = ()


class Exclusion(LawValue):
    """Days between `start` and `stop` that a clock does not count, e.g. an appraisal.

    `ended` names acts that end it just as `stop` does. With `until`, not longer than the day this fact of `start` names; with
    `under`, only while that parameter's words hold the title. Where `stop_where` is given, an act ends it only if its
    facts have these values.
    """

    start: str
    stop: str
    stop_where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    title: str
    until: str = ""
    under: str = ""
    ended: tuple[str, ...] = ()


class ClockSpec(LawValue):
    """A period of law: from the effective `start` act to one of the `stop` acts.

    `limit` names a parameter holding number and unit; `roll` moves a last day that is a holiday to
    the next working day (民事诉讼法 85); an agency's own power is not rolled. `in_turn`: starts are met one by
    one, the earliest first, and the period of the first one not met yet is the one that runs. Otherwise the last
    start counts, or the `first` where `reads` says so. A limit in hours runs from minute to minute. `starts_on` and
    `ends_on` name facts of the start act that hold the first and the last day; without them its own day and `limit` count.
    `limits` gives starts of some kinds a parameter of their own; a clock with any is all of one unit.
    `ends` names a function (`clocks.LAST_DAYS`) that gives another last day where one was granted. A clock of a
    `strand` runs in each of its strands by itself.
    """

    title: str
    start: tuple[str, ...]
    start_where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    reads: Literal["first", "last"] = "last"
    starts_on: str | None = None
    ends_on: str | None = None
    stop: tuple[str, ...]
    limit: str
    limits: dict[str, str] = Field(default_factory=dict)
    ends: str | None = None
    roll: bool = True
    in_turn: bool = False
    per_party: bool = False
    party_time: bool = False
    extensions: dict[str, str] = Field(default_factory=dict)
    excludes: tuple[Exclusion, ...] = ()
    near: str
    when: str | None = None
    cite: tuple[str, ...]
    shown: bool = True
    strand: str | None = None


class Part(LawValue):
    """Acts, rules and clocks that procedures share (see `reading.parts`); `joins` lengthens what they have already."""

    key: str
    title: str
    acts: dict[str, ActSpec] = Field(default_factory=dict)
    rules: dict[str, RuleSpec] = Field(default_factory=dict)
    clocks: dict[str, ClockSpec] = Field(default_factory=dict)
    strands: dict[str, Strand] = Field(default_factory=dict)
    joins: dict[Literal["acts", "rules", "clocks"], dict[str, dict[str, JsonValue]]] = Field(default_factory=dict)


class Procedure(LawValue):
    """A whole procedure from a day on. Cases keep the content they were filed under, by digest."""

    key: str
    title: str
    since: date
    until: date | None = None
    uses: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    cite: tuple[str, ...]
    stages: dict[str, str]
    path: tuple[PathStep, ...]
    ends: tuple[str, ...]
    acts: dict[str, ActSpec]
    rules: dict[str, RuleSpec]
    clocks: dict[str, ClockSpec]
    strands: dict[str, Strand] = Field(default_factory=dict)

    @model_validator(mode="after")
    def names_what_exists(self) -> Self:
        """Every act, clock and stage a rule, clock or path names must be declared here."""
        named: list[tuple[str, str]] = []
        for code, rule in self.rules.items():
            named += [(code, a) for a in (*rule.gates, *rule.spares, *rule.needs, *rule.unless, *rule.people_of) if a != "*"]
            named += [(code, rule.remedy_act)] if rule.remedy_act else []
            for clock in (rule.clock, rule.after_end_of):
                if clock is not None and clock not in self.clocks:
                    raise ValueError(f"规则 {code} 引用了没有定义的时限 {clock}")
            named += [(code, term.partition(".")[0]) for term in (*rule.owed, *rule.paid)]
        for key, clock_spec in self.clocks.items():
            named += [(key, a) for a in (*clock_spec.start, *clock_spec.stop, *clock_spec.extensions, *clock_spec.limits)]
            named += [(key, a) for e in clock_spec.excludes for a in (e.start, e.stop, *e.ended)]
        named += [(key, a) for key, strand in self.strands.items() for a in strand.heads]
        for step in self.path:
            named += [("path", a) for a in step.any_of]
        named += [("ends", a) for a in self.ends]
        for key, act in self.acts.items():
            named += [(key, a) for s in act.supersedes for a in (*s.acts, *s.head)]
            named += [(key, a) for s in act.amends for a in s.acts]
            named += [(key, a) for fact in act.facts.values() for a in fact.acts]
            if act.stage not in self.stages:
                raise ValueError(f"步骤 {key} 的环节 {act.stage} 没有定义")
        for place, name in named:
            if name not in self.acts:
                raise ValueError(f"{place} 引用了没有定义的步骤 {name}")
        return self

    @model_validator(mode="after")
    def clocks_run_in_strands_there_are(self) -> Self:
        """A strand a clock names must be declared here."""
        for key, clock in self.clocks.items():
            if clock.strand is not None and clock.strand not in self.strands:
                raise ValueError(f"时限 {key} 引用了没有定义的分线 {clock.strand}")
        return self

    def rules_of(self, act: str) -> Mapping[str, RuleSpec]:
        """The rules that gate an act, by code."""
        return self.gates.get(act, {})

    @cached_property
    def gates(self) -> Mapping[str, Mapping[str, RuleSpec]]:
        """For every act the rules that gate it."""
        return {
            act: {code: r for code, r in self.rules.items() if act in r.gates or ("*" in r.gates and act not in r.spares)}
            for act in self.acts
        }

    def strand_of(self, act: str) -> str | None:
        """The strand an act of this kind belongs to, if any."""
        return self._strands_by_act.get(act)

    @cached_property
    def _strands_by_act(self) -> dict[str, str]:
        return {act: name for act, spec in self.acts.items() for name in self.strands if name in spec.facts}

    def facts_of(self, act: str) -> dict[str, FactSpec]:
        """The facts an act declares."""
        return self.acts[act].facts


def plain(value: Any) -> tuple[str, ...]:
    """A fact's value as the words `where` and `done_when` compare with."""
    if value is None:
        return ()
    if isinstance(value, list | tuple):
        return tuple(str(v) for v in value)
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    return (str(value),)
