"""The end of remedies: one day with one reason, never a holiday, never before the party had its time."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mingheng.law.rules.calendar import WorkingCalendar
from mingheng.law.rules.lawbook import Unit
from mingheng.law.rules.remedy_time import RemedyExpiry, Review, Term, Terms, remedy_expiry
from tests.scenarios.road import law

CALENDAR = WorkingCalendar(law().calendars.values())
TERMS = Terms(
    lawsuit=Term(6, Unit.MONTHS),
    reconsideration=Term(60, Unit.CALENDAR_DAYS),
    after_reconsideration=Term(15, Unit.CALENDAR_DAYS),
)
DAYS = st.dates(date(2024, 1, 1), date(2026, 6, 1))
SPANS = st.integers(0, 200)


def end(known: date, **course: Any) -> RemedyExpiry:
    return remedy_expiry(CALENDAR, TERMS, known=known, **course)


def last(found: RemedyExpiry) -> date:
    assert found.last is not None
    return found.last.day


@given(DAYS)
def test_without_review_it_is_the_time_to_sue(known: date) -> None:
    found = end(known)
    assert last(found) >= CALENDAR.end_of(known, 6, Unit.MONTHS, roll=False).day
    assert CALENDAR.is_working(last(found)) in (True, None)
    assert found.cite[0] == "xzss/46/1"


@given(DAYS, st.integers(0, 60))
def test_a_decision_known_later_is_never_final_earlier(known: date, more: int) -> None:
    assert last(end(known)) <= last(end(known + timedelta(days=more)))


@given(DAYS)
def test_where_reconsideration_comes_first_its_time_ends_it_sooner(known: date) -> None:
    first = end(known, reconsideration_first=True)
    assert known + timedelta(days=60) <= last(first) < last(end(known))
    assert "xzfy/23" in first.cite


@given(DAYS, SPANS)
def test_while_a_review_goes_on_there_is_no_such_day(known: date, after: int) -> None:
    going = Review(known + timedelta(days=after))
    assert end(known, reconsideration=going).last is None
    assert end(known, lawsuit=going).last is None


@given(DAYS, SPANS, SPANS)
def test_after_a_reconsideration_the_party_has_its_time_to_sue(known: date, after: int, took: int) -> None:
    began = known + timedelta(days=after)
    ended = began + timedelta(days=took)
    found = end(known, reconsideration=Review(began, ended))
    assert last(found) >= ended + timedelta(days=15)
    assert found.cite == ("xzss/45",)


@given(DAYS, SPANS, SPANS)
def test_a_reconsideration_withdrawn_changes_nothing(known: date, after: int, took: int) -> None:
    began = known + timedelta(days=after)
    assert end(known, reconsideration=Review(began, began + timedelta(days=took), withdrawn=True)) == end(known)


@given(DAYS, SPANS, SPANS)
def test_a_lawsuit_that_has_its_result_ends_it_that_day(known: date, after: int, took: int) -> None:
    began = known + timedelta(days=after)
    ended = began + timedelta(days=took)
    assert last(end(known, lawsuit=Review(began, ended), reconsideration=Review(known, began))) == ended


def test_a_last_day_in_the_holidays_moves_to_the_first_working_day() -> None:
    found = end(date(2026, 4, 2))
    assert last(found) == date(2026, 10, 8)
    assert found.last is not None
    assert found.last.moved_from == date(2026, 10, 2)


def test_past_the_loaded_calendars_it_is_not_before_a_day() -> None:
    found = end(date(2026, 8, 3))
    assert found.last is not None
    assert found.last.provisional
