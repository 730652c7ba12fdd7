"""Sheets, what comes of two or three, who may review and who may look: properties that hold for every sheet."""

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingheng.kit.paths import lawbook_dir
from mingheng.law.rules.reading import read_file
from mingheng.law.rules.standards import ReviewStandard
from mingheng.supervision.rules.reviewing.comparing import Given, outcome, third_due
from mingheng.supervision.rules.reviewing.people import Candidate, Reviewed, SheetStanding, dealt, may_see, unfit
from mingheng.supervision.rules.reviewing.sheets import (
    BROKEN,
    FAULT,
    KEPT,
    NONE,
    UNKNOWN,
    Mark,
    SheetValue,
    Verdict,
    fatal_in,
    grade_of,
    left,
    score,
    wanting,
)
from mingheng.supervision.rules.reviewing.states import ReviewState, state_of
from mingheng.supervision.rules.reviewing.typed import read_sheet

MOST = Decimal(10)
PAGES = 58


def shipped() -> ReviewStandard:
    value = read_file(lawbook_dir() / "standards" / "dossier.yaml", "standard", "dossier.yaml")[0].value
    assert isinstance(value, ReviewStandard)
    return value


STANDARD = shipped()
ITEMS = [item.key for item in STANDARD.scored]
FATAL = [item.key for item in STANDARD.fatal]
POINTS = st.decimals(min_value=0, max_value=120, places=1)
marks = st.lists(st.builds(Mark, st.sampled_from(ITEMS + FATAL), POINTS, st.integers(1, PAGES), st.just("页码重复")), max_size=40)
sheets = st.builds(Given, st.decimals(min_value=0, max_value=100, places=1), st.frozensets(st.sampled_from(FATAL), max_size=2))


def mark(item: str, points: str = "1", page: int | None = 3, reason: str = "目录漏登检查码记录") -> Mark:
    return Mark(item, Decimal(points), page, reason)


@given(marks)
def test_no_item_goes_below_nothing_nor_above_its_points(found: list[Mark]) -> None:
    assert all(0 <= left(item, found) <= item.points for item in STANDARD.scored)
    assert 0 <= score(STANDARD, found) <= 100


@given(marks, st.sampled_from(ITEMS))
def test_a_further_deduction_never_adds(found: list[Mark], item: str) -> None:
    assert score(STANDARD, [*found, mark(item)]) <= score(STANDARD, found)


def test_nothing_found_is_a_hundred_and_excellent() -> None:
    assert score(STANDARD, []) == 100
    assert grade_of(STANDARD, Decimal(100), failed=False).title == "优秀"


@given(marks, st.sampled_from(FATAL))
def test_any_fatal_item_fails_whatever_the_score(found: list[Mark], item: str) -> None:
    whole = [*found, mark(item, "0")]
    assert grade_of(STANDARD, score(STANDARD, whole), failed=bool(fatal_in(STANDARD, whole))).title == "不合格"


@pytest.mark.parametrize(
    ("points", "title"), [("90", "优秀"), ("89.9", "良好"), ("75", "良好"), ("60", "合格"), ("59.9", "不合格")]
)
def test_a_grade_begins_at_its_floor(points: str, title: str) -> None:
    assert grade_of(STANDARD, Decimal(points), failed=False).title == title


@given(sheets, sheets)
def test_two_sheets_that_differ_call_a_third_in_either_order(one: Given, two: Given) -> None:
    due = third_due(one, two, MOST)
    assert due == third_due(two, one, MOST)
    assert (outcome(STANDARD, [one, two], MOST) is None) == due


def test_exactly_the_limit_is_no_difference_and_a_tenth_more_is() -> None:
    ninety = Given(Decimal(90), frozenset())
    assert not third_due(ninety, Given(Decimal(80), frozenset()), MOST)
    assert third_due(ninety, Given(Decimal("79.9"), frozenset()), MOST)
    assert third_due(ninety, Given(Decimal(90), frozenset({FATAL[0]})), MOST)


