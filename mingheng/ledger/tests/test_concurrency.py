"""Several writers at once."""

import threading

import pytest
from django.db import connection, transaction

from mingheng.ledger.models import StoredEntry
from mingheng.ledger.queries import chain_intact
from mingheng.ledger.rules import Receipt
from mingheng.ledger.tests.acts import CASE, ENOUGH, OTHER_CASE, decide, elsewhere, until_somebody_waits

WRITERS, ACTS = 4, 15


@pytest.mark.usefixtures("committed_db")
def test_writers_of_one_chain_get_numbers_without_a_gap() -> None:
    start = threading.Barrier(WRITERS)

    def write() -> list[int]:
        start.wait(ENOUGH)
        return [decide(personal={"name": "王小满"}).n for _ in range(ACTS)]

    with elsewhere(WRITERS) as do:
        numbers = [future.result(ENOUGH) for future in [do(write) for _ in range(WRITERS)]]
    assert sorted(n for each in numbers for n in each) == list(range(1, WRITERS * ACTS + 1))
    assert all(each == sorted(each) for each in numbers)
    assert chain_intact(CASE)


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize(("first_commits", "n"), [(True, 2), (False, 1)])
def test_the_second_first_writer_waits_for_the_outcome_of_the_first(first_commits: bool, n: int) -> None:
    with elsewhere(1) as do:
        with transaction.atomic():
            decide()
            second = do(decide)
            until_somebody_waits()
            transaction.set_rollback(not first_commits)
        assert second.result(ENOUGH).n == n
    assert chain_intact(CASE)
    assert StoredEntry.objects.count() == n


@pytest.mark.usefixtures("committed_db")
def test_different_chains_do_not_wait_for_one_another() -> None:
    def at_once() -> Receipt:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
        return decide(OTHER_CASE)

    with elsewhere(1) as do, transaction.atomic():
        decide(CASE)
        assert do(at_once).result(ENOUGH).n == 1
