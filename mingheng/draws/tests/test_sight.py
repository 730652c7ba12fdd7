"""What a sample can see: the figures of textbooks, and of counting every sample there is."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingheng.draws.rules.sight import chance_to_meet, most_there


@pytest.mark.parametrize(("bad", "chance"), [(1, 0.10), (3, 0.27), (5, 0.41), (10, 0.65), (20, 0.88), (28, 0.95)], ids=str)
def test_a_month_of_a_large_district(bad: int, chance: float) -> None:
    assert round(float(chance_to_meet(1645, 165, bad)), 2) == chance


@given(st.data(), st.integers(1, 7))
def test_the_chance_is_the_share_of_all_samples(data: st.DataObject, total: int) -> None:
    sample, bad = data.draw(st.integers(0, total)), data.draw(st.integers(0, total))
    samples = list(combinations(range(total), sample))
    assert chance_to_meet(total, sample, bad) == Fraction(sum(min(one, default=total) < bad for one in samples), len(samples))


@given(st.data(), st.integers(1, 200), st.sampled_from([Fraction(9, 10), Fraction(95, 100), Fraction(99, 100)]))
def test_more_than_the_bound_would_have_shown(data: st.DataObject, total: int, confidence: Fraction) -> None:
    sample = data.draw(st.integers(1, total))
    bound = most_there(total, sample, 0, confidence)
    assert chance_to_meet(total, sample, bound) < confidence
    assert bound == total - sample or chance_to_meet(total, sample, bound + 1) >= confidence


def test_a_census_leaves_nothing_unseen_and_no_sample_everything() -> None:
    assert most_there(30, 30, 0, Fraction(95, 100)) == 0
    assert most_there(30, 30, 4, Fraction(95, 100)) == 4
    assert most_there(30, 0, 0, Fraction(95, 100)) == 30


@given(st.data(), st.integers(1, 8), st.sampled_from([Fraction(1, 2), Fraction(9, 10), Fraction(95, 100)]))
def test_the_bound_at_what_was_found_is_that_of_counting_every_sample(
    data: st.DataObject, total: int, confidence: Fraction
) -> None:
    sample = data.draw(st.integers(1, total))
    found = data.draw(st.integers(0, sample))
    samples = list(combinations(range(total), sample))

    def chance_of_no_more(bad: int) -> Fraction:
        return Fraction(sum(sum(one < bad for one in drawn) <= found for drawn in samples), len(samples))

    possible = range(found, total - sample + found + 1)
    assert most_there(total, sample, found, confidence) == max(bad for bad in possible if chance_of_no_more(bad) > 1 - confidence)


@given(st.data(), st.integers(1, 120))
def test_more_found_never_means_a_lower_bound(data: st.DataObject, total: int) -> None:
    sample = data.draw(st.integers(1, total))
    bounds = [most_there(total, sample, found, Fraction(95, 100)) for found in range(sample + 1)]
    assert bounds == sorted(bounds)
    assert all(found <= bound <= total for found, bound in enumerate(bounds))
