"""What another system does not write down accuses nobody: less of a log never finds a breach that all of it does not."""

from dataclasses import replace
from random import Random
from types import MappingProxyType
from typing import Any

import ibis
import pyarrow as pa
import pytest

from mingheng.insight.datasets.figures import in_words
from mingheng.insight.rules.bulk import Plan
from mingheng.insight.rules.bulk.unrecorded import TAKER, Recorded, softened
from mingheng.insight.rules.checking import Checked, Checker
from mingheng.insight.rules.decoding import dockets
from mingheng.insight.rules.encoding import CaseTold, Encoder
from mingheng.insight.rules.keeping import keeping
from mingheng.insight.rules.log import SCHEMAS, Log
from mingheng.insight.tests.test_checking import AS_OF, KEY, judged, lives, owed
from mingheng.law.rules.docket import Docket
from tests.scenarios.road import law

NUMBERS = ("earlier_act",)  # facts that are numbers of acts, which another system counts otherwise


def some_of(docket: Docket, rng: Random, share: float) -> Recorded:
    """A system that records about this share of the acts, and of the facts of each."""
    kinds = [kind for kind in sorted(docket.procedure.acts) if rng.random() < share]
    return Recorded({
        kind: frozenset({TAKER, *(name for name, spec in sorted(docket.procedure.acts[kind].facts.items())
                                  if spec.type not in NUMBERS and rng.random() < share)})
        for kind in kinds
    })  # fmt: skip


def as_recorded(docket: Docket, recorded: Recorded) -> tuple[Docket, list[int]]:
    """The docket as such a system would give it, and the numbers its acts had."""
    taken = [act for act in docket.acts if act.kind in recorded.facts]
    acts = tuple(
        replace(act, n=n, facts=MappingProxyType({k: v for k, v in act.facts.items() if k in recorded.facts[act.kind]}))
        for n, act in enumerate(taken, 1)
    )
    return replace(docket, acts=acts), [act.n for act in taken]


def joining(part: Docket, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parties of a case, each from the first act that names it."""
    first = {act.party: act.n for act in reversed(part.acts) if act.party}
    return [{**row, "joined": first[row["party"]] - 1} for row in rows if row["party"] in first]


def checked(found: list[Docket], recorded: Recorded) -> tuple[list[dict[str, Any]], Checked]:
    """What is found in what is recorded of the dockets, by people of whom nothing but a name is known."""
    backend, encoder = ibis.duckdb.connect(threads=1), Encoder(found[0].procedure, KEY)
    for case, docket in enumerate(found):
        encoder.add(CaseTold(case, f"L-{case}"), docket)
    tables = encoder.arrow()
    rows = {name: tables[name].to_pylist() for name in ("acts", "parties", "cases")}
    parties = [row for case, part in enumerate(found) for row in joining(part, [r for r in rows["parties"] if r["case"] == case])]
    tables["parties"] = pa.Table.from_pylist(parties, schema=tables["parties"].schema)
    acts = [{**row, "standings": "[]", "by": f"甲{row['by']}"} for row in rows["acts"]]
    written = dict(dockets(found[0].procedure, acts, parties, rows["cases"], recorded))
    log = Log(**{name: ibis.memtable(table, schema=SCHEMAS[name]) for name, table in tables.items()})
    plan = Plan(found[0].procedure, law(), KEY, recorded)
    with keeping(backend) as keep:
        checker = Checker(
            plan, keep, lambda table: backend.to_pyarrow(table).to_pylist(), lambda cases: ((c, written[c]) for c in cases)
        )
        told = checker.check(log, as_of=AS_OF)
        return backend.to_pyarrow(told.findings).to_pylist(), told


@pytest.mark.parametrize(
    ("procedure", "seed", "share"), [("ordinary", 0, 0.85), ("ordinary", 1, 0.85), ("simple", 0, 0.6), ("simple", 6, 0.8)]
)
def test_less_of_a_log_accuses_of_nothing_that_all_of_it_does_not(procedure: str, seed: int, share: float) -> None:
    whole = lives(procedure)
    recorded = some_of(whole[0], Random(seed), share)
    parts = [as_recorded(docket, recorded) for docket in whole]
    rows, told = checked([docket for docket, _ in parts], recorded)
    acts = {
        (r["case"], parts[r["case"]][1][r["n"] - 1], r["rule"]) for r in rows if r["kind"] == "rule" and r["answer"] == "broken"
    }
    assert acts <= {(case, n, rule) for case, n, rule, answer in judged(whole) if answer == "broken"}
    late = {(r["case"], r["party"], r["rule"]) for r in rows if r["kind"] == "duty" and r["answer"] == "broken"}
    assert late <= {(case, party, rule) for case, party, rule, answer, _ in owed(whole) if answer == "broken"}
    assert all(row["lacks"] or "无法核对" in row["reason"] for row in rows if row["answer"] == "unknown")
    assert told.lacking
    assert all(told.asked[lack.rule] >= 0 for lack in told.lacking)


def test_everything_recorded_is_asked_as_before() -> None:
    whole = lives("ordinary")[:3]
    procedure = whole[0].procedure
    everything = Recorded({kind: frozenset({TAKER, *spec.facts}) for kind, spec in procedure.acts.items()})
    broken = {
        (r["case"], r["n"], r["rule"]) for r in checked(whole, everything)[0] if r["kind"] == "rule" and r["answer"] == "broken"
    }
    asked = {(case, n, rule) for case, n, rule, answer in judged(whole) if answer == "broken"}
    assert broken <= asked
    assert {rule for *_, rule in asked - broken} <= {code for code, rule in procedure.rules.items() if rule.kind == "special"}


@pytest.mark.parametrize(("rule", "duty", "missing"), [
    ("lead-checked-in-time", True, "check_lead"),  # what would meet the duty
    ("lead-checked-in-time", True, "archive_case"),  # what would end the case
    ("decided-in-time", False, "suspend_case"),  # what would hold the period
    ("defence-window-over", False, "waive_statement"),  # what would excuse the act
])  # fmt: skip
def test_what_may_stand_in_the_system_alone_makes_a_breach_uncertain(rule: str, missing: str, *, duty: bool) -> None:
    procedure = law().procedure("ordinary")
    everything = {kind: frozenset({TAKER, *spec.facts}) for kind, spec in procedure.acts.items()}
    told = procedure.rules[rule]
    assert softened(procedure, Recorded(everything), told, duty=duty) is None
    without = {kind: facts for kind, facts in everything.items() if kind != missing}
    assert softened(procedure, Recorded(without), told, duty=duty) == missing


@pytest.mark.parametrize(("lacks", "said"), [
    ("party", "日志没有写当事人"), ("make_decision.standing", "日志没有写“作出处罚决定”的人员的执法资格"),
    ("conduct_day", "日志没有写违法行为日期"), ("make_decision.by", "日志没有写“作出处罚决定”的经办人"),
])  # fmt: skip
def test_what_is_lacking_is_said_in_words(lacks: str, said: str) -> None:
    assert in_words(lacks, [law().procedure("ordinary")]) == said


def test_a_log_without_parties_says_nothing_of_what_each_of_them_must_have() -> None:
    docket = lives("ordinary")[0]
    everything = {kind: frozenset({TAKER, *spec.facts}) for kind, spec in docket.procedure.acts.items()}
    plan = Plan(docket.procedure, law(), KEY, Recorded(everything, parties=False))
    assert plan.mute["notice-served-before-review", "submit_review"] == "party"
