"""Clocks: when they start and stop, what stretches them, how they stand on a day."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.clocks import Clock, clock_of, clocks_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer
from mingheng.law.rules.judge import judge
from mingheng.law.tests.small_procedure import LAW, act, docket, procedure

DAYS: dict[str, Any] = {
    "title": "期限",
    "start": ["open"],
    "stop": ["close"],
    "limit": "ten.days",
    "roll": False,
    "near": "near",
    "cite": [],
}
HELD = {**DAYS, "excludes": [{"start": "pause", "stop": "resume", "title": "鉴定"}]}


def context(spec: dict[str, Any], *acts: Act, **more: Any) -> Context:
    return Context(docket(procedure(clocks={"it": spec}, **more), *acts), LAW)


def clock(spec: dict[str, Any], *acts: Act, party: str | None = None, **more: Any) -> Clock:
    found = clock_of(context(spec, *acts, **more), "it", party)
    assert found is not None
    return found


def last(spec: dict[str, Any], *acts: Act, **more: Any) -> date | None:
    found = clock(spec, *acts, **more)
    return found.last.day if found.last else None


def test_the_first_day_does_not_count() -> None:
    assert last(DAYS, act(1, "open", 1)) == date(2026, 9, 11)


def test_a_clock_runs_from_its_last_start() -> None:
    assert last(DAYS, act(1, "open", 1), act(2, "open", 5)) == date(2026, 9, 15)


def test_a_start_without_the_named_fact_is_no_start() -> None:
    spec = {**DAYS, "start_where": {"opinion": ["yes"]}}
    assert clock_of(context(spec, act(1, "open", 1, opinion="no")), "it", None) is None
    assert last(spec, act(1, "open", 1, opinion="yes"), act(2, "open", 5, opinion="no")) == date(2026, 9, 11)


def test_an_extension_adds_its_days() -> None:
    spec = {**DAYS, "extensions": {"extend": "three.more"}}
    assert last(spec, act(1, "open", 1), act(2, "extend", 10)) == date(2026, 9, 14)


def test_an_extension_before_the_start_belongs_to_another_run() -> None:
    spec = {**DAYS, "extensions": {"extend": "three.more"}}
    assert last(spec, act(1, "extend", 1), act(2, "open", 1)) == date(2026, 9, 11)


def test_days_of_an_excluded_interval_do_not_count() -> None:
    assert last(HELD, act(1, "open", 1), act(2, "pause", 3), act(3, "resume", 8)) == date(2026, 9, 16)


def test_an_interval_that_ends_on_its_first_day_takes_nothing() -> None:
    assert last(HELD, act(1, "open", 1), act(2, "pause", 3), act(3, "resume", 3)) == date(2026, 9, 11)


def test_two_intervals_add_up() -> None:
    acts = (act(1, "open", 1), act(2, "pause", 3), act(3, "resume", 5), act(4, "pause", 10), act(5, "resume", 14))
    found = clock(HELD, *acts)
    assert (found.last.day if found.last else None, [p.days for p in found.pauses]) == (date(2026, 9, 17), [2, 4])


def test_an_interval_begun_twice_counts_once() -> None:
    assert last(HELD, act(1, "open", 1), act(2, "pause", 3), act(3, "pause", 5), act(4, "resume", 8)) == date(2026, 9, 16)


def test_while_an_interval_is_open_the_clock_is_held() -> None:
    found = clock(HELD, act(1, "open", 1), act(2, "pause", 3))
    assert found.last is None
    assert found.state(context(HELD), date(2026, 12, 1)) == "hold"


def test_an_interval_begun_on_the_last_day_still_counts() -> None:
    assert last(HELD, act(1, "open", 1), act(2, "pause", 11), act(3, "resume", 14)) == date(2026, 9, 14)


def test_an_interval_begun_after_the_end_revives_nothing() -> None:
    assert last(HELD, act(1, "open", 1), act(2, "pause", 12), act(3, "resume", 20)) == date(2026, 9, 11)
    assert last(HELD, act(1, "open", 1), act(2, "pause", 12)) == date(2026, 9, 11)


def test_an_interval_before_the_start_is_not_of_this_clock() -> None:
    assert last(HELD, act(1, "pause", 1), act(2, "open", 3), act(3, "resume", 8)) == date(2026, 9, 13)


def test_a_clock_stops_with_its_stopping_act() -> None:
    assert clock(DAYS, act(1, "open", 1), act(2, "close", 9)).stopped == date(2026, 9, 9)
    assert clock(DAYS, act(1, "open", 1)).stopped is None


def test_an_act_before_the_start_does_not_stop_it() -> None:
    assert clock(DAYS, act(1, "close", 1), act(2, "open", 1)).stopped is None


def test_an_act_that_is_not_done_does_not_stop_it() -> None:
    only_yes = {"close": {"done_when": {"opinion": ["yes"]}}}
    acts = (act(1, "open", 1), act(2, "close", 5, opinion="no"))
    assert clock(DAYS, *acts, acts=only_yes).stopped is None
    assert clock(DAYS, *acts, act(3, "close", 7, opinion="yes"), acts=only_yes).stopped == date(2026, 9, 7)


def test_a_clock_of_the_case_stops_when_every_party_has_its_act() -> None:
    spec = {**DAYS, "stop": ["answer"]}
    one = (act(1, "open", 1), act(2, "answer", 5, party="甲"))
    assert clock(spec, *one).stopped is None
    assert clock(spec, *one, act(3, "answer", 8, party="乙")).stopped == date(2026, 9, 8)


def test_each_party_has_a_clock_of_its_own() -> None:
    spec = {**DAYS, "start": ["tell"], "stop": ["answer"], "per_party": True}
    found = context(spec, act(1, "tell", 1, party="甲"), act(2, "tell", 5, party="乙"), act(3, "answer", 6, party="甲"))
    assert [(c.party, c.last.day if c.last else None, c.stopped) for c in clocks_of(found)] == [
        ("甲", date(2026, 9, 11), date(2026, 9, 6)), ("乙", date(2026, 9, 15), None),
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "left", "state"), [(4, 7, "ok"), (9, 2, "near"), (11, 0, "near"), (12, -1, "over")])
def test_how_a_clock_stands_on_a_day(day: int, left: int, state: str) -> None:
    around = context(DAYS, act(1, "open", 1))
    found = clock(DAYS, act(1, "open", 1))
    assert (found.days_left(around, date(2026, 9, day)), found.state(around, date(2026, 9, day))) == (left, state)


def test_working_days_left_are_counted_in_working_days() -> None:
    spec = {**DAYS, "limit": "five.working"}
    around, found = context(spec, act(1, "open", date(2026, 9, 28))), clock(spec, act(1, "open", date(2026, 9, 28)))
    assert found.last is not None
    assert found.last.day == date(2026, 10, 10)
    assert found.days_left(around, date(2026, 9, 30)) == 3
    assert found.days_left(around, date(2026, 10, 12)) == -1


def test_a_rolled_end_says_from_where_it_moved() -> None:
    spec = {**DAYS, "roll": True}
    found = clock(spec, act(1, "open", date(2026, 9, 23)))
    assert found.last is not None
    assert (found.last.day, found.last.moved_from) == (date(2026, 10, 8), date(2026, 10, 3))


def test_an_end_in_an_unknown_year_is_provisional() -> None:
    found = clock({**DAYS, "roll": True}, act(1, "open", date(2026, 12, 28)))
    assert found.last is not None
    assert (found.last.day, found.last.provisional) == (date(2027, 1, 7), True)


def test_an_agencys_own_calendar_limit_is_never_provisional() -> None:
    found = clock(DAYS, act(1, "open", date(2026, 12, 28)))
    assert found.last is not None
    assert (found.last.day, found.last.provisional) == (date(2027, 1, 7), False)


# ── hours, and the first of several starts ──


def minute(taken: Act, written: str) -> Act:
    return replace(taken, happened_at=datetime.combine(taken.happened, time.fromisoformat(written), SHANGHAI))


HOURS = {**DAYS, "limit": "a.day"}


def test_a_period_of_hours_runs_from_minute_to_minute() -> None:
    found = clock(HOURS, minute(act(1, "open", 1), "21:40"))
    assert found.moment == datetime(2026, 9, 2, 21, 40, tzinfo=SHANGHAI)
    assert found.last is not None
    assert found.last.day == date(2026, 9, 2)


@pytest.mark.parametrize(("written", "answer"), [("21:40", Answer.KEPT), ("21:41", Answer.BROKEN)])
def test_an_act_is_in_time_until_that_very_minute(written: str, answer: Answer) -> None:
    of = procedure({"in-time": {"kind": "within", "gates": ["close"], "clock": "it"}}, clocks={"it": HOURS})
    late = minute(replace(act(2, "close", 2), at=datetime(2026, 9, 2, 23, tzinfo=SHANGHAI)), written)
    findings = judge(docket(of, minute(act(1, "open", 1), "21:40")), late, LAW).findings
    assert [f.answer for f in findings if f.code == "in-time"] == [answer]


def test_without_a_minute_the_hour_of_receipt_stands_in_on_the_same_day_only() -> None:
    taken = act(1, "open", 1)
    assert taken.moment == taken.at
    assert replace(taken, at=datetime(2026, 9, 3, 9, tzinfo=SHANGHAI)).moment is None


def test_the_first_start_counts_where_the_clock_says_so() -> None:
    acts = (act(1, "open", 1), act(2, "open", 5))
    assert last(DAYS, *acts) == date(2026, 9, 15)
    assert last({**DAYS, "reads": "first"}, *acts) == date(2026, 9, 11)
