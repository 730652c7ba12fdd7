"""Plans of payment: granted exactly when they add up, met sum by sum, settled when the last sum is in."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mingheng.law.rules.clocks import clock_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.judge import judge
from tests.scenarios.road import Example, example, law

FINE = 900000  # fen
GRANTED = date(2026, 9, 30)
cuts = st.sets(st.integers(min_value=1, max_value=FINE - 1), max_size=5).map(sorted)
gaps = st.lists(st.integers(min_value=1, max_value=40), min_size=6, max_size=6)


def asked() -> Example:
    return example("serve_decision").then("apply_deferral", date(2026, 9, 28), party="甲")


def rows(cut: list[int], gap: list[int]) -> list[dict[str, str]]:
    """The fine cut into sums, each so many days after the one before."""
    ends, day, found = [0, *cut, FINE], GRANTED, []
    for n, (low, high) in enumerate(itertools.pairwise(ends)):
        day += timedelta(days=gap[n])
        found.append({"day": day.isoformat(), "amount": str(Decimal(high - low) / 100)})
    return found


@given(cuts, gaps, st.sampled_from((0, 0, 1, -1, 100)))
def test_a_plan_is_granted_exactly_when_its_sums_are_the_fine(cut: list[int], gap: list[int], wrong: int) -> None:
    plan = rows(cut, gap)
    last = Decimal(plan[-1]["amount"]) + Decimal(wrong) / 100
    plan[-1]["amount"] = str(max(last, Decimal(0)))
    made = asked()
    verdict = judge(made.docket, made.next("approve_deferral", GRANTED, party="甲", plan=plan), law())
    assert verdict.allowed is (wrong == 0)


@given(cuts, gaps)
def test_paid_sum_by_sum_on_its_last_day_nothing_is_late_and_the_clock_goes_on(cut: list[int], gap: list[int]) -> None:
    plan = rows(cut, gap)
    made = asked().then("approve_deferral", GRANTED, party="甲", plan=plan)
    for n, row in enumerate(plan):
        clock = clock_of(Context(made.docket, law()), "pay", "甲")
        assert clock is not None
        assert clock.last is not None
        assert clock.last.day.isoformat() == row["day"]
        day = date.fromisoformat(row["day"])
        act = made.next("record_payment", day, party="甲", paid=row["amount"], receipt=f"P-{n}")
        verdict = judge(made.docket, act, law())
        assert verdict.allowed
        assert [f.code for f in verdict.findings if f.answer == "broken"] == []
        made = made.then("record_payment", day, party="甲", paid=row["amount"], receipt=f"P-{n}")
    assert clock_of(Context(made.docket, law()), "pay", "甲") is None
