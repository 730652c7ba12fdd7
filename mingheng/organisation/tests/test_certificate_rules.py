"""The state of a certificate on a day, as pure judgement."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingheng.organisation.rules import Effect, State, certificate_state, speaking_certificate
from mingheng.organisation.rules.certificates import NEXT_EFFECTS, Standing

FROM, UNTIL = date(2024, 1, 1), date(2028, 12, 31)
DAY = timedelta(days=1)

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2032, 1, 1))
effects = st.one_of(st.none(), st.sampled_from(list(Effect)))


@pytest.mark.parametrize(
    ("effect", "on", "state"),
    [
        (Effect.ISSUED, FROM, State.VALID),
        (Effect.ISSUED, UNTIL, State.VALID),
        (Effect.ISSUED, UNTIL + DAY, State.EXPIRED),
        (Effect.ISSUED, FROM - DAY, State.NONE),
        (Effect.RESTORED, FROM, State.VALID),
        (Effect.SUSPENDED, UNTIL, State.SUSPENDED),
        (Effect.SUSPENDED, UNTIL + DAY, State.EXPIRED),
        (Effect.WITHDRAWN, UNTIL + DAY, State.WITHDRAWN),
        (Effect.CANCELLED, UNTIL + DAY, State.CANCELLED),
        (None, FROM, State.NONE),
    ],
)
def test_the_state_follows_from_the_printed_days_and_the_last_event(effect: Effect, on: date, state: State) -> None:
    assert certificate_state(FROM, UNTIL, effect, on) is state


@given(effect=effects, on=days)
def test_nothing_is_valid_outside_the_printed_days(effect: Effect | None, on: date) -> None:
    if not FROM <= on <= UNTIL:
        assert certificate_state(FROM, UNTIL, effect, on) is not State.VALID


@given(effect=effects, on=days)
def test_only_an_issued_or_restored_certificate_is_valid(effect: Effect | None, on: date) -> None:
    if certificate_state(FROM, UNTIL, effect, on) is State.VALID:
        assert effect in (Effect.ISSUED, Effect.RESTORED)


@given(held=st.lists(st.tuples(st.text(max_size=3), st.sampled_from(list(State)), days), max_size=4))
def test_an_auxiliary_never_counts_whatever_he_holds(held: list[tuple[str, State, date]]) -> None:
    number, state = speaking_certificate(held, auxiliary=True)
    assert not Standing(1, "", "", "", number, state, auxiliary=True, legally_qualified=False).may_enforce


def test_a_valid_certificate_speaks_before_an_old_withdrawn_one() -> None:
    held = [("old", State.WITHDRAWN, date(2020, 1, 1)), ("new", State.VALID, date(2024, 1, 1))]
    assert speaking_certificate(held, auxiliary=False) == ("new", State.VALID)


def test_without_a_valid_one_a_suspension_speaks_before_an_expiry() -> None:
    held = [("old", State.EXPIRED, date(2020, 1, 1)), ("new", State.SUSPENDED, date(2024, 1, 1))]
    assert speaking_certificate(held, auxiliary=False) == ("new", State.SUSPENDED)


def test_a_cancelled_certificate_stays_cancelled_and_a_withdrawn_one_is_never_restored() -> None:
    assert NEXT_EFFECTS[Effect.CANCELLED] == ()
    assert Effect.RESTORED not in NEXT_EFFECTS[Effect.WITHDRAWN]
