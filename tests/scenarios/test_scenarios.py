"""Every worked example of `lawbook/scenarios/`, one test each, by its own name."""

from collections.abc import Callable
from typing import Any

import pytest

from mingheng.law.rules.calendar import LastDay, WorkingCalendar
from mingheng.law.rules.citations import Citation, version_on
from mingheng.law.rules.clocks import clocks_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, Docket
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.items import applied, bounds
from mingheng.law.rules.judge import check, judge
from mingheng.law.rules.lawbook import Absolute
from mingheng.law.rules.position import position
from tests.scenarios.road import law
from tests.scenarios.written import Deadline, LawOfTime, ProcedureExample, written


def deadline(one: Deadline) -> None:
    found = WorkingCalendar(law().calendars.values()).end_of(one.since, one.limit, one.unit, roll=one.roll)
    assert LastDay(found.day, found.provisional) == LastDay(one.expect, one.provisional)


def law_of_time(one: LawOfTime) -> None:
    text = applied(
        law().items[one.item],
        stage=one.stage,
        citizen=one.who == "citizen",
        conduct=one.conduct,
        decided=one.decided,
        measures={},
    )
    assert (text.version.since if text.version else None) == one.expect.version_since
    fine = text.clause.fine if text.clause else None
    assert (fine is None) == one.expect.no_fine
    if isinstance(fine, Absolute):
        span = bounds(fine, {})
        assert (span.low, span.high) == (one.expect.min, one.expect.max)


def procedure(one: ProcedureExample) -> None:
    made = one.given.example()
    unlawful = {
        f"{taken.n} {taken.kind}": [f.reason for f in v.refusals] for taken, v in check(made.docket, law()) if not v.allowed
    }
    assert unlawful == {}, "what is given is itself lawful"
    act = one.when.onto(made)
    verdict = judge(made.docket, act, law())
    refusals = {f.code for f in verdict.refusals}
    told = "\n".join(f"{f.code}: {f.reason}" for f in verdict.refusals)
    assert refusals == set(one.expect.refused), told
    assert verdict.allowed is bool(one.expect.allowed)
    if one.expect.noted is not None:
        assert {f.code for f in verdict.findings if f.answer is Answer.BROKEN and not f.refuses} == set(one.expect.noted)
    for finding in verdict.refusals:
        answers(finding, act)
    stands(one, made.docket.with_act(act) if verdict.allowed else made.docket)


def answers(finding: Finding, act: Act) -> None:
    """A refusal says why, what to do, and on which article in force that day it rests."""
    assert finding.code
    assert finding.reason
    assert finding.remedy
    cited = [Citation.parse(ref) for ref in finding.cite]
    assert cited or finding.kind == "shape"
    assert all(version_on(law().statute(c.statute), act.happened) is not None for c in cited)


def stands(one: ProcedureExample, docket: Docket) -> None:
    """Where the docket stands after the act (before it, when refused)."""
    expected, found = one.expect, position(docket, law())
    turn = " ".join([found.turn.act, *([found.turn.party] if found.turn.party else [])]) if found.turn else None
    for name, value in {"next": turn, "stage": found.stage, "due": found.due, "provisional": found.provisional,
                        "closed": found.closed}.items():  # fmt: skip
        wanted = getattr(expected, name)
        assert wanted is None or wanted in (value, str(value).split(" ", maxsplit=1)[0]), name
    clocks = {" ".join(filter(None, (c.key, c.party, c.of))): c for c in clocks_of(Context(docket, law()))}
    assert {k: c.last.day for k in expected.clocks if (c := clocks[k]).last is not None} == expected.clocks


PROOFS: dict[str, Callable[[Any], None]] = {"deadline": deadline, "law_of_time": law_of_time, "procedure": procedure}


@pytest.mark.parametrize("name", written())
def test_scenario(name: str) -> None:
    one = written()[name]
    PROOFS[one.kind](one)