@given(sheets, sheets, sheets)
def test_the_result_of_three_does_not_depend_on_their_order_and_lies_between_them(a: Given, b: Given, c: Given) -> None:
    found = {outcome(STANDARD, order, MOST) for order in permutations([a, b, c])}
    assert len(found) == 1
    whole = found.pop()
    assert whole
    assert min(a.score, b.score, c.score) <= whole.score <= max(a.score, b.score, c.score)
    assert bool(whole.fatal) == (sum(bool(one.fatal) for one in (a, b, c)) >= 2)


@pytest.mark.parametrize(("typed", "read"), [("1", "1"), ("0.5", "0.5"), ("１２", "12"), ("１．５", "1.5")])
def test_points_are_read_as_people_type_them(typed: str, read: str) -> None:
    value, problems = read_sheet(STANDARD, {f"points-{ITEMS[0]}": typed, f"reason-{ITEMS[0]}": "目录漏登检查记录"})
    assert ([one.points for one in value.marks], problems) == ([Decimal(read)], [])


@given(st.sampled_from(["1e+99", "1_0", "1e-1", "+1", "-1", "NaN", "0.55", "1000", "分"]) | st.text(min_size=1, max_size=9))
def test_whatever_is_typed_for_points_is_read_or_told(typed: str) -> None:
    value, problems = read_sheet(STANDARD, {f"points-{ITEMS[0]}": typed})
    assert bool(value.marks) != bool(problems) or not typed.strip()


def test_points_are_taken_off_an_item_in_several_places_each_with_its_page_and_reason() -> None:
    typed = {
        f"points-{ITEMS[0]}": "1", f"page-{ITEMS[0]}": "2", f"reason-{ITEMS[0]}": "目录漏登检查记录",
        f"points-{ITEMS[0]}.3": "0.5", f"page-{ITEMS[0]}.3": "7", f"reason-{ITEMS[0]}.3": "第七页没有页码",
        f"page-{ITEMS[0]}.4": "9", f"points-{FATAL[0]}.2": "1",
    }  # fmt: skip
    value, problems = read_sheet(STANDARD, typed)
    assert value.marks == (mark(ITEMS[0], "1", 2, "目录漏登检查记录"), mark(ITEMS[0], "0.5", 7, "第七页没有页码"))
    assert (problems, score(STANDARD, value.marks)) == ([], Decimal("98.5"))
    halved = read_sheet(STANDARD, {f"reason-{ITEMS[0]}.2": "第七页没有页码"})
    assert halved[1] == [f"“{STANDARD.scored[0].title}”写了理由，没有写扣几分。不扣分的，请删去理由"]


def test_a_reason_is_kept_in_one_spelling_and_what_cannot_be_printed_is_told() -> None:
    key = f"reason-{ITEMS[0]}"
    value, problems = read_sheet(STANDARD, {f"points-{ITEMS[0]}": "1", key: "\uf90a cafe\u0301"})
    assert ([one.reason for one in value.marks], problems) == (["金 café"], [])
    assert "不能打印的字符（U+0001）" in read_sheet(STANDARD, {f"points-{ITEMS[0]}": "1", key: "a\u0001b"})[1][0]


def test_one_sheet_is_no_result() -> None:
    assert outcome(STANDARD, [Given(Decimal(90), frozenset())], MOST) is None


def test_a_deduction_needs_page_points_and_reason() -> None:
    assert wanting(STANDARD, SheetValue((mark("filing"),)), {}, PAGES) == []
    for bad, told in [
        (mark("filing", "0"), "须大于 0"),
        (mark("filing", page=None), "第几页"),
        (mark("filing", page=PAGES + 1), "第几页"),
        (mark("filing", reason=" "), "须写明理由"),
        (mark("filing", "4"), "只有 3 分"),
        (mark("wrong-party", "5"), "是否决项，不扣分"),
        (mark("nothing"), "没有条目"),
    ]:
        assert told in "".join(wanting(STANDARD, SheetValue((bad,)), {}, PAGES))
    assert wanting(STANDARD, SheetValue((mark("filing", page=None),)), {}, None) == []


