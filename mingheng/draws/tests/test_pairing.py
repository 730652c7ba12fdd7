"""Who looks at what: never the forbidden, as evenly as can be, and said where somebody is lacking."""

from collections import Counter
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from mingheng.draws.rules.pairing import Pairing, Unassignable
from mingheng.draws.tests.made_up import SEEDS, a_seed

PEOPLE = ["甲", "乙", "丙", "丁"]
FORBIDDEN = st.frozensets(st.tuples(st.sampled_from(["1", "2", "3", "4"]), st.sampled_from(PEOPLE)))


@given(st.integers(0, 4), FORBIDDEN, st.integers(1, 2), SEEDS)
@settings(max_examples=150, deadline=None)
def test_no_other_way_would_assign_more_or_be_more_even(
    size: int, barred: frozenset[tuple[str, str]], each: int, seed: bytes
) -> None:
    things = [str(i + 1) for i in range(size)]
    pairs, lacking = Pairing(things, PEOPLE, lambda *pair: pair in barred, each=each, seed=seed).paired()
    assert not {(one.member, one.person) for one in pairs} & barred
    assert len(set(pairs)) == len(pairs)
    allowed = {thing: [person for person in PEOPLE if (thing, person) not in barred] for thing in things}
    assert {one.member: (one.shortfall, one.why) for one in lacking} == {
        thing: (each - len(able), Unassignable.FORBIDDEN) for thing, able in allowed.items() if len(able) < each
    }
    ways = product(*(combinations(able, min(each, len(able))) for able in allowed.values()))
    assert uneven(Counter(one.person for one in pairs)) == min(uneven(Counter(sum(way, ()))) for way in ways)


def uneven(loads: Counter[str]) -> int:
    return sum(load**2 for load in loads.values())


@given(st.integers(1, 30), st.integers(1, 3), SEEDS)
@settings(deadline=None)
def test_where_nobody_is_barred_loads_differ_by_at_most_one(size: int, each: int, seed: bytes) -> None:
    pairs, lacking = Pairing([str(i) for i in range(size)], PEOPLE, lambda *_: False, each=each, seed=seed).paired()
    loads = Counter(one.person for one in pairs)
    assert not lacking
    assert max(loads[person] for person in PEOPLE) - min(loads[person] for person in PEOPLE) <= 1


@given(st.integers(1, 12), st.integers(1, 3), SEEDS)
def test_a_limit_holds_and_what_it_leaves_over_is_told(size: int, most: int, seed: bytes) -> None:
    pairs, lacking = Pairing([str(i) for i in range(size)], PEOPLE, lambda *_: False, each=2, most=most, seed=seed).paired()
    assert max(Counter(one.person for one in pairs).values()) <= most
    assert sum(one.shortfall for one in lacking) == max(2 * size - most * len(PEOPLE), 0)
    assert {one.why for one in lacking} <= {Unassignable.FULL}


def test_everybody_meets_everything_about_equally_often() -> None:
    things, rounds = [str(i) for i in range(8)], 1200
    met = Counter(
        pair
        for number in range(rounds)
        for pair in Pairing(things, PEOPLE, lambda *_: False, each=1, seed=a_seed(number)).paired()[0]
    )
    assert len(met) == len(things) * len(PEOPLE)
    expected = rounds / len(PEOPLE)
    assert all(abs(seen - expected) < 4 * (expected * 0.75) ** 0.5 for seen in met.values())
