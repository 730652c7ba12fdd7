"""Ten years' volume is told and taken in as single cases would be."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.apps import apps

from mingheng.cases.actions import AlreadyThere, Books
from mingheng.cases.queries.dockets import docket_of
from mingheng.cases.rules import pointers
from mingheng.demo.actions import Span, Volume
from mingheng.demo.actions.people import staff_there
from mingheng.demo.rules.numbers import born, citizen_id, credit_code
from mingheng.demo.rules.volume import FIRST_SERIAL, beginning, choices
from mingheng.kit.identity import check_citizen_id, check_credit_code
from mingheng.law import queries as law
from mingheng.law.rules.judge import check
from mingheng.law.rules.position import position
from mingheng.ledger.queries import chain_intact
from mingheng.organisation import queries as organisation

Case, Officer = apps.get_model("cases.Case"), apps.get_model("organisation.Officer")
OLD = Span(0, 12, 200, date(2026, 11, 20))
GROWN = replace(OLD, first=188, last=200)


@pytest.fixture
def volume(district: datetime) -> Volume:
    """The district ready to be filled."""
    books = Books(judged=False)
    return Volume(staff_there(organisation.units(), books.rolls.officers.values()), books)


def load(volume: Volume, span: Span, at: datetime) -> list[Any]:
    return list(volume.load(span=span, by=Officer.objects.get(username="LJ0001"), at=at))


def test_every_party_has_a_number_of_its_own() -> None:
    serials = range(FIRST_SERIAL, FIRST_SERIAL + 5000)
    citizens = {citizen_id(s, born(s - FIRST_SERIAL)) for s in serials}
    codes = {credit_code(s, "organisation") for s in serials}
    assert len(citizens) == len(codes) == len(serials)
    assert all(check_citizen_id(n, today=date(2026, 11, 20)) for n in list(citizens)[:200])
    assert all(check_credit_code(code) for code in list(codes)[:200])


def test_cases_are_spread_over_the_loaded_years() -> None:
    years = {beginning(number, 1000, OLD.until).year for number in range(1000)}
    assert years == {2024, 2025, 2026}


def test_every_story_a_short_or_closed_case_may_follow_can_be_brought_over(volume: Volume) -> None:
    stories = {choices(number, closed=True)[0].key: number for number in reversed(range(4000))}
    until = replace(OLD, total=5000)
    told = [next(iter(volume.dockets(replace(until, first=n, last=n + 1)))) for n in stories.values()]
    assert len(told) == len(stories)
    assert all(docket.brought and docket.acts for docket in told)


def test_what_is_loaded_is_whole_and_what_grew_here_is_lawful(volume: Volume, district: datetime) -> None:
    book = law.lawbook()
    for case in [*load(volume, OLD, district), *load(volume, GROWN, district)]:
        fresh = Case.objects.get(pk=case.pk)
        docket = docket_of(fresh)
        folded = pointers(docket, position(docket, book))
        assert {name: getattr(fresh, name) for name in folded} == folded
        assert chain_intact(str(fresh.pk))
        if not fresh.source:
            assert [(a.kind, v.refusals) for a, v in check(docket, book) if not v.allowed] == []


def test_old_cases_are_marked_and_those_that_grew_here_are_not(volume: Volume, district: datetime) -> None:
    assert all(case.source and case.closed for case in load(volume, OLD, district))
    assert not any(case.source for case in load(volume, GROWN, district))


def test_a_batch_that_is_there_is_not_taken_in_again(volume: Volume, district: datetime) -> None:
    load(volume, OLD, district)
    before = Case.objects.count()
    with pytest.raises(AlreadyThere):
        load(volume, OLD, district)
    assert Case.objects.count() == before
