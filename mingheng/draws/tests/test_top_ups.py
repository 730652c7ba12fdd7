"""The layers on top: what is demanded is drawn or written down as an exemption, never more, never twice, never the spent."""

from collections import Counter
from fractions import Fraction

from hypothesis import given, settings

from mingheng.draws.rules.drawing import Drawing
from mingheng.draws.rules.frame import Frame, Member
from mingheng.draws.rules.layers import Base, Floor, Groups, Layer, Stratum
from mingheng.draws.rules.outcome import Exemption, Why
from mingheng.draws.tests.made_up import DRAWINGS, a_seed, drawing, members


@given(DRAWINGS)
@settings(max_examples=300)
def test_a_demand_is_met_or_exempted_exactly_where_it_cannot_be(case: tuple[Frame, list[Layer], bytes]) -> None:
    frame, layers, seed = case
    for number, layer in enumerate(layers):
        before, after = drawing(frame, layers[:number], seed), drawing(frame, layers[: number + 1], seed)
        assert after.picks[: len(before.picks)] == before.picks
        told = [one for one in after.exemptions if one.layer == number]
        match layer:
            case Stratum():
                pool = [member for member in frame.members if layer.name in member.strata]
                held_to(pool, layer.count, layer.spent, after, [one.shortfall for one in told])
            case Floor():
                short = {one.about[0]: one.shortfall for one in told}
                for group, least in layer.least.items():
                    pool = [member for member in frame.members if member.group == group]
                    held_to(pool, least, layer.spent, after, [short[group]] if group in short else [])
            case Groups():
                covered(frame, layer, after, told)
            case Base():
                assert number == 0


def held_to(pool: list[Member], least: int, spent: frozenset[str], done: Drawing, shortfalls: list[int]) -> None:
    """The demand holds, or all that can count was drawn and what is lacking is written down."""
    drawn = {pick.member for pick in done.picks}
    counted = sum(member.id in drawn and member.id not in spent for member in pool)
    possible = sum(member.id not in spent for member in pool)
    assert counted >= min(least, possible)
    assert shortfalls == ([least - possible] if least > possible else [])


def covered(frame: Frame, layer: Groups, done: Drawing, told: list[Exemption]) -> None:
    drawn = {pick.member for pick in done.picks}
    able = {member.group for member in frame.members if member.id not in layer.spent}
    touched = {member.group for member in frame.members if member.id in drawn and member.id not in layer.spent}
    assert len(touched) >= min(layer.count, len(able))
    assert [one.shortfall for one in told] == ([layer.count - len(able)] if layer.count > len(able) else [])
    assert all(set(one.about) == layer.of - able for one in told)


@given(DRAWINGS)
def test_nobody_is_drawn_twice_and_no_top_up_draws_the_spent(case: tuple[Frame, list[Layer], bytes]) -> None:
    frame, layers, seed = case
    done = drawing(frame, layers, seed)
    assert max(Counter(pick.member for pick in done.picks).values(), default=1) == 1
    assert all(0 < pick.chance <= 1 for pick in done.picks)
    for pick in done.picks:
        layer = layers[pick.layer]
        assert isinstance(layer, Base) or pick.member not in layer.spent


@given(DRAWINGS)
def test_no_more_is_drawn_than_is_lacking(case: tuple[Frame, list[Layer], bytes]) -> None:
    frame, layers, seed = case
    done = drawing(frame, [*layers, *layers[1:]], seed)  # what was met a moment ago lacks nothing now
    top_ups = layers[1:] if isinstance(layers[0], Base) else []
    if top_ups:
        assert all(pick.layer < len(layers) for pick in done.picks)


def test_why_something_is_lacking_is_told_apart() -> None:
    frame = Frame.of(members({"南渡镇": 2, "柳湾镇": 2, "鹤洲镇": 2}))
    spent = frozenset({"柳湾镇-0000", "柳湾镇-0001", "鹤洲镇-0000"})
    done = drawing(frame, [Floor("三件", {"南渡镇": 3, "柳湾镇": 3, "鹤洲镇": 3, "石舫街道": 3}, spent)], a_seed(1))
    assert {one.about[0]: (one.why, one.shortfall, one.members, one.spent) for one in done.exemptions} == {
        "南渡镇": (Why.ALL_DRAWN, 1, 2, 0),
        "柳湾镇": (Why.ALL_SPENT, 3, 2, 2),
        "鹤洲镇": (Why.DRAWN_OR_SPENT, 2, 2, 1),
        "石舫街道": (Why.NO_MEMBER, 3, 0, 0),
    }


def test_the_stated_chances_of_top_ups_are_the_frequencies() -> None:
    frame = Frame.of(members({"南渡镇": 2, "柳湾镇": 3, "石舫街道": 5}, frozenset({"重大"})))
    cases: list[tuple[Layer, dict[str, Fraction]]] = [
        (Stratum("", "重大", 2), {member.id: Fraction(2, 4) for member in frame.members if member.strata}),
        (
            Groups("", frozenset({"南渡镇", "柳湾镇", "石舫街道"}), 2),
            {"南渡镇-0000": Fraction(1, 3), "石舫街道-0004": Fraction(2, 15)},
        ),
        (Floor("", {"石舫街道": 2}), {"石舫街道-0001": Fraction(2, 5)}),
    ]
    for layer, stated in cases:
        picks = [pick for number in range(1500) for pick in drawing(frame, [layer], a_seed(number)).picks]
        seen = Counter(pick.member for pick in picks)
        told = {pick.member: pick.chance for pick in picks}
        for member, chance in stated.items():
            assert told[member] == chance
            assert abs(seen[member] - 1500 * chance) < 4 * float(1500 * chance * (1 - chance)) ** 0.5
