"""The surcharge: what the fact sheet reckons, and what holds for every fine, payment, plan and pause."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mingheng.law.rules.surcharge import Due, Paid, Pause, stretches, surcharge

RATE, CAP = Decimal("0.03"), Decimal("1.0")
START = date(2026, 10, 8)
sums = st.decimals(min_value="0.01", max_value="1000000", places=2)
days = st.integers(min_value=-60, max_value=200).map(lambda n: START + timedelta(days=n))
spans = st.tuples(days, st.none() | st.integers(min_value=0, max_value=90)).map(
    lambda pair: Pause(pair[0], None if pair[1] is None else pair[0] + timedelta(days=pair[1]))
)


def grown(fine: str, until: date, payments: tuple[Paid, ...] = (), pauses: tuple[Pause, ...] = ()) -> tuple[int, Decimal]:
    sum_due = Decimal(fine)
    found = surcharge(sum_due, stretches([Due(START, sum_due)], payments, pauses, since=START, until=until), rate=RATE, cap=CAP)
    return found.days, found.amount


def test_ten_thousand_due_on_8_october_and_paid_on_20_november_is_43_days_late_and_capped() -> None:
    assert grown("10000", date(2026, 11, 20)) == (43, Decimal(10000))


def test_the_cap_is_reached_on_the_34th_day_and_not_before() -> None:
    assert grown("10000", START + timedelta(days=33)) == (33, Decimal(9900))
    assert grown("10000", START + timedelta(days=34)) == (34, Decimal(10000))


def test_nothing_grows_on_the_last_day_of_the_term() -> None:
    assert grown("10000", START) == (0, Decimal(0))


def test_a_part_paid_no_longer_grows_from_the_day_after() -> None:
    paid = (Paid(START + timedelta(days=2), Decimal(4000)),)
    assert grown("10000", START + timedelta(days=4), paid) == (4, Decimal(2 * 300 + 2 * 180))


def test_both_ends_of_a_lawsuit_are_not_counted() -> None:
    lawsuit = (Pause(START + timedelta(days=3), START + timedelta(days=5)),)
    assert grown("10000", START + timedelta(days=6), (), lawsuit) == (3, Decimal(900))


@given(sums, st.integers(min_value=0, max_value=400))
def test_without_payments_and_pauses_it_is_the_formula_of_the_law(fine: Decimal, late: int) -> None:
    count, amount = grown(str(fine), START + timedelta(days=late))
    assert count == late
    assert amount == min(fine, (fine * RATE * late).quantize(Decimal("0.01"), "ROUND_HALF_UP"))


@given(sums, st.lists(st.tuples(days, sums), max_size=4), st.lists(spans, max_size=3), days)
def test_it_is_the_sum_over_single_days_and_never_above_the_cap(
    fine: Decimal, paid: list[tuple[date, Decimal]], pauses: list[Pause], until: date
) -> None:
    payments = tuple(Paid(day, amount) for day, amount in paid)
    until = max(until, START)
    total = Decimal(0)
    for n in range(1, (until - START).days + 1):
        day = START + timedelta(days=n)
        left = fine - sum((p.amount for p in payments if p.day < day), Decimal(0))
        if left > 0 and not any(p.start <= day and (p.end is None or day <= p.end) for p in pauses):
            total += left * RATE
    _, amount = grown(str(fine), until, payments, tuple(pauses))
    assert amount == min(fine, total.quantize(Decimal("0.01"), "ROUND_HALF_UP"))


@given(sums, days, st.lists(spans, max_size=3))
def test_more_days_never_make_it_less_and_a_pause_never_makes_it_more(fine: Decimal, until: date, pauses: list[Pause]) -> None:
    until = max(until, START)
    _, now = grown(str(fine), until, (), tuple(pauses))
    assert now <= grown(str(fine), until + timedelta(days=1), (), tuple(pauses))[1]
    assert now <= grown(str(fine), until)[1]


@given(st.lists(st.tuples(st.integers(min_value=1, max_value=60), sums), min_size=1, max_size=6))
def test_a_plan_kept_costs_nothing_and_a_plan_missed_grows_on_what_was_due_only(rows: list[tuple[int, Decimal]]) -> None:
    dues, day = [], START
    for gap, amount in rows:
        day += timedelta(days=gap)
        dues.append(Due(day, amount))
    kept = [Paid(due.day, due.amount) for due in dues]
    last = dues[-1].day + timedelta(days=1)
    assert list(stretches(dues, kept, [], since=START, until=last)) == []
    missed = list(stretches(dues, kept[1:], [], since=START, until=last))
    assert {s.base for s in missed} == {dues[0].amount}
    assert sum(s.days for s in missed) == (last - dues[0].day).days
