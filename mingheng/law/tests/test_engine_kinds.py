"""Each rule kind on its own: kept, broken, pending, unknown; ties of one day, missing facts, repeated acts."""

from datetime import date
from typing import Any

import pytest

from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.judge import consider, judge
from mingheng.law.tests.small_procedure import LAW, act, docket, procedure

KEPT, BROKEN, PENDING, UNKNOWN = Answer.KEPT, Answer.BROKEN, Answer.PENDING, Answer.UNKNOWN
CLOCK: dict[str, Any] = {
    "window": {"title": "期限", "start": ["open"], "stop": ["answer"], "limit": "five.working", "near": "near", "cite": []},
    "days": {
        "title": "期限",
        "start": ["open"],
        "stop": ["close"],
        "limit": "ten.days",
        "roll": False,
        "near": "near",
        "cite": [],
    },
}


def found(rule: dict[str, Any], before: tuple[Act, ...], new: Act, **more: Any) -> Finding:
    """What the one rule of a small procedure says of a new act."""
    of = procedure({"the-rule": {"gates": [new.kind], **rule}}, **more)
    return next(f for f in judge(docket(of, *before), new, LAW).findings if f.code == "the-rule")


def considered(rule: dict[str, Any], before: tuple[Act, ...], kind: str, **more: Any) -> Finding:
    of = procedure({"the-rule": {"gates": [kind], **rule}}, **more)
    day = before[-1].happened if before else date(2026, 9, 1)
    verdict = consider(docket(of, *before), kind, "甲", LAW, as_of=day, at=act(1, "open", day).at)
    return next(f for f in verdict.findings if f.code == "the-rule")


# ── after ──


def test_an_act_needs_the_one_before_it() -> None:
    rule = {"kind": "after", "needs": ["open"]}
    assert found(rule, (), act(1, "close", 2)).answer is BROKEN
    assert found(rule, (act(1, "open", 1),), act(2, "close", 2)).answer is KEPT


def test_two_acts_of_the_same_day_are_in_order() -> None:
    assert found({"kind": "after", "needs": ["open"]}, (act(1, "open", 2),), act(2, "close", 2)).answer is KEPT


def test_an_act_dated_before_the_one_it_needs_is_told_the_earliest_day() -> None:
    finding = found({"kind": "after", "needs": ["open"]}, (act(1, "open", 2),), act(2, "close", 1))
    assert (finding.answer, finding.not_before) == (BROKEN, date(2026, 9, 2))


def test_with_loose_time_only_the_order_of_entry_counts() -> None:
    assert (
        found({"kind": "after", "needs": ["open"], "loose_time": True}, (act(1, "open", 2),), act(2, "close", 1)).answer is KEPT
    )


def test_the_last_of_repeated_acts_decides() -> None:
    rule = {"kind": "after", "needs": ["open"], "where": {"opinion": ["yes"]}}
    yes, no = act(1, "open", 1, opinion="yes"), act(2, "open", 1, opinion="no")
    assert found(rule, (yes,), act(3, "close", 2)).answer is KEPT
    assert found(rule, (yes, no), act(3, "close", 2)).answer is BROKEN


def test_the_first_or_each_of_repeated_acts_decides_when_the_rule_says_so() -> None:
    rule = {"kind": "after", "needs": ["open"], "where": {"opinion": ["yes"]}}
    both = (act(1, "open", 1, opinion="yes"), act(2, "open", 1, opinion="no"))
    assert found({**rule, "reads": "first"}, both, act(3, "close", 2)).answer is KEPT
    assert found({**rule, "reads": "each"}, both, act(3, "close", 2)).answer is BROKEN


def test_each_of_repeated_acts_counts_for_the_day_too() -> None:
    rule = {"kind": "after", "needs": ["open"], "reads": "each"}
    assert found(rule, (act(1, "open", 5), act(2, "open", 1)), act(3, "close", 2)).answer is BROKEN


