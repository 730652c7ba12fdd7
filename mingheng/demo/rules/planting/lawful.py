"""What most of a year is: cases without fault, and work that looks odd from far and is not."""

from collections.abc import Callable
from datetime import date, timedelta

from mingheng.demo.rules.planting import words
from mingheng.demo.rules.planting.matters import ORDINARY, SPOT
from mingheng.demo.rules.planting.ordinary import (
    Change,
    Pen,
    entered_at,
    extended,
    filed,
    moved,
    not_filed,
    one_morning,
    seen,
    seen_to_end,
    suspended,
    whole,
    withdrawn,
)  # fmt: skip
from mingheng.demo.rules.planting.spot import whole_spot
from mingheng.demo.rules.planting.year import FIRST, LAST, Year
from mingheng.kit.dates import day_of

ROADS: tuple[tuple[Callable[[Pen], None], int], ...] = (
    (whole, 44), (not_filed, 26), (extended, 3), (suspended, 2), (withdrawn, 3),
)  # fmt: skip
SPOT_SHARE = 0.35
FORM_FILE = "f0" * 32
HALF_YEAR = date(2025, 6, 30)


def lawful(year: Year, cases: int) -> None:
    """So many cases, of every usual kind, spread over the year."""
    roads, weights = zip(*ROADS, strict=True)
    for _ in range(cases):
        if year.chance(SPOT_SHARE):
            squad = year.random.choice(year.town.squads)
            one, other = year.random.sample(squad.officers, 2)
            whole_spot(year.begin("simple", year.spot_hour((one, other)), squad=squad, pair=(one, other)))
            continue
        pen = year.begin("ordinary", year.any_day())
        pen.change = usual_words(year)
        year.random.choices(roads, weights)[0](pen)


def usual_words(year: Year) -> dict[str, Change]:
    """Set phrases and forms as everybody uses them: a short line, a long form of answers, a standing reason, one file in many cases."""
    found: dict[str, Change] = {}
    if year.chance(0.3):
        found["check_lead"] = Change(facts={"findings": words.SET_PHRASE})
    if year.chance(0.3):
        found["question_person"] = Change(facts={"questions": words.FORM_ANSWERS})
    if year.chance(0.4):
        found["propose_no_filing"] = Change(facts={"explanation": words.FORM_REASON})
    if year.chance(0.25):
        found["add_evidence"] = Change(facts={"files": [{"id": "1", "sha256": FORM_FILE, "name": "授权书样式.pdf"}]})
    return found


def odd_but_lawful(year: Year, times: int) -> None:
    """Each kind of work that looks like an abuse and is none, so many times."""
    for _ in range(times):
        for tell in (campaign, one_building, caught_again, two_trucks, one_site_two_matters, one_shop_two_matters, entered_later, unhurried,
                     far_but_time_enough, late_once, withdrawn_in_time, extended_once, waits, lawful_departure):  # fmt: skip
            tell(year)


def campaign(year: Year) -> None:
    """One pair along one street on one afternoon: many cases on the spot, a quarter of an hour each, all in the same few words."""
    squad = year.random.choice(year.town.squads)
    one, other = year.random.sample(squad.officers, 2)
    start = year.clock(year.free_day((one, other), FIRST, LAST), 13)
    for n in range(year.random.randint(5, 9)):
        pen = year.begin("simple", start + n * timedelta(minutes=14), squad=squad, pair=(one, other), matter=SPOT[0])
        pen.change = {"establish_facts": Change(facts={"found": words.SET_PHRASE})}
        whole_spot(pen)


def one_building(year: Year) -> None:
    """Several parties of one building on one day: one visit, one record, one photograph."""
    squad = year.random.choice(year.town.squads)
    one, other = year.random.sample(squad.officers, 2)
    place = year.door(squad)
    day = year.free_day((one, other), FIRST + timedelta(days=40), LAST - timedelta(days=100))
    record, photo = words.scene(year.random, place[0], "本楼商户"), words.fingerprint(year.random)
    for _ in range(3):
        pen = year.begin("ordinary", day - timedelta(days=25), squad=squad, pair=(one, other), place=place, matter=ORDINARY[2])
        files = [{"id": "1", "sha256": photo, "name": "1.jpg"}]
        pen.change = {"scene_record": Change(facts={"findings": record}), "add_evidence": Change(facts={"files": files})}
        filed(pen)
        moved(pen, pen.act("scene_record", 1), year.clock(day, 10))
        seen_to_end(pen)


