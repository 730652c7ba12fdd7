"""Where a docket stands: milestones, whose turn, the nearest end, and the way around what is refused."""

from datetime import date
from typing import Any

from mingheng.law.rules.docket import Act
from mingheng.law.rules.position import Position, position
from mingheng.law.tests.small_procedure import LAW, act, docket, procedure

PATH = [{"any_of": ["open"]}, {"any_of": ["tell"]}, {"any_of": ["middle", "pause"]}, {"any_of": ["close"]}]
DAYS: dict[str, Any] = {
    "title": "期限",
    "start": ["open"],
    "stop": ["close"],
    "limit": "ten.days",
    "roll": False,
    "near": "near",
    "cite": [],
}


def stands(*acts: Act, rules: dict[str, Any] | None = None, **more: Any) -> Position:
    return position(docket(procedure(rules, **{"path": PATH, "ends": ["close"], **more}), *acts), LAW)


def turn(*acts: Act, **more: Any) -> tuple[str, str | None] | None:
    found = stands(*acts, **more).turn
    return (found.act, found.party) if found else None


def test_a_docket_begins_with_its_first_milestone() -> None:
    assert turn() == ("open", None)
    assert stands().stage == "only"


def test_a_milestone_for_parties_is_owed_to_each_in_turn() -> None:
    assert turn(act(1, "open", 1)) == ("tell", "甲")
    assert turn(act(1, "open", 1), act(2, "tell", 1, party="甲")) == ("tell", "乙")


def test_any_of_several_acts_may_meet_a_milestone() -> None:
    told = (act(1, "open", 1), act(2, "tell", 1, party="甲"), act(3, "tell", 1, party="乙"))
    assert turn(*told) == ("middle", None)
    assert turn(*told, act(4, "pause", 2)) == ("close", None)


def test_the_first_act_no_rule_forbids_is_the_one_whose_turn_it_is() -> None:
    told = (act(1, "open", 1, opinion="no"), act(2, "tell", 1, party="甲"), act(3, "tell", 1, party="乙"))
    rules = {"only-yes": {"kind": "after", "gates": ["middle"], "needs": ["open"], "where": {"opinion": ["yes"]}}}
    assert turn(*told, rules=rules) == ("pause", None)


def test_a_refused_milestone_points_to_the_act_that_remedies_it() -> None:
    told = (act(1, "open", 1), act(2, "tell", 1, party="甲"), act(3, "tell", 1, party="乙"), act(4, "middle", 2))
    rules = {"answered": {"kind": "after", "gates": ["close"], "needs": ["answer"], "each_party": True, "remedy_act": "answer"}}
    assert turn(*told, rules=rules) == ("answer", "乙")
    assert turn(*told, act(5, "answer", 3, party="乙"), rules=rules) == ("answer", "甲")


def test_a_remedy_for_parties_is_owed_to_whoever_it_is_still_open_for() -> None:
    told = (
        act(1, "open", 1),
        act(2, "tell", 1, party="甲"),
        act(3, "tell", 1, party="乙"),
        act(4, "middle", 2),
        act(5, "answer", 2, party="甲"),
    )
    rules = {
        "resumed": {"kind": "after", "gates": ["close"], "needs": ["resume"], "remedy_act": "answer"},
        "once": {"kind": "never_after", "gates": ["answer"], "needs": ["answer"]},
    }
    assert turn(*told, rules=rules) == ("answer", "乙")


def test_remedies_are_followed_as_far_as_they_lead() -> None:
    told = (act(1, "open", 1), act(2, "tell", 1, party="甲"), act(3, "tell", 1, party="乙"), act(4, "middle", 2))
    rules = {
        "resumed": {"kind": "after", "gates": ["close"], "needs": ["resume"], "remedy_act": "resume"},
        "paused": {"kind": "after", "gates": ["resume"], "needs": ["pause"], "remedy_act": "pause"},
    }
    assert turn(*told, rules=rules) == ("pause", None)
    assert turn(*told, act(5, "pause", 3), rules=rules) == ("resume", None)


def test_remedies_that_go_in_a_circle_end_at_the_milestone() -> None:
    told = (act(1, "open", 1), act(2, "tell", 1, party="甲"), act(3, "tell", 1, party="乙"), act(4, "middle", 2))
    rules = {
        "resumed": {"kind": "after", "gates": ["close"], "needs": ["resume"], "remedy_act": "resume"},
        "closed": {"kind": "after", "gates": ["resume"], "needs": ["close"], "remedy_act": "close"},
    }
    assert turn(*told, rules=rules) == ("close", None)


def test_a_period_that_runs_keeps_an_act_in_its_turn() -> None:
    rules = {"waited": {"kind": "after", "gates": ["tell"], "after_end_of": "it", "remedy_act": "pause"}}
    assert turn(act(1, "open", 1), rules=rules, clocks={"it": DAYS}) == ("tell", "甲")


def test_a_milestone_not_done_as_it_must_be_is_still_ahead() -> None:
    only_yes = {"open": {"done_when": {"opinion": ["yes"]}}}
    assert turn(act(1, "open", 1, opinion="no"), acts=only_yes) == ("open", None)
    assert turn(act(1, "open", 1, opinion="yes"), acts=only_yes) == ("tell", "甲")


def test_the_end_closes_the_docket() -> None:
    found = stands(act(1, "open", 1), act(2, "close", 2), clocks={"it": {**DAYS, "stop": ["answer"]}})
    assert (found.closed, found.turn, found.due) == (True, None, None)


def test_the_nearest_period_of_the_agency_is_shown_before_a_partys_own() -> None:
    own = {**DAYS, "limit": "five.working", "party_time": True, "stop": ["answer"]}
    found = stands(act(1, "open", 1), clocks={"agency": DAYS, "party": own})
    assert (found.due, found.due_for) == (date(2026, 9, 11), "agency")


def test_a_held_period_is_told_and_has_no_end() -> None:
    held = {**DAYS, "excludes": [{"start": "pause", "stop": "resume", "title": "停"}]}
    found = stands(act(1, "open", 1), act(2, "pause", 2), clocks={"it": held})
    assert (found.held, found.due) == (True, None)


def test_stages_remember_the_day_they_were_first_reached() -> None:
    assert stands(act(1, "open", 1), act(2, "middle", 5)).reached == {"only": date(2026, 9, 1)}
