"""The worked examples show both sides of every rule of every procedure."""

import re
from collections.abc import Iterable, Mapping

import pytest

from mingheng.law.rules.procedure import FactSpec, Procedure
from tests.scenarios.road import law
from tests.scenarios.written import ProcedureExample, of_procedure

FACT_OF_LAW = re.compile(r"(?:CF|CL|P|T|QZ|FY|SS|YS|CW|GS|CG|SV)-\d{1,2}[a-z]?")
SHAPE = {
    "fact-required", "fact-malformed", "fact-must-hold", "fact-not-a-choice", "party-required", "party-not-wanted",
    "time-not-future", "time-is-now", "time-too-early",
}  # fmt: skip
PROCEDURES = sorted({**law().procedures, **law().supervision})


def procedures() -> Iterable[Procedure]:
    return (law().procedure(key) for key in PROCEDURES)


def every_rule() -> set[str]:
    return {code for procedure in procedures() for code in procedure.rules}


def broken_by() -> dict[str, set[str]]:
    """Each code with the acts it stops (or marks) in some example."""
    found: dict[str, set[str]] = {}
    for one in of_procedure():
        for code in (*one.expect.refused, *(one.expect.noted or ())):
            found.setdefault(code, set()).add(one.when.act)
    return found


def asked_by(one: ProcedureExample) -> tuple[str, Mapping[str, FactSpec]]:
    """The act of an example with what it asks: two procedures that ask the same have it from one part."""
    return one.when.act, law().procedure(one.given.procedure).facts_of(one.when.act)


def test_every_rule_stops_or_marks_an_act_in_some_example() -> None:
    assert (every_rule() | SHAPE) - set(broken_by()) == set()


def test_no_example_expects_a_code_that_does_not_exist() -> None:
    assert set(broken_by()) - every_rule() - SHAPE == set()


def test_every_act_that_is_stopped_is_allowed_in_another_example() -> None:
    allowed = {one.when.act for one in of_procedure() if one.expect.allowed}
    assert {code: acts - allowed for code, acts in broken_by().items() if acts - allowed} == {}


@pytest.mark.parametrize("key", PROCEDURES)
def test_every_act_of_the_procedure_is_allowed_somewhere(key: str) -> None:
    """What a part brings to several procedures is shown in one of them; what a procedure asks otherwise, in itself."""
    allowed = [asked_by(one) for one in of_procedure() if one.expect.allowed]
    procedure = law().procedure(key)
    assert [act for act, spec in procedure.acts.items() if (act, spec.facts) not in allowed] == []


def test_an_example_says_either_allowed_or_refused() -> None:
    assert [one.name for one in of_procedure() if bool(one.expect.allowed) == bool(one.expect.refused)] == []


def test_the_facts_of_law_an_example_proves_are_numbered_as_in_the_fact_sheet() -> None:
    assert [one.name for one in of_procedure() for fact in one.facts if not FACT_OF_LAW.fullmatch(fact)] == []


@pytest.mark.parametrize("key", PROCEDURES)
def test_the_facts_of_law_a_rule_rests_on_are_proved_by_examples(key: str) -> None:
    proved = {fact for one in of_procedure() for fact in one.facts}
    resting = {fact for rule in law().procedure(key).rules.values() for fact in rule.fact_ids}
    assert resting - proved == set()
