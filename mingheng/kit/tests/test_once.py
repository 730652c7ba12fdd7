"""What one request asks of the database once."""

import itertools

from mingheng.kit.once import once, one_request

COUNT = itertools.count()


@once
def next_number(of: str, *, by: int = 1) -> int:
    return next(COUNT) * by


def test_a_request_hears_one_answer_to_the_same_question() -> None:
    with one_request():
        assert next_number("a") == next_number("a")
        assert next_number("a") != next_number("b")
        assert next_number("a", by=3) == next_number("a", by=3)


def test_the_next_request_asks_anew() -> None:
    with one_request():
        first = next_number("a")
    with one_request():
        assert next_number("a") > first


def test_outside_a_request_every_question_is_asked() -> None:
    assert next_number("a") < next_number("a")
