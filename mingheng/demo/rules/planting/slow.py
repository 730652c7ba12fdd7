"""Planted: cases that sleep, are extended at the last moment, or stay suspended; withdrawals at the limit, in batches, copied."""

from datetime import date, timedelta

from mingheng.demo.rules.planting import words
from mingheng.demo.rules.planting.ordinary import Change, Pen, decided, ended, filed, not_filed, reported, seen, told
from mingheng.demo.rules.planting.year import FIRST, LAST, Year
from mingheng.kit.dates import day_of, moment_of

NINETY = timedelta(days=90)
TEN = 10


def _at(pen: Pen, day: date) -> None:
    """The next act is on that day, some time after ten."""
    pen.now = moment_of(day, pen.now.time().replace(hour=TEN, minute=pen.random.randint(0, 40)))


def _limit(pen: Pen) -> date:
    return day_of(pen.draft.the("approve_filing").at) + NINETY


def plant_sleeping(year: Year) -> None:
    """Nothing happens after the party was asked."""
    pen = year.begin("ordinary", year.any_day(LAST - timedelta(days=220), LAST - timedelta(days=100)))
    filed(pen)
    seen(pen)
    year.plant("pattern", "sleeping", pen.draft)


def plant_suspended(year: Year) -> None:
    """Suspended in spring and never taken up again."""
    pen = year.begin("ordinary", year.any_day(FIRST, date(2025, 5, 10)))
    filed(pen)
    seen(pen)
    pen.act("suspend_case", year.random.randint(1, 4), pen.head)
    year.plant("pattern", "long-suspended", pen.draft)


def plant_extensions(year: Year) -> None:
    """A unit that always extends on the last day or the one before."""
    squad, first = year.random.choice(year.town.squads), year.any_day(FIRST, date(2025, 7, 1))
    for _ in range(year.random.randint(3, 5)):
        pen = year.begin("ordinary", first + timedelta(days=year.random.randint(0, 55)), squad=squad)
        for part in (filed, seen, reported, told):
            part(pen)
        _at(pen, _limit(pen) - timedelta(days=year.random.randint(0, 1)))
        pen.act("extend_decision", 0, pen.head)
        decided(pen)
        ended(pen)
        year.plant("pattern", "extended-at-limit", pen.draft)


def plant_withdrawals_at_limit(year: Year) -> None:
    """A unit that withdraws what it did not decide in time."""
    squad, first = year.random.choice(year.town.squads), year.any_day(FIRST, date(2025, 6, 15))
    for n in range(year.random.randint(3, 5)):
        pair = squad.officers[n % len(squad.officers)], squad.officers[(n + 1) % len(squad.officers)]
        pen = year.begin("ordinary", first + timedelta(days=year.random.randint(0, 90)), squad=squad, pair=pair)
        filed(pen)
        seen(pen)
        _at(pen, _limit(pen) - timedelta(days=year.random.randint(0, 7)))
        pen.act("propose_withdrawal")
        pen.act("approve_withdrawal", 0, pen.head)
        year.plant("pattern", "withdrawn-at-limit", pen.draft)


def plant_withdrawals_in_series(year: Year) -> None:
    """One officer who clears the desk within a month."""
    squad = year.random.choice(year.town.squads)
    one, other = year.random.sample(squad.officers, 2)
    first = year.any_day(FIRST, date(2025, 9, 15))
    for _ in range(year.random.randint(4, 7)):
        pen = year.begin("ordinary", first + timedelta(days=year.random.randint(0, 15)), squad=squad, pair=(one, other))
        filed(pen)
        seen(pen)
        _at(pen, first + timedelta(days=year.random.randint(48, 76)))
        pen.act("propose_withdrawal")
        pen.act("approve_withdrawal", 1, pen.head)
        year.plant("pattern", "withdrawn-in-series", pen.draft)


def plant_copied_grounds(year: Year) -> None:
    """The same explanation for leads that were not filed, by whoever, wherever."""
    text = words.ground(year.random, year.door(year.random.choice(year.town.squads))[0])
    for _ in range(year.random.randint(3, 6)):
        pen = year.begin("ordinary", year.any_day(last=LAST - timedelta(days=20)))
        pen.change = {"propose_no_filing": Change(facts={"explanation": text})}
        not_filed(pen)
        year.plant("pattern", "withdrawn-copied", pen.draft)