def test_what_the_machine_found_or_could_not_tell_is_said_by_a_person() -> None:
    machine = {"decided-late": BROKEN, "measured": UNKNOWN, "served-in-time": KEPT}
    assert len(wanting(STANDARD, SheetValue(), machine, PAGES)) == 2
    said = (Verdict("decided-late", NONE, "批准延长在卷"), Verdict("measured", FAULT, "没有测量"))
    assert "还没有写在第几页" in "".join(wanting(STANDARD, SheetValue((), said), machine, PAGES))
    assert wanting(STANDARD, SheetValue((mark("measured", "2"),), said), machine, PAGES) == []
    assert "却又扣分" in "".join(
        wanting(STANDARD, SheetValue((mark("measured"), mark("decided-late", "0")), said), machine, PAGES)
    )


CASE = Reviewed("yunting", frozenset({1, 2}), frozenset({7}))


@pytest.mark.parametrize(
    ("candidate", "told"),
    [
        (Candidate(9, "brigade", True, frozenset({"supervisor"})), ""),
        (Candidate(9, "brigade", False, frozenset({"supervisor"})), "没有担任评查人的职责"),
        (Candidate(9, "brigade", True, frozenset({"officer"})), "没有担任评查人的职责"),
        (Candidate(9, "yunting", True, frozenset({"supervisor"})), "应当回避"),
        (Candidate(2, "brigade", True, frozenset({"supervisor"})), "办理过本案"),
        (Candidate(7, "brigade", True, frozenset({"supervisor"})), "已经分到过"),
    ],
    ids=["fit", "left", "no duty", "own unit", "own case", "twice"],
)
def test_nobody_reviews_his_own_unit_his_own_case_or_twice(candidate: Candidate, told: str) -> None:
    found = unfit(candidate, CASE, {"supervisor", "centre_reviewer"})
    assert (told in found) if told else found == ""


standings = st.lists(
    st.builds(SheetStanding, st.integers(1, 4), st.booleans(), st.just(value=False)), max_size=3, unique_by=lambda s: s.reviewer
)


@given(standings, st.integers(1, 5), st.integers(1, 4), st.booleans())
def test_no_reviewer_sees_another_sheet_before_his_own_is_in(
    there: list[SheetStanding], reader: int, whose: int, resulted: bool
) -> None:
    if any(sheet.reviewer == reader and not sheet.submitted for sheet in there) and reader != whose:
        assert not may_see(reader, whose, there, resulted=resulted)


def test_a_sheet_opens_to_the_other_reviewer_after_his_own_and_to_all_with_the_result() -> None:
    both = [SheetStanding(1, True, False), SheetStanding(2, True, False)]
    assert may_see(1, 2, both, resulted=False)
    assert not may_see(3, 2, both, resulted=False)
    assert may_see(3, 2, both, resulted=True)
    assert not may_see(3, 2, [SheetStanding(2, False, True)], resulted=True)


def test_the_least_burdened_are_dealt_in_turn() -> None:
    assert dealt(2, [(3, 1), (1, 4), (2, 1)]) == [2, 3]


@pytest.mark.parametrize(
    ("kinds", "sheets", "submitted", "over", "state"),
    [
        ({"opened"}, 2, 0, False, ReviewState.REVIEWING),
        ({"opened", "withdrawn"}, 1, 0, False, ReviewState.VACANT),
        ({"opened", "submitted"}, 2, 2, False, ReviewState.THIRD),
        ({"opened", "submitted"}, 3, 2, False, ReviewState.REVIEWING),
        ({"opened", "result"}, 2, 2, False, ReviewState.RESULT),
        ({"opened", "result"}, 2, 2, True, ReviewState.FINAL),
        ({"opened", "result", "appeal"}, 2, 2, True, ReviewState.APPEALED),
        ({"opened", "result", "appeal", "decision"}, 2, 2, False, ReviewState.FINAL),
    ],
)
def test_where_a_review_stands(kinds: set[str], sheets: int, submitted: int, over: bool, state: ReviewState) -> None:
    assert state_of(kinds, sheets, submitted, term_over=over) is state
