"""Columns stand inside their drawing, each as high as its count."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from mingheng.kit.charts import Columns


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=24))
def test_every_column_lies_between_the_lines_and_the_higher_count_is_never_lower(counts: list[int]) -> None:
    chart = Columns("办结", tuple((str(i), n) for i, n in enumerate(counts)))
    bottom, top = chart.marks[0][0], chart.marks[-1][0]
    assert all(top <= one.y and one.y + one.height == bottom for one in chart.columns)
    by_count = sorted(chart.columns, key=lambda one: one.n)
    assert all(lower.height <= higher.height for lower, higher in itertools.pairwise(by_count))
    assert [one.last for one in chart.columns].count(True) == 1
    assert chart.columns[-1].x + Columns.THICK <= Columns.WIDTH
