"""Batches that are told at the same time never wait for each other's numbers."""

from mingheng.demo.rules.lanes import Lanes


def lanes() -> Lanes[str]:
    return Lanes([(2024, "a"), (2024, "b"), (2025, "c"), (2026, "d"), (2026, "e")])


def test_two_batches_of_a_year_are_never_out_at_once() -> None:
    there = lanes()
    assert [there.take(), there.take(), there.take(), there.take()] == [(2026, "d"), (2025, "c"), (2024, "a"), None]
    there.give_back(2024)
    assert there.take() == (2024, "b")


def test_a_year_is_told_in_its_order_to_the_end() -> None:
    there, said = lanes(), []
    while found := there.take():
        said.append(found[1])
        there.give_back(found[0])
    assert said == ["d", "e", "c", "a", "b"]
