"""Random lives of cases decided on the spot: nothing unlawful is taken, and what the gate said is what a check says."""

from collections import Counter
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingheng.law.rules.judge import check
from mingheng.law.rules.position import position
from tests.scenarios.road import law
from tests.scenarios.spot_walks import spot_walk, unlawful_on_spot

STEPS = 60
seeds = st.integers(min_value=0, max_value=2**32 - 1)
some = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@some
@given(seeds)
def test_no_sequence_of_accepted_acts_makes_an_unlawful_docket(seed: int) -> None:
    going = spot_walk(Random(seed), STEPS)
    assert unlawful_on_spot(going.docket) == []
    assert [verdict for _, verdict in check(going.docket, law())] == going.verdicts


@some
@given(seeds)
def test_an_open_docket_always_has_a_next_act(seed: int) -> None:
    docket = spot_walk(Random(seed), STEPS).docket
    for length in range(len(docket.acts) + 1):
        found = position(docket.prefix(length), law())
        assert found.closed or found.turn is not None


def test_the_walks_get_as_far_as_decisions_and_what_follows_them() -> None:
    reached = Counter(act.kind for seed in range(30) for act in spot_walk(Random(seed), STEPS).docket.acts)
    assert reached["make_decision"] >= 10
    assert min(reached[kind] for kind in ("serve_decision", "report_on_spot", "register_reconsideration")) > 0
