"""The checks in bulk answer what the engine answers, act by act, on random dockets of random procedures."""

from datetime import timedelta

import ibis
import ibis.expr.types as ir
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from ibis.backends.duckdb import Backend

from mingheng.insight.rules.bulk import Days, Plan, answers, days_told, duties, prepared
from mingheng.insight.rules.bulk.answers import WORDS
from mingheng.insight.rules.bulk.plan import EPOCH
from mingheng.insight.rules.encoding import CaseTold, Encoder
from mingheng.insight.rules.keeping import Keeper
from mingheng.insight.rules.log import SCHEMAS, Log
from mingheng.insight.tests.random_dockets import BULK_LAW, FIRST, dockets, procedures
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.findings import Answer
from mingheng.law.rules.judge import check
from mingheng.law.rules.judge import duties as owed

KEY = b"secret"
ASKED = settings().max_examples  # each example is half a dozen dockets, and as many queries
FEW = 12 if ASKED <= 100 else ASKED // 5


@pytest.fixture(scope="module")
def duck() -> Backend:
    return ibis.duckdb.connect(threads=1)


def log_of(found: list[Docket]) -> Log:
    encoder = Encoder(found[0].procedure, KEY)
    for i, docket in enumerate(found):
        encoder.add(CaseTold(i, f"L-{i}"), docket)
    return Log(**{name: ibis.memtable(table, schema=SCHEMAS[name]) for name, table in encoder.arrow().items()})


def named_days(duck: Backend, log: Log, acts: ir.Table) -> list[int]:
    return [row["day"] for row in duck.to_pyarrow(days_told(log, acts)).to_pylist()] or [0]


@settings(max_examples=FEW, deadline=None, phases=[Phase.generate])
@given(st.data())
def test_bulk_and_judge_agree_on_every_act_and_rule(duck: Backend, data: st.DataObject) -> None:
    procedure = data.draw(procedures())
    found = data.draw(st.lists(dockets(procedure), min_size=1, max_size=6))
    plan = Plan(procedure, BULK_LAW, KEY)
    in_bulk = {code for code in plan.codes if plan.in_bulk(procedure.rules[code])}
    expected = {
        (case, act.n, f.code): f.answer.value
        for case, docket in enumerate(found)
        for act, verdict in check(docket, BULK_LAW)
        for f in verdict.findings
        if f.code in in_bulk and f.answer is not Answer.KEPT
    }
    log = log_of(found)
    keep = Keeper(duck)
    acts = keep(prepared(log, plan))
    days = Days(plan, named_days(duck, log, acts), keep)
    rows = duck.to_pyarrow(answers(log, acts, days)).to_pylist()
    keep.clear()
    assert {(r["case"], r["n"], plan.codes[r["rule"]]): WORDS[r["answer"]] for r in rows} == expected


@settings(max_examples=FEW, deadline=None, phases=[Phase.generate])
@given(st.data())
def test_bulk_and_engine_agree_on_what_is_due_and_what_is_overdue(duck: Backend, data: st.DataObject) -> None:
    procedure = data.draw(procedures())
    found = data.draw(st.lists(dockets(procedure), min_size=1, max_size=6))
    as_of = FIRST + timedelta(days=data.draw(st.integers(0, 130)))
    plan = Plan(procedure, BULK_LAW, KEY)
    expected = {
        (case, f.party, f.code): (f.answer.value, f.due)
        for case, docket in enumerate(found)
        for f in owed(docket, BULK_LAW, as_of=as_of)
        if plan.in_bulk(procedure.rules[f.code])
    }
    log, keep = log_of(found), Keeper(duck)
    acts = keep(prepared(log, plan))
    days = Days(plan, named_days(duck, log, acts), keep)
    rows = duck.to_pyarrow(duties(log, acts, days, as_of)).to_pylist()
    keep.clear()
    assert {
        (r["case"], r["party"], plan.codes[r["rule"]]): (WORDS[r["answer"]], r["due"] and EPOCH + timedelta(days=r["due"]))
        for r in rows
    } == expected
