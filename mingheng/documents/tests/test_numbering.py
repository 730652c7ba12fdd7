"""文号: each series by itself, from 1, without gap or double, whoever asks at the same time."""

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection, transaction

from mingheng.documents.actions import allocate_number
from mingheng.documents.models import Instrument, NumberSeries
from mingheng.documents.rules import MissingFields
from mingheng.documents.tests.orders import order
from mingheng.kit.dates import SHANGHAI
from tests.cast import Cast


class CaseGoesWrong(Exception):
    """What rolls an act back after its number was given."""


def go_wrong() -> None:
    raise CaseGoesWrong


def test_numbers_of_a_series_follow_each_other(cast: Cast) -> None:
    assert [order("penalty_decision", cast.handler).number for _ in range(3)] == [
        "澜城管罚决〔2026〕1号",
        "澜城管罚决〔2026〕2号",
        "澜城管罚决〔2026〕3号",
    ]


def test_each_series_year_and_authority_counts_by_itself(cast: Cast) -> None:
    order("penalty_decision", cast.handler)
    assert order("prior_notice", cast.handler).number == "澜城管罚告〔2026〕1号"
    next_year = datetime(2027, 1, 4, 9, 0, tzinfo=SHANGHAI)
    assert order("penalty_decision", cast.handler, at=next_year).number == "澜城管罚决〔2027〕1号"
    assert allocate_number(authority_code="青城管", series="罚决", year=2026) == "青城管罚决〔2026〕1号"


def test_an_instrument_without_a_series_has_no_number(cast: Cast) -> None:
    assert order("service_receipt", cast.handler).number == ""


def test_a_refused_order_takes_no_number(cast: Cast) -> None:
    with pytest.raises(MissingFields):
        order("penalty_decision", cast.handler, found="")
    assert order("penalty_decision", cast.handler).number.endswith("〕1号")


def test_a_code_that_is_not_chinese_is_refused_before_anything_is_written(cast: Cast) -> None:
    with pytest.raises(ValueError, match="机关代字"):
        allocate_number(authority_code="LJ", series="罚决", year=2026)
    assert not NumberSeries.objects.exists()


def at_once(tasks: list[Callable[[], None]]) -> None:
    """Run each task in a thread, and so on a connection, of its own; all start together."""
    gate = threading.Barrier(len(tasks))
    errors: list[Exception] = []

    def run(task: Callable[[], None]) -> None:
        gate.wait()
        try:
            task()
        except Exception as error:  # noqa: BLE001  # whatever it is, the test raises it
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def test_acts_at_the_same_time_get_numbers_without_gap_or_double(committed_cast: Cast) -> None:
    """Eight connections, five acts each; every third act is rolled back after it got its number."""
    kept: list[str] = []

    def work(worker: int) -> None:
        for n in range(5):
            number = ""
            try:
                with transaction.atomic():
                    number = order("penalty_decision", committed_cast.handler).number
                    if (worker + n) % 3 == 0:
                        go_wrong()
            except CaseGoesWrong:
                continue
            kept.append(number)

    at_once([lambda worker=worker: work(worker) for worker in range(8)])  # type: ignore[misc]  # the default binds the worker
    numbers = sorted(int(number.removeprefix("澜城管罚决〔2026〕").removesuffix("号")) for number in kept)
    assert numbers == list(range(1, len(kept) + 1))
    assert NumberSeries.objects.get().last == len(kept)
    assert set(Instrument.objects.values_list("number", flat=True)) == set(kept)


def test_a_rolled_back_act_gives_its_number_to_the_next_one_that_waits(committed_cast: Cast) -> None:
    given = threading.Event()
    waiting: list[str] = []

    def second() -> None:
        given.wait()
        with transaction.atomic():
            waiting.append(order("penalty_decision", committed_cast.partner).number)

    def first() -> None:
        try:
            with transaction.atomic():
                assert order("penalty_decision", committed_cast.handler).number.endswith("〕1号")
                given.set()
                go_wrong()
        except CaseGoesWrong:
            return

    at_once([first, second])
    assert waiting == ["澜城管罚决〔2026〕1号"]
