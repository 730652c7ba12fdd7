"""Asking the engine itself, case by case, where a rule has no form in bulk or a docket winds: only what is left open.

A rule with a question (`when`) is first answered in bulk as if the question were answered yes; only what is not kept
then is asked here. A few questions may lack their answer, which is no yes: those are asked of every act they speak of.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from mingheng.insight.rules.bulk.plan import Plan
from mingheng.insight.rules.bulk.time import left_open
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, Docket
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.judge import answer, duties, duty_rules
from mingheng.law.rules.predicates import MAY_LACK
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.shape import shape
from mingheng.law.rules.withheld import FactWithheld, OpenFacts

Candidates = Mapping[tuple[int, int], frozenset[str]]  # case and act: the rules that bulk leaves open


@dataclass(frozen=True)
class Told:
    """What the engine says of one act (or, without `n`, of a duty), and the fact it would need and may not read."""

    case: int
    n: int | None
    finding: Finding
    lacks: str | None = None


def has_question(plan: Plan, rule: RuleSpec) -> bool:
    """Whether what bulk says of the rule holds only if a question is answered yes."""
    clock = rule.clock or rule.after_end_of
    return rule.when is not None or (clock is not None and plan.procedure.clocks[clock].when is not None)


def always_asked(plan: Plan) -> frozenset[str]:
    """The rules that every act they speak of is asked about: those without a form in bulk, and whose question may lack its answer."""
    rules = plan.procedure.rules
    return frozenset(c for c, rule in rules.items() if not plan.in_bulk(rule) or rule.when in MAY_LACK)


@dataclass
class Asker:
    """Asks dockets; `asked` counts how often which rule was asked.

    `silent` counts by rule, act and lack what would be kept if the system of a docket recorded everything: it says nothing.
    """

    plan: Plan
    asked: dict[str, int] = field(default_factory=dict)
    silent: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def of_case(self, case: int, docket: Docket, *, winding: bool, candidates: Candidates) -> Iterator[Told]:
        """What is not kept of one case: everything where it winds, else what was left open."""
        every = self._speaking if winding else self._always
        told = 0
        try:
            for stood, act in docket.growing():
                codes = every[act.kind] | (candidates.get((case, act.n), frozenset()) & self._speaking[act.kind])
                yield from self._ask(case, stood, act, codes) if codes else ()
                told = act.n
        except FactWithheld as lacking:  # what has effect depends on a fact that may not be read
            for act in docket.acts[told:]:
                yield from (self._unknown(case, act, code, lacking.fact) for code in every[act.kind])

    @cached_property
    def _speaking(self) -> Mapping[str, frozenset[str]]:
        """The rules that can speak of each kind of act."""
        return {act: frozenset(code for code, _ in self.plan.speaking(act)) for act in self.plan.procedure.acts}

    @cached_property
    def _always(self) -> Mapping[str, frozenset[str]]:
        always = always_asked(self.plan)
        return {act: codes & always for act, codes in self._speaking.items()}

    def _ask(self, case: int, stood: Docket, act: Act, codes: frozenset[str]) -> Iterator[Told]:
        named = stood.naming(act)
        act = named if isinstance(named.facts, OpenFacts) else shape(stood, named)[0]
        context = Context(stood, self.plan.law).of_act(act)
        for code in sorted(codes):
            self.asked[code] = self.asked.get(code, 0) + 1
            _missed(stood)
            try:
                found = answer(code, self.plan.procedure.rules[code], context, act)
            except FactWithheld as lacking:
                yield self._unknown(case, act, code, lacking.fact)
                continue
            lack = _missed(stood)
            if lack is not None and found.answer is not Answer.KEPT:
                yield self._unknown(case, act, code, lack)
            elif lack is not None:
                self.silent[code, act.kind, lack] += 1
            elif found.answer is not Answer.KEPT:
                yield Told(case, act.n, found)

    def _unknown(self, case: int, act: Act, code: str, fact: str) -> Told:
        rule = self.plan.procedure.rules[code]
        found = Finding(
            code, rule.kind, Answer.UNKNOWN, rule.why, rule.cite, rule.remedy, party=act.party, severity=rule.severity
        )
        return Told(case, act.n, found, lacks=fact)

    def duties(self, case: int, docket: Docket, as_of: date, *, winding: bool) -> Iterator[Told]:
        """The duties bulk leaves open; of a case that winds, all."""
        rules = duty_rules(self.plan.procedure)
        clocks = rules.keys() if winding else left_open(self.plan)
        for key in sorted(clocks & rules.keys()):
            _missed(docket)
            try:
                found = duties(docket, self.plan.law, as_of=as_of, clocks={key})
            except FactWithheld as lacking:
                yield self._unsure(case, rules[key][0], lacking.fact)
                continue
            lack = _missed(docket)
            yield from (self._unsure(case, one.code, lack) if lack else Told(case, None, one) for one in found)

    def _unsure(self, case: int, code: str, fact: str) -> Told:
        rule = self.plan.procedure.rules[code]
        return Told(case, None, Finding(code, rule.kind, Answer.UNKNOWN, rule.why, rule.cite, severity=rule.severity), lacks=fact)


def _missed(docket: Docket) -> str | None:
    """What was asked for beyond what the docket's system records, since this was asked last."""
    if docket.recording is None:
        return None
    missed = min(docket.recording.missed, default=None)
    docket.recording.missed.clear()
    return missed
