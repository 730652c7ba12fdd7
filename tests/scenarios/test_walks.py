"""Random lives of dockets: no sequence of accepted acts is unlawful, nothing disagrees, nothing gets stuck."""

from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingheng.kit.dates import day_of
from mingheng.law.rules.docket import Docket, effective
from mingheng.law.rules.findings import Answer
from mingheng.law.rules.judge import check, consider
from mingheng.law.rules.position import Position, position
from tests.scenarios.onward import finish
from tests.scenarios.oracle import TWO_SIGN, late, unlawful
from tests.scenarios.road import law
from tests.scenarios.walks import Walk, walk
from tests.scenarios.written import ProcedureExample, of_procedure

STEPS = 120
JUDGED = {"make_decision", "decide_no_penalty", "question_person", "serve_notice", "serve_decision"}
SEEN = {  # rules the second opinion has a predicate for
    "approved-before-decision", "appraisal-back", "decided-as-approved", "decided-in-time", "decision-service-proved", "fine-in-range",
    "filed-before-questioning", "not-heavier-than-told", "notice-served-before-review", "notice-service-proved", "one-decision",
    "same-as-told", "two-officers",
}  # fmt: skip
WORDING = {"text", "long_text", "place"}
seeds = st.integers(min_value=0, max_value=2**32 - 1)
few = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
some = settings(few, max_examples=20)


def lived(seed: int) -> Walk:
    """The walk of this seed, of its own length."""
    return walk(Random(seed), Random(seed).randint(STEPS // 3, STEPS))


def told(docket: Docket) -> str:
    return "\n".join(f"{a.n} {a.kind} {a.party or ''} {a.happened} {dict(a.facts)}" for a in docket.acts)


@few
@given(seeds)
def test_no_sequence_of_accepted_acts_makes_an_unlawful_docket(seed: int) -> None:
    docket = lived(seed).docket
    assert unlawful(docket) == [], told(docket)


@some
@given(seeds)
def test_what_is_late_is_noted_and_nothing_else_is(seed: int) -> None:
    going = lived(seed)
    noted = {
        act.n
        for act, verdict in zip(going.docket.acts, going.verdicts, strict=True)
        if any(f.code == "served-in-time" and f.answer is Answer.BROKEN for f in verdict.findings)
    }
    assert noted == late(going.docket), told(going.docket)


@some
@given(seeds)
def test_checking_a_docket_says_what_the_gate_said_act_by_act(seed: int) -> None:
    going = lived(seed)
    assert [verdict for _, verdict in check(going.docket, law())] == going.verdicts


@some
@given(seeds)
def test_the_next_act_is_only_ever_kept_back_by_time(seed: int) -> None:
    docket = lived(seed).docket
    for length in range(len(docket.acts) + 1):
        prefix = docket.prefix(length)
        found = position(prefix, law())
        assert found.closed or found.turn is not None
        if found.turn is not None:
            assert refused_for_other_reasons(prefix, found) == set(), told(prefix)


def refused_for_other_reasons(docket: Docket, found: Position) -> set[str]:
    """Codes that refuse the act whose turn it is, other than periods that run or ran out."""
    rules = docket.procedure.rules
    timed = {code for code, rule in rules.items() if rule.clock is not None or rule.after_end_of is not None}
    if not docket.acts or found.turn is None:
        return set()
    last = max(docket.acts, key=lambda a: a.happened)
    as_of = max(last.happened, day_of(docket.acts[-1].at))
    verdict = consider(docket, found.turn.act, found.turn.party, law(), as_of=as_of, at=docket.acts[-1].at)
    return {f.code for f in verdict.refusals} - timed


@some
@given(seeds)
def test_where_a_docket_stands_follows_from_the_docket_alone(seed: int) -> None:
    docket = lived(seed).docket
    again = Docket(docket.procedure, tuple(docket.parties), tuple(docket.acts), docket.unit, docket.unit_kind)
    assert position(docket, law()) == position(again, law())


@some
@given(seeds)
def test_from_wherever_a_docket_stands_there_is_a_lawful_way_to_its_end(seed: int) -> None:
    going = lived(seed)
    assert finish(going) in ("closed", "calendar")
    assert unlawful(going.docket) == []


@some
@given(seeds)
def test_a_correction_changes_wording_and_never_sums_days_or_people(seed: int) -> None:
    docket = lived(seed).docket
    taken = {a.n: a for a in docket.acts}
    for act in effective(docket).acts:
        raw, specs = taken[act.n], docket.procedure.facts_of(act.kind)
        changed = {name for name in {*act.facts, *raw.facts} if act.facts.get(name) != raw.facts.get(name)}
        assert all(specs[name].type in WORDING for name in changed)
        assert (act.happened, act.at, act.by, act.party, act.people) == (raw.happened, raw.at, raw.by, raw.party, raw.people)
        assert bool(act.corrected_by) or not changed


@some
@given(seeds)
def test_a_new_notice_leaves_nothing_of_the_old_round_in_effect(seed: int) -> None:
    docket = lived(seed).docket
    round_of = {
        "give_notice",
        "serve_notice",
        "hear_statement",
        "waive_statement",
        "waive_hearing",
        "request_hearing",
        "hold_hearing",
    }
    for party in docket.parties:
        notices = [a.n for a in docket.acts if a.kind == "give_notice" and a.party == party.id]
        live = {a.n for a in effective(docket).acts if a.kind in round_of and a.party == party.id}
        assert not notices or min(live, default=notices[-1]) >= notices[-1]


ORDINARY = [one for one in of_procedure() if one.given.procedure == "ordinary"]  # what the second opinion knows of


@pytest.mark.parametrize("one", [one for one in ORDINARY if one.expect.allowed], ids=lambda one: one.name)
def test_the_second_opinion_agrees_with_what_is_allowed(one: ProcedureExample) -> None:
    made = one.given.example()
    assert unlawful(made.docket.with_act(one.when.onto(made))) == []


@pytest.mark.parametrize("one", [one for one in ORDINARY if set(one.expect.refused) & SEEN], ids=lambda one: one.name)
def test_the_second_opinion_agrees_with_what_is_refused(one: ProcedureExample) -> None:
    made = one.given.example()
    act = one.when.onto(made)
    judged = act.kind in JUDGED or (act.kind in TWO_SIGN and "two-officers" in one.expect.refused)
    assert not judged or unlawful(made.docket.with_act(act)) != []


def test_the_walks_get_deep() -> None:
    reached: Counter[str] = Counter()
    for seed in range(30):
        reached.update({a.kind for a in walk(Random(seed), STEPS).docket.acts})
    assert reached["make_decision"] + reached["decide_no_penalty"] >= 18
    assert reached["archive_case"] >= 15
    assert min(reached[k] for k in ("hold_hearing", "legal_review", "discuss_case", "approve_no_filing")) > 0


@pytest.mark.long
@settings(few, max_examples=1500, derandomize=False)
@given(seeds)
def test_many_more_lives_stay_lawful_and_reach_their_end(seed: int) -> None:
    going = lived(seed)
    assert unlawful(going.docket) == [], told(going.docket)
    assert finish(going) in ("closed", "calendar")
    assert unlawful(going.docket) == [], told(going.docket)
