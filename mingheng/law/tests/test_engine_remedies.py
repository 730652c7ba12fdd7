"""What a result does to the decision it is about: any sequence of results, on any of two parties."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import effective
from mingheng.law.rules.judge import check
from mingheng.law.rules.marks import marks_of
from mingheng.law.rules.owing import payable
from mingheng.law.rules.predicates import PREDICATES
from mingheng.law.rules.predicates.outcome import LOST, TAKEN_AWAY, released
from tests.scenarios.road import Example, example, law

ROUND = ("make_decision", "serve_decision", "give_notice", "serve_notice", "explain_discretion")
RESULTS = ("upheld", "rejected", "changed", "revoked", "redo", "unlawful", "void", "ordered", "withdrawn", "mediated")
START = date(2026, 10, 14)
turns = st.lists(st.tuples(st.sampled_from("甲乙"), st.sampled_from(RESULTS), st.booleans()), min_size=1, max_size=5)
few = settings(max_examples=40, deadline=None, derandomize=True)


def told(result: str) -> dict[str, Any]:
    lost = {"ground": "improper"} if result in LOST and result != "ordered" else {}
    return {"result": result, **lost, **({"amount": "4000"} if result in ("changed", "mediated") else {})}


def lived(rounds: list[tuple[str, str, bool]]) -> tuple[Example, dict[str, str]]:
    """Two parties fined the same, then these results; a lawsuit's when `sued`, and only those the engine lets in."""
    made, last = example("serve_decision", parties={"甲": "organisation", "乙": "organisation"}), {"甲": "", "乙": ""}
    for n, (party, result, sued) in enumerate(rounds):
        day = START + timedelta(days=n)
        opened = "register_lawsuit" if sued else "register_reconsideration"
        grown = made.then(opened, day, party=party, applied_on=day.isoformat(), admitted_on=day.isoformat())
        if sued:
            final = {"instance": "first", "form": "mediation", "final": "yes"}
            grown = grown.then("record_judgment", day, party=party, **final, **told(result))
        else:
            grown = grown.then("record_reconsideration_result", day, party=party, **told(result))
        if all(v.allowed for _, v in check(grown.docket, law())[-2:]):
            made, last[party] = grown, result if result in TAKEN_AWAY else last[party]
    return made, last


@few
@given(turns)
def test_a_decision_taken_away_takes_its_whole_round_with_it_and_nobody_elses(rounds: list[tuple[str, str, bool]]) -> None:
    made, last = lived(rounds)
    live, context = effective(made.docket), Context(made.docket, law())
    for party, result in last.items():
        mine = [a.kind for a in live.acts if a.party == party and a.kind in ROUND]
        assert (mine == []) == bool(result)
        assert (payable(context, party) == 0) == bool(result)
        assert PREDICATES["undecided"](context, party) is (result == "redo")
        assert released(context, party) is (result in ("revoked", "void"))


@few
@given(turns)
def test_a_changed_fine_is_the_fine_and_is_never_higher(rounds: list[tuple[str, str, bool]]) -> None:
    made, last = lived(rounds)
    context = Context(made.docket, law())
    for party in ("甲", "乙"):
        changed = any(a.party == party and a.facts.get("amount") == "4000" for a in made.docket.acts)
        assert payable(context, party) == (0 if last[party] else 4000 if changed else 9000)


@few
@given(turns)
def test_whatever_is_lost_is_owed_an_inquiry_and_shown(rounds: list[tuple[str, str, bool]]) -> None:
    made, _ = lived(rounds)
    context = Context(made.docket, law())
    lost = {str(a.party) for a in made.docket.acts if a.facts.get("result") in LOST}
    assert {p for p in ("甲", "乙") if PREDICATES["accountability_owed"](context, p)} == lost
    assert ("accountability_owed" in marks_of(context)) is bool(lost)


def test_a_judgment_that_may_be_appealed_changes_nothing() -> None:
    made = example("serve_decision").then("register_lawsuit", date(2026, 10, 19), party="甲")
    open_ = made.then("record_judgment", date(2026, 11, 20), party="甲", result="revoked", ground="facts", final="no")
    assert payable(Context(open_.docket, law()), "甲") == payable(Context(made.docket, law()), "甲")
    assert marks_of(Context(open_.docket, law())) == ("remedy_pending",)
