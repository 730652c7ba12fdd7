"""A whole log checked says what the engine says of every docket: strands, corrections, questions and special rules included."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from random import Random
from typing import Any

import ibis
import pytest
from ibis.backends.duckdb import Backend

from mingheng.insight.rules.bulk import Plan
from mingheng.insight.rules.checking import Checker
from mingheng.insight.rules.decoding import dockets
from mingheng.insight.rules.encoding import TEXTS, CaseTold, Encoder
from mingheng.insight.rules.keeping import keeping
from mingheng.insight.rules.log import SCHEMAS, Log
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.findings import Answer
from mingheng.law.rules.judge import check, duties
from tests.scenarios.road import law
from tests.scenarios.spot_walks import spot_walk
from tests.scenarios.walks import walk

KEY = b"secret"
LIVES = 12
AS_OF = date(2027, 3, 1)
Told = set[tuple[int, int, str, str]]


def lives(procedure: str) -> list[Docket]:
    told = walk if procedure == "ordinary" else spot_walk
    return [told(Random(seed), 40).docket for seed in range(LIVES)]


def judged(found: Sequence[Docket]) -> Told:
    rules = found[0].procedure.rules
    return {
        (case, act.n, f.code, f.answer.value)
        for case, docket in enumerate(found)
        for act, verdict in check(docket, law())
        for f in verdict.findings
        if f.code in rules and f.answer is not Answer.KEPT
    }


def owed(found: Sequence[Docket]) -> set[tuple[int, str | None, str, str, date | None]]:
    return {
        (case, f.party, f.code, f.answer.value, f.due)
        for case, docket in enumerate(found)
        for f in duties(docket, law(), as_of=AS_OF)
    }


def in_bulk(found: Sequence[Docket], *, from_log: bool) -> list[dict[str, Any]]:
    backend: Backend = ibis.duckdb.connect(threads=1)
    encoder = Encoder(found[0].procedure, KEY)
    for case, docket in enumerate(found):
        encoder.add(CaseTold(case, f"L-{case}"), docket)
    tables = encoder.arrow()
    log = Log(**{name: ibis.memtable(table, schema=SCHEMAS[name]) for name, table in tables.items()})
    read = {name: tables[name].to_pylist() for name in ("acts", "parties", "cases")}
    written = dict(dockets(found[0].procedure, read["acts"], read["parties"], read["cases"]))

    def some(cases: Iterable[int]) -> Iterator[tuple[int, Docket]]:
        return ((case, written[case] if from_log else found[case]) for case in cases)

    plan = Plan(found[0].procedure, law(), KEY)
    with keeping(backend) as keep:
        checker = Checker(plan, keep, lambda table: backend.to_pyarrow(table).to_pylist(), some)
        checked = checker.check(log, as_of=AS_OF)
        return list(backend.to_pyarrow(checked.findings).to_pylist())


def of_acts(rows: Iterable[dict[str, Any]]) -> Told:
    return {(r["case"], r["n"], r["rule"], r["answer"]) for r in rows if r["kind"] == "rule"}


@pytest.mark.parametrize("procedure", ["ordinary", "simple"])
def test_a_log_of_many_lives_is_checked_as_each_is_judged(procedure: str) -> None:
    found = lives(procedure)
    rows = in_bulk(found, from_log=False)
    assert of_acts(rows) == judged(found)
    assert {(r["case"], r["party"], r["rule"], r["answer"], r["due"]) for r in rows if r["kind"] == "duty"} == owed(found)


def test_without_personal_facts_what_cannot_be_told_is_unknown_and_nothing_is_accused() -> None:
    found = lives("ordinary")
    told, expected = of_acts(in_bulk(found, from_log=True)), judged(found)
    unknown = {one[:3] for one in told if one[3] == "unknown"}
    assert {one for one in told if one[3] == "broken"} <= expected
    assert {one for one in expected if one[:3] not in unknown} == {
        one for one in told if one in expected and one[:3] not in unknown
    }
    assert unknown


@pytest.mark.parametrize("procedure", ["ordinary", "simple"])
def test_every_reason_a_rule_asks_for_is_in_the_log(procedure: str) -> None:
    of = law().procedure(procedure)
    argued = [(rule, act) for act in of.acts for rule in of.rules_of(act).values() if rule.kind == "argued"]
    types = {of.acts[act].facts[fact].type for rule, act in argued for fact in rule.facts if fact in of.acts[act].facts}
    assert types - TEXTS == set()
