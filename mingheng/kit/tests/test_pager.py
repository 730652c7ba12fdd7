"""The pages of a long list."""

import pytest

from mingheng.kit.shell import Pager


def address(number: int) -> str:
    return f"?page={number}"


@pytest.mark.parametrize(
    ("total", "wanted", "shown", "before", "after"),
    [
        (0, 1, (0, 0, 1, 1), "", ""),
        (50, 1, (1, 50, 1, 1), "", ""),
        (51, 1, (1, 50, 1, 2), "", "?page=2"),
        (120, 2, (51, 100, 2, 3), "?page=1", "?page=3"),
        (120, 99, (101, 120, 3, 3), "?page=2", ""),
        (120, 0, (1, 50, 1, 3), "", "?page=2"),
    ],
    ids=["nothing", "just-one-page", "one-row-too-many", "in-the-middle", "past-the-end", "before-the-beginning"],
)
def test_a_page_says_which_rows_it_shows_and_leads_to_its_neighbours(
    total: int, wanted: int, shown: tuple[int, int, int, int], before: str, after: str
) -> None:
    pager = Pager.of(total, wanted, 50, address)
    assert (pager.first, pager.last, pager.number, pager.pages) == shown
    assert (pager.previous, pager.next) == (before, after)


def test_the_rows_of_a_page_are_sliced_out_of_all() -> None:
    assert list(range(1, 121))[Pager.of(120, 3, 50, address).rows] == list(range(101, 121))
    assert [][Pager.of(0, 1, 50, address).rows] == []
