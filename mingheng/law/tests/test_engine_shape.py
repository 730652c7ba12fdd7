"""The shape of an act: times, party, facts. What cannot be read is named and never reaches a rule."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from mingheng.law.rules.docket import Act
from mingheng.law.rules.judge import judge
from mingheng.law.tests.small_procedure import LAW, act, docket, procedure

EVERY_FACT = {
    "amount": {"title": "金额", "type": "money"}, "officers": {"title": "人员", "type": "officer_pair"},
    "chair": {"title": "主持人", "type": "officer"}, "until": {"title": "到", "type": "day"}, "count": {"title": "数", "type": "number"},
    "measures": {"title": "计量", "type": "measures"}, "points": {"title": "要点", "type": "points"}, "told": {"title": "已告知", "type": "flag", "must": True},
    "opinion": {"title": "意见", "type": "choice", "choices": {"yes": "同意", "no": "不同意"}}, "reason": {"title": "理由", "type": "text"},
}  # fmt: skip
GOOD: dict[str, Any] = {
    "amount": "9000.50", "officers": ["1", 2], "chair": "4", "until": "2026-09-30", "count": "3", "measures": {"area": "12.5"},
    "points": [{"point": "一"}], "told": True, "opinion": "yes", "reason": "写明",
}  # fmt: skip


def refused(new: Act, **changes: Any) -> dict[str, str | None]:
    """What the shape refuses: code and field."""
    of = procedure(acts={"open": {"facts": EVERY_FACT, "happened": "minute"}, **changes})
    return {f.code: f.field for f in judge(docket(of), new, LAW).refusals}


def test_an_act_in_good_shape_is_allowed() -> None:
    assert refused(act(1, "open", 1, **GOOD)) == {}


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("empty", [None, "", "　", [], {}])
def test_a_fact_left_empty_is_asked_for(name: str, empty: Any) -> None:
    assert refused(act(1, "open", 1, **{**GOOD, name: empty})) == {"fact-required": name}


@pytest.mark.parametrize("empty", [None, ""])
def test_a_fact_that_need_not_be_given_may_be_left_empty(empty: Any) -> None:
    assert refused(act(1, "middle", 1, amount=empty, officers=empty, opinion=empty, reason=empty)) == {}


@pytest.mark.parametrize(
    ("name", "empty"), [("opinion", {}), ("opinion", "　"), ("opinion", []), ("amount", " "), ("reason", []), ("officers", {})]
)
def test_nothing_of_the_wrong_kind_is_not_left_empty(name: str, empty: Any) -> None:
    assert set(refused(act(1, "middle", 1, **{name: empty}))) <= {"fact-malformed", "fact-not-a-choice"}
    assert refused(act(1, "middle", 1, **{name: empty})) != {}


@pytest.mark.parametrize(
    ("name", "value"),
    [("amount", "九千"), ("amount", "-1"), ("amount", "1.005"), ("amount", "NaN"), ("amount", "1E+30"), ("amount", "Infinity"), ("amount", True), ("amount", [1]),
     ("officers", "1"), ("officers", ["甲"]), ("officers", [1, None]), ("chair", "甲"), ("chair", 1.5), ("until", "2026-13-01"),
     ("until", "明天"), ("count", "三"), ("measures", {"area": "-1"}), ("measures", "12"), ("points", "一"), ("points", ["一"]), ("opinion", 1),
     ("reason", 5), ("reason", {"a": 1})],
)  # fmt: skip
def test_a_fact_that_cannot_be_read_is_named_and_breaks_nothing(name: str, value: Any) -> None:
    assert refused(act(1, "open", 1, **{**GOOD, name: value})) == {"fact-malformed": name}


def test_what_must_be_done_is_not_merely_said() -> None:
    assert refused(act(1, "open", 1, **{**GOOD, "told": False})) == {"fact-must-hold": "told"}


def test_a_choice_outside_the_list_is_refused() -> None:
    assert refused(act(1, "open", 1, **{**GOOD, "opinion": "maybe"})) == {"fact-not-a-choice": "opinion"}


def test_every_fault_is_told_at_once() -> None:
    found = refused(act(1, "open", 1, **{**GOOD, "amount": "x", "reason": None, "told": False, "opinion": "maybe"}))
    assert set(found) == {"fact-malformed", "fact-required", "fact-must-hold", "fact-not-a-choice"}


def test_tomorrow_has_not_happened() -> None:
    new = act(1, "open", 2, **GOOD)
    assert refused(replace(new, at=new.at - timedelta(days=1))) == {"time-not-future": "happened"}


def test_the_minute_may_not_lie_ahead_either() -> None:
    new = act(1, "open", 2, **GOOD)
    assert refused(replace(new, happened_at=new.at + timedelta(minutes=1))) == {"time-not-future": "happened"}
    assert refused(replace(new, happened_at=new.at)) == {}


def test_the_day_is_the_day_in_shanghai() -> None:
    new = replace(act(1, "open", 2, **GOOD), at=datetime.fromisoformat("2026-09-01T16:30:00+00:00"))
    assert refused(new) == {}


def test_day_and_minute_agree() -> None:
    new = act(1, "open", 2, **GOOD)
    assert refused(replace(new, happened_at=new.at - timedelta(days=1))) == {"time-contradicts": "happened"}


def test_what_takes_effect_when_received_has_no_other_day() -> None:
    now = {"middle": {"happened": "now"}}
    new = act(1, "middle", 2)
    assert refused(new, **now) == {}
    assert refused(replace(new, at=new.at + timedelta(days=1)), **now) == {"time-is-now": "happened"}


def test_a_day_before_the_procedure_began_is_a_slip_of_the_pen() -> None:
    new = act(1, "open", 2, **GOOD)
    assert refused(replace(new, happened=date(2023, 12, 31))) == {"time-too-early": "happened"}


def test_an_act_for_a_party_names_one_of_the_case() -> None:
    assert refused(act(1, "tell", 1)) == {"party-required": "party"}
    assert refused(act(1, "tell", 1, party="丁")) == {"party-required": "party"}
    assert refused(act(1, "tell", 1, party="甲")) == {}


def test_an_act_for_the_case_names_none() -> None:
    assert refused(act(1, "middle", 1, party="甲")) == {"party-not-wanted": "party"}
