"""Cases taken in by the thousand are the cases single acts make."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from mingheng.cases.actions import (
    AlreadyThere,
    Batch,
    Books,
    DocketRefused,
    NoBulkForm,
    NotYours,
    bulk_effects,
    effects,
    take_in_dockets,
)
from mingheng.cases.models import Case
from mingheng.cases.rules import StepRefused
from tests.cast import Cast
from tests.journeys.drive import FIRST, Drive, assert_recorded, assert_row_is_fold, parts
from tests.journeys.telling import Telling, everything

PAIR = (FIRST, "乙")


def drive_all(make: Any) -> list[Any]:
    """One case archived, one with two parties approved, one whose lead was not followed up, one with the first party again."""
    whole = make().go(until="archive_case")
    two = make().go(until="approve_decision", parties=PAIR)
    dropped = make().go(until="check_lead")
    again = make().go(until="approve_filing")
    return [whole, two, dropped, again]


@pytest.fixture
def batch(cast: Cast) -> Batch:
    """The same cases, told."""
    return Batch("one", [telling.docket for telling in drive_all(lambda: Telling(parts(cast)))])


def take_in(batch: Batch, cast: Cast) -> list[Case]:
    last = batch.dockets[0].acts[-1]
    return take_in_dockets(batch=batch, books=Books(), by=cast.handler, at=last.at)


def test_the_rows_and_entries_are_those_that_single_acts_write(cast: Cast, batch: Batch) -> None:
    with transaction.atomic():
        drive_all(lambda: Drive(parts(cast)))
        single = everything()
        transaction.set_rollback(True)
    take_in(batch, cast)
    many = everything()
    assert [len(rows) for rows in single.values()] == [len(rows) for rows in many.values()]
    for table, rows in single.items():
        assert many[table] == rows, table


def test_every_row_is_the_fold_of_its_docket_and_every_chain_is_whole(cast: Cast, batch: Batch) -> None:
    for case in take_in(batch, cast):
        fresh = Case.objects.get(pk=case.pk)
        assert_row_is_fold(fresh)
        assert_recorded(fresh)


def test_a_case_taken_in_goes_on_by_single_acts(cast: Cast, batch: Batch) -> None:
    case = take_in(batch, cast)[2]
    drive = Drive(parts(cast), case_id=case.pk)
    drive.go(after="check_lead", until="approve_filing")
    assert drive.case.number == "澜城管案〔2026〕4号"


def test_a_batch_comes_in_once(cast: Cast, batch: Batch) -> None:
    take_in(batch, cast)
    with pytest.raises(AlreadyThere):
        take_in(batch, cast)


def test_an_unlawful_act_refuses_the_whole_batch(cast: Cast, batch: Batch) -> None:
    acts = [told for told in batch.dockets[0].acts if told.offer.act != "serve_notice"]
    with pytest.raises(DocketRefused) as refused, transaction.atomic():
        take_in(replace(batch, dockets=[*batch.dockets[1:], replace(batch.dockets[0], acts=acts)]), cast)
    assert isinstance(refused.value.__cause__, StepRefused)
    assert Case.objects.count() == 0


def test_nobody_takes_in_many_what_is_not_his_to_take(cast: Cast, batch: Batch) -> None:
    acts = [replace(told, by=cast.no_duty) for told in batch.dockets[2].acts]
    with pytest.raises(DocketRefused) as refused:
        take_in(replace(batch, dockets=[replace(batch.dockets[2], acts=acts)]), cast)
    assert isinstance(refused.value.__cause__, NotYours)


def test_an_act_without_a_bulk_form_says_so(cast: Cast, batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(bulk_effects.FORMS, effects.files_taken_in)
    with pytest.raises(DocketRefused) as refused:
        take_in(batch, cast)
    assert isinstance(refused.value.__cause__, NoBulkForm)
