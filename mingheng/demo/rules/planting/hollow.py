"""Planted: one conduct cut into several cases, and cases that were never worked."""

from datetime import date, timedelta

from mingheng.demo.rules.planting import words
from mingheng.demo.rules.planting.matters import ORDINARY, SPOT
from mingheng.demo.rules.planting.ordinary import Change, entered_at, filed, moved, one_morning, seen_to_end, whole
from mingheng.demo.rules.planting.spot import whole_spot
from mingheng.demo.rules.planting.town import Squad
from mingheng.demo.rules.planting.year import FIRST, LAST, Year

SPOT_SUMS = ((150, 150), (200, 100), (200, 200), (100, 100, 100), (150, 150, 150))
SITE_SUMS = ((30000, 30000), (25000, 30000), (20000, 20000, 15000), (30000, 25000, 20000))
MORNING = 9
FAR = 0.17  # degrees: more than a dozen kilometres
TO_ITS_END = timedelta(days=100)


def _crew(year: Year, squad: Squad | None = None) -> tuple[Squad, tuple[int, int]]:
    squad = squad or year.random.choice(year.town.squads)
    one, other = year.random.sample(squad.officers, 2)
    return squad, (one, other)


def plant_split_on_spot(year: Year) -> None:
    """One stall fined twice or three times in a morning, each time within the limit."""
    squad, pair = _crew(year)
    start = year.clock(year.free_day(pair, FIRST, LAST), MORNING)
    who, place = year.party("citizen"), year.door(squad)
    for n, amount in enumerate(year.random.choice(SPOT_SUMS)):
        at = start + n * timedelta(minutes=year.random.randint(20, 40))
        pen = year.begin("simple", at, squad=squad, pair=pair, party=who, place=place, matter=SPOT[0], amount=amount)
        whole_spot(pen)
        year.plant("pattern", "split", pen.draft)


def plant_split_site(year: Year) -> None:
    """One building site fined two or three times in a week, each time below a hearing."""
    squad, pair = _crew(year)
    who, place, first = year.party("organisation"), year.door(squad), year.any_day(last=LAST - TO_ITS_END)
    for n, amount in enumerate(year.random.choice(SITE_SUMS)):
        day = first + timedelta(days=n * year.random.randint(0, 2))
        pen = year.begin("ordinary", day, squad=squad, pair=pair, party=who, place=place, matter=ORDINARY[5], amount=amount)
        whole(pen)
        year.plant("pattern", "split", pen.draft)


def plant_rushed(year: Year) -> None:
    """Looked at, a sample taken and the party asked within a few minutes."""
    pen = year.begin("ordinary", year.any_day(last=LAST - TO_ITS_END))
    one_morning(pen, year.random.randint(1, 4))
    seen_to_end(pen)
    year.plant("pattern", "rushed", pen.draft)


def plant_recorded_late(year: Year) -> None:
    """Everything in the field entered weeks later, just before the discretion was explained."""
    pen = year.begin("ordinary", year.any_day(last=LAST - TO_ITS_END))
    pen.change = {"explain_discretion": Change(gap=year.random.randint(8, 20))}
    whole(pen)
    entered_at(pen.draft, "scene_record", 6, pen.draft.the("explain_discretion").at - timedelta(minutes=30))
    year.plant("pattern", "recorded-late", pen.draft)


def plant_copied_facts(year: Year) -> None:
    """One record used for several cases in different streets."""
    text = words.scene(year.random, year.door(year.random.choice(year.town.squads))[0], "当事人")
    for _ in range(year.random.randint(2, 5)):
        pen = year.begin("ordinary", year.any_day(last=LAST - TO_ITS_END))
        pen.change = {"scene_record": Change(facts={"findings": text})}
        whole(pen)
        year.plant("pattern", "copied-facts", pen.draft)


def plant_copied_evidence(year: Year) -> None:
    """One photograph used for several cases."""
    photo = [{"id": "1", "sha256": words.fingerprint(year.random), "name": "1.jpg"}]
    for _ in range(year.random.randint(2, 4)):
        pen = year.begin("ordinary", year.any_day(last=LAST - TO_ITS_END))
        pen.change = {"add_evidence": Change(facts={"files": photo})}
        whole(pen)
        year.plant("pattern", "copied-evidence", pen.draft)


def plant_two_places(year: Year) -> None:
    """One pair looks at two places at the same time."""
    here, there = year.random.sample(year.town.squads, 2)
    _, pair = _crew(year, here)
    day = year.free_day(pair, date(2025, 2, 1), LAST - TO_ITS_END)
    start = year.clock(day, 10, year.random.randint(0, 30))
    for n, squad in enumerate((here, there)):
        pen = year.begin("ordinary", day - timedelta(days=25), squad=squad, pair=pair)
        filed(pen)
        scene = pen.act("scene_record", 1)
        moved(pen, scene, start + n * timedelta(minutes=year.random.randint(1, 5)))
        seen_to_end(pen)
        year.plant("pattern", "two-places", pen.draft)


def plant_far_apart(year: Year) -> None:
    """One pair decides on the spot at two ends of the district within minutes."""
    here, there = year.random.choice(_far(year))
    _, pair = _crew(year, here)
    start = year.clock(year.free_day(pair, FIRST, LAST), 14)
    gap = timedelta(minutes=year.random.randint(3, 8))
    for n, squad in enumerate((here, there)):
        pen = year.begin("simple", start + n * gap, squad=squad, pair=pair)
        whole_spot(pen)
        year.plant("pattern", "spot-far-apart", pen.draft)


def _far(year: Year) -> list[tuple[Squad, Squad]]:
    squads = year.town.squads
    return [(a, b) for a in squads for b in squads if abs(a.middle[0] - b.middle[0]) + abs(a.middle[1] - b.middle[1]) > FAR]


def plant_burst(year: Year) -> None:
    """One officer writes case after case, every few minutes."""
    squad, pair = _crew(year)
    start, place = year.clock(year.free_day(pair, FIRST, LAST), 15), year.door(squad)
    for n in range(year.random.randint(5, 8)):
        at = start + n * timedelta(minutes=year.random.randint(3, 4))
        pen = year.begin("simple", at, squad=squad, pair=pair, place=place, matter=SPOT[0])
        whole_spot(pen)
        year.plant("pattern", "spot-burst", pen.draft)
