"""One conduct cut into several cases; one fine far from all others."""

from datetime import date
from decimal import Decimal

import pytest

from mingheng.insight.tests.told import SIMPLE, ToldLog, book, day
from mingheng.law.rules.lawbook import Absolute

DUST = "construction-dust"
BAND = {g.key: g.band for g in book().benchmarks["street-stall"][-1].grades}


def decisions(
    *sums: int, gap: int = 0, procedure: str = SIMPLE, kind: str = "citizen", party: str | None = "甲", place: str | None = "云汀路1号",
    item: str = "street-stall", by: str = "1",
) -> ToldLog:  # fmt: skip
    log = ToldLog()
    for n, amount in enumerate(sums):
        who = party or f"p{n}"
        case = log.case(procedure=procedure, item=item, party=who, kind=kind).act("register_lead", day(3), place=place)
        case.act("make_decision", day(3, 20), amount=amount, by=by, days={"conduct_day": day(3, gap * n)})
    return log


def test_two_fines_on_the_spot_that_pass_the_limit_together_are_one_conduct_cut_in_two() -> None:
    found = decisions(150, 150).find("split").findings.to_pylist()
    assert [(row["ref"], row["others"], row["measure"], row["party"]) for row in found] == [
        ("L-1", "L-1#2 L-2#2", 300, "甲"), ("L-2", "L-1#2 L-2#2", 300, "甲"),
    ]  # fmt: skip


@pytest.mark.parametrize(("sums", "accused"), [((100, 100), 0), ((100, 101), 2), ((200, 1), 2), ((201, 50), 0)])
def test_on_the_spot_the_limit_itself_may_be_reached(sums: tuple[int, ...], accused: int) -> None:
    assert len(decisions(*sums).accused("split")) == accused


@pytest.mark.parametrize(("sums", "accused"), [((25000, 24999), 0), ((25000, 25000), 2), ((49999, 1), 2), ((50000, 30000), 0)])
def test_a_hearing_is_due_from_the_threshold_on(sums: tuple[int, ...], accused: int) -> None:
    log = decisions(*sums, procedure="ordinary", kind="organisation", item=DUST)
    assert len(log.accused("split")) == accused


@pytest.mark.parametrize(
    ("procedure", "gap", "accused"), [(SIMPLE, 1, 2), (SIMPLE, 2, 0), ("ordinary", 7, 2), ("ordinary", 8, 0)]
)
def test_only_conduct_of_days_close_to_each_other_is_put_together(procedure: str, gap: int, accused: int) -> None:
    sums = (150, 150) if procedure == SIMPLE else (3000, 3000)
    assert len(decisions(*sums, gap=gap, procedure=procedure).accused("split")) == accused


def test_several_parties_in_one_building_are_several_conducts() -> None:
    assert decisions(150, 150, 150, party=None).accused("split") == {}


def test_two_matters_of_one_site_are_not_one_conduct() -> None:
    log = decisions(40000, procedure="ordinary", kind="organisation", item=DUST, party="工地")
    case = log.case(item="night-construction", party="工地", kind="organisation").act("register_lead", day(3), place="云汀路1号")
    case.act("make_decision", day(3, 20), amount=40000, days={"conduct_day": day(3)})
    assert log.accused("split") == {}


def test_two_trucks_stopped_by_two_squads_in_two_streets_are_two_conducts() -> None:
    log = decisions(40000, procedure="ordinary", kind="organisation", item=DUST, party="车队", by="1")
    case = log.case(item=DUST, party="车队", kind="organisation").act("register_lead", day(3), place="石舫路5号")
    case.act("make_decision", day(3, 20), amount=40000, by="9", days={"conduct_day": day(3)})
    assert log.accused("split") == {}


def test_without_places_and_days_of_the_conduct_the_day_of_the_decision_counts() -> None:
    log = ToldLog()
    for _ in range(2):
        log.case(procedure=SIMPLE, party="甲").act("make_decision", day(3), amount=150)
    found = log.find("split")
    assert found.findings.num_rows == 2
    assert [(lack.lacks, lack.silent) for lack in found.lacks] == [("缺少地点、行为日期等日期，查得较粗", False)]


def fines(*amounts: int, grade: str = "light", item: str = "street-stall") -> ToldLog:
    log = ToldLog()
    for n, amount in enumerate(amounts):
        case = log.case(item=item, party=f"p{n}").act("explain_discretion", date(2026, 3, 1), facts={"grade": grade})
        case.act("make_decision", day(3, 20), amount=amount)
    return log


USUAL = (200, 210, 190, 200, 220, 180, 200, 210, 200)


def test_a_fine_far_from_the_others_and_outside_the_band_is_found() -> None:
    found = fines(*USUAL, 900).find("uneven-penalty").findings.to_pylist()
    assert [(row["ref"], row["others"], row["measure"]) for row in found] == [("L-10", "2", 700)]


def test_a_fine_far_from_the_others_inside_the_band_is_the_benchmarks_own_spread() -> None:
    band = BAND["light"]
    assert isinstance(band, Absolute)
    assert (band.min, band.max) == (Decimal(100), Decimal(300))
    assert fines(*USUAL, 100).accused("uneven-penalty") == {}
    assert fines(*USUAL, 300).accused("uneven-penalty") == {}


@pytest.mark.parametrize(("amount", "accused"), [(360, {}), (361, {"L-10": "2"})])
def test_a_little_beyond_the_band_is_a_departure_and_no_abuse(amount: int, accused: dict[str, str]) -> None:
    assert fines(*USUAL, amount).accused("uneven-penalty") == accused


def test_few_cases_are_not_compared() -> None:
    assert fines(*USUAL[:8], 900).accused("uneven-penalty") == {}


@pytest.mark.parametrize(("amount", "accused"), [(1500, {}), (1501, {"L-10": "2"})])
def test_where_all_are_alike_half_as_much_again_is_far(amount: int, accused: dict[str, str]) -> None:
    log = fines(*[1000] * 9, amount, grade="", item="night-work-not-announced")
    assert log.accused("uneven-penalty") == accused


def test_where_fines_differ_widely_anyway_none_is_far() -> None:
    wide = (1000, 9000, 3000, 15000, 2000, 12000, 6000, 18000, 4000)
    assert fines(*wide, 20000, grade="", item="night-work-not-announced").accused("uneven-penalty") == {}


def test_other_grades_and_other_kinds_of_party_are_compared_among_themselves() -> None:
    log = fines(*USUAL)
    log.case(party="公司", kind="organisation").act("make_decision", day(3), amount=900)
    case = log.case(party="乙").act("explain_discretion", day(3), facts={"grade": "heavy"})
    case.act("make_decision", day(3), amount=900)
    assert log.accused("uneven-penalty") == {}
