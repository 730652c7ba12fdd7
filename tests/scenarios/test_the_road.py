"""The ordinary procedure from lead to archive, and what the engine answers along it."""

from datetime import date, datetime
from typing import Any

from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.judge import check, consider, judge
from mingheng.law.rules.position import position
from tests.scenarios.road import example, law, road


def test_a_lawful_case_goes_from_lead_to_archive() -> None:
    made = example("archive_case")
    found = [(act.kind, [f.reason for f in verdict.refusals]) for act, verdict in check(made.docket, law())]
    assert [row for row in found if row[1]] == []


def test_each_act_is_the_next_act_in_its_turn() -> None:
    made = example("archive_case").docket
    beside = ("scene_record", "order_correction", "question_person", "recheck", "waive_statement")
    main = [w["act"] for w in road()["road"] if w["act"] not in beside]
    turns: list[object] = []
    for length in range(len(made.acts)):
        turn = position(made.prefix(length), law()).turn
        if not turns or turns[-1] != (turn and turn.act):
            turns.append(turn and turn.act)
    assert turns == main
    assert position(made, law()).closed


def test_every_side_act_has_a_place_where_it_is_lawful() -> None:
    at = datetime(2026, 10, 30, 12, tzinfo=SHANGHAI)
    points = [
        Docket(made.procedure, made.parties, made.acts[:n])
        for made in [example("archive_case").docket]
        for n in range(len(made.acts) + 1)
    ]
    possible = {
        kind
        for docket in points
        for kind in docket.procedure.acts
        if consider(docket, kind, "甲", law(), as_of=at.date(), at=at).allowed
    }
    made = example("archive_case").docket
    rules = made.procedure.rules
    for kind in set(made.procedure.acts) - possible:
        refusals = consider(made.prefix(20), kind, "甲", law(), as_of=at.date(), at=at).refusals
        assert any(rules[f.code].needs or rules[f.code].special for f in refusals), f"{kind} waits for no other act"


def test_a_missing_fact_and_a_future_day_are_both_named() -> None:
    made = example()
    act = made.next("register_lead", content=None)
    verdict = judge(made.docket, act, law())
    assert [f.field for f in verdict.refusals] == ["content"]


def test_a_sole_trader_counts_as_the_parameter_says() -> None:
    made = example("report_investigation", parties={"甲": "individual_business"}, penalty={"amount": "5000", "grade": "light"})
    notice = made.next("give_notice", date(2026, 9, 11), party="甲")
    treated = law().parameters["getihu.treated_as"]
    value = treated.values[0].model_copy(update={"value": "organisation"})
    other = law().model_copy(
        update={"parameters": {**law().parameters, treated.key: treated.model_copy(update={"values": (value,)})}}
    )
    assert [f.code for f in judge(made.docket, notice, law()).refusals] == ["hearing-right-told"]
    assert judge(made.docket, notice, other).allowed


def test_a_limitation_that_ran_out_is_told_with_the_article_of_its_field() -> None:
    made = example("register_party")
    old: dict[str, Any] = {"conduct_day": "2024-08-31"}
    environmental = made.next("propose_filing", date(2026, 9, 2), **old)
    other = made.next("propose_filing", date(2026, 9, 2), item="load-bearing-damage", **old)
    cited = [
        f.cite for act in (environmental, other) for f in judge(made.docket, act, law()).refusals if f.code == "within-limitation"
    ]
    assert cited == [("hjfd/1054/1",), ("xzcf/36/1",)]
