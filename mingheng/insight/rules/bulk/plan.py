"""What a procedure asks, as small tables: every kind of rule in bulk joins the acts of a log with one of these.

Kinds of act, rules and clocks are numbered in the order of their names. Values of the law that depend on a day are
worked out by the engine itself for the days that occur in the log, so that no date arithmetic is written twice.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from mingheng.insight.rules.bulk.unrecorded import SEQUENCE, Recorded, mute
from mingheng.insight.rules.conditions import Conditions, Where
from mingheng.law.rules.context import Law
from mingheng.law.rules.lawbook import DatedValue
from mingheng.law.rules.procedure import ClockSpec, Procedure, RuleSpec
from mingheng.law.rules.reading.problems import NotInForce

EPOCH = date(1970, 1, 1)
CLOCKED = frozenset({"within"})
GENERIC = SEQUENCE | CLOCKED | {"never_after", "at_least", "different_person", "argued", "not_above", "balance"}
Row = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """One procedure under one law, ready to be joined with a log.

    `key`: the secret of the log's digests. `recorded`: what the log records, where that is not everything.
    """

    procedure: Procedure
    law: Law
    key: bytes = b""
    recorded: Recorded | None = None

    @cached_property
    def conditions(self) -> Conditions:
        """The numbered conditions of the procedure."""
        return Conditions.of(self.procedure)

    @cached_property
    def kinds(self) -> Mapping[str, int]:
        """The number of each kind of act."""
        return {name: i for i, name in enumerate(sorted(self.procedure.acts))}

    @cached_property
    def codes(self) -> Sequence[str]:
        """The codes of all rules; a rule's number is its place."""
        return sorted(self.procedure.rules)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each rule."""
        return {code: i for i, code in enumerate(self.codes)}

    @cached_property
    def clocks(self) -> Mapping[str, int]:
        """The number of each clock."""
        return {name: i for i, name in enumerate(sorted(self.procedure.clocks))}

    @cached_property
    def mute(self) -> Mapping[tuple[str, str], str]:
        """The rules, by code and act, that the log does not let speak, each with what it would have to record."""
        return mute(self.procedure, self.recorded) if self.recorded else {}

    def speaking(self, act: str) -> Iterable[tuple[str, RuleSpec]]:
        """The rules that can speak of an act of this kind."""
        return ((code, rule) for code, rule in self.procedure.rules_of(act).items() if (code, act) not in self.mute)

    def rules(self, kinds: Iterable[str], where: Callable[[RuleSpec], bool] = lambda rule: True) -> list[tuple[str, RuleSpec]]:
        """Rules of these kinds that have a form in bulk, by code."""
        wanted = frozenset(kinds)
        return [(c, r) for c in self.codes if (r := self.procedure.rules[c]).kind in wanted and self.in_bulk(r) and where(r)]

    def in_bulk(self, rule: RuleSpec) -> bool:
        """Whether the rule has a form in bulk; the rest are asked of the cases that need them."""
        clock = rule.clock or rule.after_end_of
        return rule.kind in GENERIC and (clock is None or self.simple(self.procedure.clocks[clock]))

    def simple(self, clock: ClockSpec) -> bool:
        """Whether a clock is counted in bulk: from one start, by its limit, extensions and pauses alone."""
        months = self.law.parameters[clock.limit].unit.value in ("months", "years")
        named = [self.law.parameters[pause.under] for pause in clock.excludes if pause.under]
        young = any(words.values[0].since > self.procedure.since for words in named)
        return not (clock.in_turn or clock.ends or clock.strand or young or (months and (clock.extensions or clock.excludes)))

    def gates(self, rules: Iterable[tuple[str, RuleSpec]]) -> ir.Table:
        """kind, rule, only: which rules ask of an act of which kind, and the bit an act must have to be asked."""
        asked = {code for code, _ in rules}
        return self.table(
            [
                {"kind": kind, "rule": self.numbers[code], "only": self.conditions.mask(act, rule.only)}
                for act, kind in self.kinds.items()
                for code, rule in self.speaking(act)
                if code in asked
            ],
            {"kind": "int32", "rule": "int32", "only": "int64"},
        )

    def said(self, parameter: str, day: int) -> DatedValue | None:
        """What a parameter of the law says on a day since 1970; None where it is not in force."""
        if parameter not in self._said:
            changes = sorted({value.since for value in self.law.parameters[parameter].values})
            self._said[parameter] = [((since - EPOCH).days, self._value(parameter, since)) for since in changes]
        told = self._said[parameter]
        place = bisect_right(told, day, key=itemgetter(0))
        return told[place - 1][1] if place else None

    @cached_property
    def _said(self) -> dict[str, list[tuple[int, DatedValue | None]]]:
        return {}

    def _value(self, parameter: str, on: date) -> DatedValue | None:
        try:
            return self.law.value(parameter, on)
        except NotInForce:
            return None

    def mask(self, act: str, where: Where) -> int:
        """The bit of a condition."""
        return self.conditions.mask(act, where)

    def done(self, act: str) -> int:
        """The bit that says an act of this kind is finished and not, say, sent back; 0 where every one is."""
        return self.conditions.mask(act, self.procedure.acts[act].done_when)

    @staticmethod
    def table(rows: Sequence[Row], columns: Mapping[str, str]) -> ir.Table:
        """A small table."""
        schema = ibis.schema(columns)
        return ibis.memtable(pa.Table.from_pylist(list(rows), schema=schema.to_pyarrow()), schema=schema)