def caught_again(year: Year) -> None:
    """A hawker met again some days later: another conduct."""
    squad = year.random.choice(year.town.squads)
    one, other = year.random.sample(squad.officers, 2)
    hawker, place = year.party("citizen"), year.door(squad)
    first = year.spot_hour((one, other), last=LAST - timedelta(days=40))
    again = year.spot_hour((one, other), day_of(first) + timedelta(days=3), day_of(first) + timedelta(days=20))
    for hour in (first, again):
        whole_spot(
            year.begin("simple", hour, squad=squad, pair=(one, other), party=hawker, place=place, matter=SPOT[0], amount=150)
        )


def two_trucks(year: Year) -> None:
    """Two trucks of one firm stopped by two squads in two streets within a week."""
    firm, day = year.party("organisation"), year.any_day(last=LAST - timedelta(days=100))
    for squad in year.random.sample(year.town.squads, 2):
        whole(year.begin("ordinary", day, squad=squad, party=firm, matter=ORDINARY[5], amount=30000))


def one_site_two_matters(year: Year) -> None:
    """A building site with dust by day and noise by night: two conducts of one firm at one place."""
    squad = year.random.choice(year.town.squads)
    firm, place, day = year.party("organisation"), year.door(squad), year.any_day(last=LAST - timedelta(days=100))
    for matter in (ORDINARY[5], ORDINARY[6]):
        whole(year.begin("ordinary", day, squad=squad, party=firm, place=place, matter=matter, amount=30000))


def one_shop_two_matters(year: Year) -> None:
    """A shop with two cases months apart that hold the same copy of its licence."""
    shop, licence = year.party("individual_business"), words.fingerprint(year.random)
    for first, last in ((FIRST, HALF_YEAR - timedelta(days=60)), (HALF_YEAR, LAST - timedelta(days=90))):
        pen = year.begin("ordinary", year.any_day(first, last), party=shop, matter=ORDINARY[8])
        pen.change = {"add_evidence": Change(facts={"files": [{"id": "1", "sha256": licence, "name": "营业执照.jpg"}]})}
        whole(pen)


def entered_later(year: Year) -> None:
    """What was seen entered the next morning, out of reach of the network that day."""
    pen = year.begin("ordinary", year.any_day(last=LAST - timedelta(days=80)))
    whole(pen)
    entered_at(pen.draft, "scene_record", 3, pen.draft.the("scene_record").at + timedelta(hours=20))


def far_but_time_enough(year: Year) -> None:
    """One pair in two streets on one afternoon, an hour and a half apart."""
    here, there = year.random.sample(year.town.squads, 2)
    one, other = year.random.sample(here.officers, 2)
    day = year.free_day((one, other), FIRST, LAST)
    for squad, hour, minute in ((here, 13, 0), (there, 14, 30)):
        pen = year.begin("simple", year.clock(day, hour, minute), squad=squad, pair=(one, other))
        whole_spot(pen)


def late_once(year: Year) -> None:
    """One interview entered a week or two later, with the piece of evidence from it; nothing else was."""
    pen = year.begin("ordinary", year.any_day(last=LAST - timedelta(days=80)))
    pen.change = {"explain_discretion": Change(gap=8)}
    whole(pen)
    entered_at(pen.draft, "question_person", 2, pen.draft.the("explain_discretion").at - timedelta(minutes=30))


def unhurried(year: Year) -> None:
    """Three acts in the field on one morning, half an hour each."""
    squad = year.random.choice(year.town.squads)
    one, other = year.random.sample(squad.officers, 2)
    day = year.free_day((one, other), FIRST + timedelta(days=40), LAST - timedelta(days=80))
    pen = year.begin("ordinary", day - timedelta(days=25), squad=squad, pair=(one, other))
    one_morning(pen, 30, year.clock(day, 9))
    seen_to_end(pen)


def withdrawn_in_time(year: Year) -> None:
    """A unit withdraws a few cases, each for its own reason and with months to spare."""
    squad = year.random.choice(year.town.squads)
    for _ in range(2):
        withdrawn(year.begin("ordinary", year.any_day(last=LAST - timedelta(days=60)), squad=squad))


def extended_once(year: Year) -> None:
    """A case extended in good time."""
    extended(year.begin("ordinary", year.any_day(last=date(2025, 7, 1))))


def waits(year: Year) -> None:
    """Open, quiet for some weeks, and in time."""
    pen = year.begin("ordinary", LAST - timedelta(days=year.random.randint(50, 58)))
    filed(pen)
    seen(pen)
    pen.draft.cut_after("add_evidence")


def lawful_departure(year: Year) -> None:
    """A fine a little beyond its grade, with a reason: near the others all the same."""
    pen = year.begin("ordinary", year.any_day(last=LAST - timedelta(days=100)), matter=ORDINARY[0], amount=310)
    pen.reviews = True
    reason = {"departure": words.opinion(year.random, pen.draft.place)}
    pen.change = {kind: Change(facts=reason) for kind in ("explain_discretion", "give_notice", "make_decision")}
    whole(pen)