def test_a_missing_fact_is_not_the_fact_asked_for() -> None:
    rule = {"kind": "after", "needs": ["open"], "where": {"opinion": ["yes"]}}
    assert found(rule, (act(1, "open", 1),), act(2, "close", 2)).answer is BROKEN


def test_an_act_for_one_party_does_not_stand_for_another() -> None:
    told = (act(1, "tell", 1, party="甲"),)
    rule = {"kind": "after", "needs": ["tell"]}
    assert found(rule, told, act(2, "answer", 2, party="甲")).answer is KEPT
    assert found(rule, told, act(2, "answer", 2, party="乙")).answer is BROKEN


def test_an_act_of_the_case_may_be_asked_for_every_party() -> None:
    rule = {"kind": "after", "needs": ["tell"], "each_party": True}
    one, both = (act(1, "tell", 1, party="甲"),), (act(1, "tell", 1, party="甲"), act(2, "tell", 1, party="乙"))
    finding = found(rule, one, act(3, "close", 2))
    assert (finding.answer, finding.party) == (BROKEN, "乙")
    assert found(rule, both, act(3, "close", 2)).answer is KEPT


def test_another_act_may_excuse_from_the_rule_once_it_has_happened() -> None:
    rule = {"kind": "after", "needs": ["open"], "unless": ["middle"]}
    assert found(rule, (act(1, "middle", 2),), act(2, "close", 2)).answer is KEPT
    assert found(rule, (act(1, "middle", 3),), act(2, "close", 2)).answer is BROKEN


# ── after the end of a clock ──


def test_a_window_opens_on_the_day_after_its_last_day() -> None:
    rule = {"kind": "after", "after_end_of": "window"}
    opened = (act(1, "open", date(2026, 9, 28)),)
    closed = found(rule, opened, act(2, "close", date(2026, 10, 10)), clocks=CLOCK)
    assert (closed.answer, closed.not_before) == (BROKEN, date(2026, 10, 11))
    assert found(rule, opened, act(2, "close", date(2026, 10, 11)), clocks=CLOCK).answer is KEPT


def test_a_notice_period_may_end_on_its_last_day() -> None:
    rule = {"kind": "after", "after_end_of": "window", "on_last_day": True}
    assert found(rule, (act(1, "open", 7),), act(2, "close", 11), clocks=CLOCK).answer is BROKEN
    assert found(rule, (act(1, "open", 7),), act(2, "close", 14), clocks=CLOCK).answer is KEPT


def test_a_clock_that_never_started_holds_nobody_up() -> None:
    assert found({"kind": "after", "after_end_of": "window"}, (), act(1, "close", 1), clocks=CLOCK).answer is KEPT


def test_a_window_that_ends_in_an_unknown_year_is_not_guessed() -> None:
    rule = {"kind": "after", "after_end_of": "window"}
    opened = (act(1, "open", date(2026, 12, 28)),)
    early, late = act(2, "close", date(2026, 12, 31)), act(2, "close", date(2027, 2, 1))
    assert found(rule, opened, early, clocks=CLOCK).answer is BROKEN
    finding = found(rule, opened, late, clocks=CLOCK)
    assert (finding.answer, finding.refuses) == (UNKNOWN, True)


def test_while_a_clock_is_held_its_end_is_not_known() -> None:
    held = {"held": {**CLOCK["days"], "excludes": [{"start": "pause", "stop": "resume", "title": "停"}]}}
    before = (act(1, "open", 1), act(2, "pause", 3))
    assert found({"kind": "after", "after_end_of": "held"}, before, act(3, "close", 29), clocks=held).answer is UNKNOWN


# ── within ──


@pytest.mark.parametrize(("day", "answer"), [(11, KEPT), (12, BROKEN)])
def test_the_last_day_is_still_in_time(day: int, answer: Answer) -> None:
    finding = found({"kind": "within", "clock": "days"}, (act(1, "open", 1),), act(2, "close", day), clocks=CLOCK)
    assert (finding.answer, finding.due) == (answer, date(2026, 9, 11))


