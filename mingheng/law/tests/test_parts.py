"""A procedure is put together from parts, and a part fits every procedure that uses it."""

import pytest

from mingheng.law.rules.reading.parts import PartsDisagree, composed
from mingheng.law.rules.reading.yaml_tree import Json

Tree = dict[str, Json]
PAYMENT: Tree = {
    "key": "payment",
    "acts": {"pay": {"title": "缴款", "supersedes": [{"acts": ["refund", "pay"]}, {"acts": ["refund"]}]}},
    "rules": {
        "decided": {"gates": ["pay", "refund"], "needs": ["decide", "decide_on_the_spot"], "remedy_act": "decide"},
        "refund-owed": {"gates": ["refund"], "needs": ["pay"]},
    },
    "clocks": {"pay": {"start": ["serve", "decide_on_the_spot"], "stop": ["pay"], "extensions": {"defer": "pay.days"}}},
    "joins": {"rules": {"two-officers": {"gates": ["pay", "refund"]}}, "clocks": {"decide": {"extensions": {"pay": "x"}}}},
}


def simple(**more: Json) -> Tree:
    tree: Tree = {
        "key": "simple",
        "uses": ["payment"],
        "acts": {"decide_on_the_spot": {"title": "当场处罚"}},
        "rules": {"two-officers": {"gates": ["decide_on_the_spot"]}},
        "clocks": {},
    }
    return {**tree, **more}


def whole(tree: Tree) -> tuple[Tree, Tree, Tree]:
    made = composed(tree, {"payment": PAYMENT})
    acts, rules, clocks = made["acts"], made["rules"], made["clocks"]
    assert isinstance(acts, dict)
    assert isinstance(rules, dict)
    assert isinstance(clocks, dict)
    return acts, rules, clocks


def test_a_part_brings_its_acts_rules_and_clocks() -> None:
    acts, rules, clocks = whole(simple())
    assert set(acts) == {"decide_on_the_spot", "pay"}
    assert set(rules) == {"two-officers", "decided"}
    assert set(clocks) == {"pay"}


def test_acts_a_procedure_does_not_have_are_left_out_of_what_a_part_says() -> None:
    acts, rules, clocks = whole(simple())
    assert acts["pay"] == {"title": "缴款", "supersedes": [{"acts": ["pay"]}]}
    assert rules["decided"] == {"gates": ["pay"], "needs": ["decide_on_the_spot"]}
    assert clocks["pay"] == {"start": ["decide_on_the_spot"], "stop": ["pay"], "extensions": {}}


def test_what_a_part_joins_to_grows_by_what_the_procedure_has() -> None:
    _, rules, _ = whole(simple())
    assert rules["two-officers"] == {"gates": ["decide_on_the_spot", "pay"]}


def test_a_procedure_without_parts_stays_as_it_is_written() -> None:
    assert composed(simple(uses=[]), {"payment": PAYMENT}) == simple(uses=[])


def test_a_procedure_goes_without_an_act_of_a_part_and_all_that_is_said_of_it() -> None:
    acts, rules, clocks = whole(simple(without=["pay"]))
    assert set(acts) == {"decide_on_the_spot"}
    assert set(rules) == {"two-officers"}
    assert clocks["pay"] == {"start": ["decide_on_the_spot"], "stop": [], "extensions": {}}


def test_going_without_an_act_that_no_part_has_is_refused() -> None:
    with pytest.raises(PartsDisagree, match="without 中的 refund"):
        composed(simple(without=["refund"]), {"payment": PAYMENT})


def test_a_part_that_is_not_there_is_refused() -> None:
    with pytest.raises(PartsDisagree, match="没有部分 seizure"):
        composed(simple(uses=["seizure"]), {"payment": PAYMENT})


def test_a_name_given_twice_is_refused() -> None:
    with pytest.raises(PartsDisagree, match="pay 与部分 payment 重复"):
        composed(simple(acts={"pay": {"title": "另一种缴款"}}), {"payment": PAYMENT})


def test_composing_leaves_the_part_as_it_was() -> None:
    before = repr(PAYMENT)
    composed(simple(), {"payment": PAYMENT})
    assert repr(PAYMENT) == before