def test_a_period_that_has_not_begun_cannot_be_missed() -> None:
    assert found({"kind": "within", "clock": "days"}, (), act(1, "close", 30), clocks=CLOCK).answer is KEPT


def test_past_a_provisional_end_lateness_is_unknown() -> None:
    rule, opened = {"kind": "within", "clock": "window"}, (act(1, "open", date(2026, 12, 28)),)
    assert found(rule, opened, act(2, "close", date(2026, 12, 31)), clocks=CLOCK).answer is KEPT
    assert found(rule, opened, act(2, "close", date(2027, 1, 20)), clocks=CLOCK).answer is UNKNOWN


def test_a_breach_that_is_not_fatal_is_told_and_does_not_refuse() -> None:
    rule = {"kind": "within", "clock": "days", "severity": "heavy"}
    finding = found(rule, (act(1, "open", 1),), act(2, "close", 30), clocks=CLOCK)
    assert (finding.answer, finding.refuses) == (BROKEN, False)


def test_the_day_a_fact_names_may_count_instead_of_the_act() -> None:
    rule = {"kind": "within", "clock": "days", "fact": "until"}
    late = act(2, "close", 30, until="2026-09-11")
    assert found(rule, (act(1, "open", 1),), late, clocks=CLOCK).answer is KEPT
    assert found(rule, (act(1, "open", 1),), act(2, "close", 30), clocks=CLOCK).answer is BROKEN


# ── never after ──


def test_what_is_done_once_is_not_done_again() -> None:
    rule = {"kind": "never_after", "needs": ["close"]}
    assert found(rule, (), act(1, "close", 1)).answer is KEPT
    assert found(rule, (act(1, "close", 1),), act(2, "close", 1)).answer is BROKEN


def test_only_an_act_with_the_named_fact_forbids() -> None:
    rule = {"kind": "never_after", "needs": ["open"], "where": {"opinion": ["no"]}}
    assert found(rule, (act(1, "open", 1, opinion="yes"),), act(2, "close", 1)).answer is KEPT
    assert found(rule, (act(1, "open", 1, opinion="no"),), act(2, "close", 1)).answer is BROKEN


def test_what_was_done_for_one_party_is_still_open_for_another() -> None:
    rule, told = {"kind": "never_after", "needs": ["tell"]}, (act(1, "tell", 1, party="甲"),)
    assert found(rule, told, act(2, "tell", 1, party="甲")).answer is BROKEN
    assert found(rule, told, act(2, "tell", 1, party="乙")).answer is KEPT


# ── at least ──

PAIR = {"kind": "at_least", "fact": "officers", "parameter": "two"}


@pytest.mark.parametrize(
    ("officers", "answer"),
    [([1, 2], KEPT), (["1", "2"], KEPT), ([1], BROKEN), ([1, 1], BROKEN), ([1, 3], BROKEN), ([1, 4], BROKEN),
     ([1, 2, 3], KEPT), ([1, 2, 4], BROKEN), ([1, 2, 5], BROKEN), ([1, 9], BROKEN), ([], BROKEN), (None, BROKEN)],
)  # fmt: skip
def test_two_officers_who_may_enforce_and_no_auxiliary(officers: list[int] | None, answer: Answer) -> None:
    named: dict[str, Any] = {} if officers is None else {"officers": officers}
    assert found(PAIR, (), act(1, "open", 1, **named)).answer is answer


def test_the_refusal_names_who_cannot_count_and_why() -> None:
    reason = found(PAIR, (), act(1, "open", 1, officers=[1, 3])).reason
    assert "丙某（执法证暂停使用）" in reason
    assert "现有 1 名" in reason


def test_who_comes_is_not_known_before_the_act() -> None:
    assert considered(PAIR, (), "open").answer is PENDING


def test_a_number_not_yet_in_force_on_the_day_is_unknown_and_refused() -> None:
    rule = {**PAIR, "parameter": "later"}
    early = found(rule, (), act(1, "open", date(2026, 5, 31), officers=[1, 2]))
    assert (early.answer, early.refuses) == (UNKNOWN, True)
    assert found(rule, (), act(1, "open", date(2026, 6, 1), officers=[1, 2])).answer is KEPT


# ── different person ──


def test_nobody_approves_what_he_proposed() -> None:
    rule, before = {"kind": "different_person", "people_of": ["open"]}, (act(1, "open", 1, by=1),)
    assert found(rule, before, act(2, "close", 1, by=1)).answer is BROKEN
    assert found(rule, before, act(2, "close", 1, by=2)).answer is KEPT


def test_who_is_named_in_a_fact_took_part_as_much_as_who_signed() -> None:
    rule = {"kind": "different_person", "people_of": ["open"], "facts": ["officers", "by"]}
    before = (act(1, "open", 1, by=1, officers=[2, 3]),)
    assert [found(rule, before, act(2, "close", 1, by=i)).answer for i in (1, 2, 3, 4)] == [BROKEN, BROKEN, BROKEN, KEPT]


def test_taking_part_counts_even_when_the_act_lost_its_effect() -> None:
    redone = {"open": {"supersedes": [{"acts": ["open"]}]}}
    before = (act(1, "open", 1, by=1), act(2, "open", 1, by=2))
    rule = {"kind": "different_person", "people_of": ["open"]}
    assert found(rule, before, act(3, "close", 1, by=1), acts=redone).answer is BROKEN


# ── argued ──

ARGUED = {"kind": "argued", "facts": ["reason"], "parameter": "least", "words": "trivial"}


@pytest.mark.parametrize(
    ("text", "answer"),
    [("同意", BROKEN), (" 同 意。", BROKEN), ("没有意见！", BROKEN), ("一二三四五六七八九十一二三四", BROKEN),
     ("一二三四五六七八九十一二三四五", KEPT), ("一二三四五，六七八九十，一二三四。", BROKEN), ("同意，理由是事实清楚证据充分幅度相当", KEPT)],
)  # fmt: skip
def test_an_opinion_says_why(text: str, answer: Answer) -> None:
    assert found(ARGUED, (), act(1, "open", 1, reason=text)).answer is answer


def test_no_opinion_at_all_is_refused_and_names_the_field() -> None:
    finding = found(ARGUED, (), act(1, "open", 1))
    assert (finding.answer, finding.field) == (BROKEN, "reason")


def test_an_opinion_not_written_yet_is_pending() -> None:
    assert considered(ARGUED, (), "open").answer is PENDING


# ── not above ──

CAPPED = {"kind": "not_above", "needs": ["open"], "facts": ["amount"]}


@pytest.mark.parametrize(
    ("amount", "answer"), [("100.00", KEPT), ("100", KEPT), ("99.99", KEPT), ("100.01", BROKEN), (None, KEPT)]
)
def test_a_sum_does_not_rise_above_the_one_before(amount: str | None, answer: Answer) -> None:
    named: dict[str, Any] = {} if amount is None else {"amount": amount}
    assert found(CAPPED, (act(1, "open", 1, amount="100"),), act(2, "close", 1, **named)).answer is answer


def test_the_last_sum_told_is_the_measure() -> None:
    before = (act(1, "open", 1, amount="100"), act(2, "open", 1, amount="50"))
    assert found(CAPPED, before, act(3, "close", 1, amount="60")).answer is BROKEN


def test_without_a_sum_before_it_another_rule_speaks() -> None:
    assert found(CAPPED, (), act(1, "close", 1, amount="60")).answer is KEPT


# ── a rule for acts with certain facts ──


def test_a_rule_speaks_only_of_acts_with_the_facts_it_names() -> None:
    rule = {"kind": "after", "needs": ["open"], "only": {"opinion": ["yes"]}}
    assert found(rule, (), act(1, "close", 2, opinion="yes")).answer is BROKEN
    assert found(rule, (), act(1, "close", 2, opinion="no")).answer is KEPT
    assert considered(rule, (), "close").answer is PENDING
