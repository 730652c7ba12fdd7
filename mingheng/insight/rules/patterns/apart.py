"""One officer in two places: acts of two cases, minutes apart, too far from each other."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.patterns.asked import Asked, grounds
from mingheng.insight.rules.patterns.places import metres

MINUTE = 60  # seconds
TAKERS = ("officers", "by")
TO_KMH = 3.6  # metres a second


def two_places(asked: Asked) -> ir.Table:
    """At almost the same minute in two places; one of the two acts at least is not a case decided on the spot."""
    pairs = _pairs(asked, asked.acts("field", "spot"), asked.whole("minutes"))
    field = list(asked.told.acts["field"])
    pairs = pairs.filter(pairs.act.isin(field) | pairs.act0.isin(field))
    pairs = pairs.filter(pairs.way.isnull() & pairs.named_apart | (pairs.way > asked.number("metres")))
    return _both(pairs)


def spot_far_apart(asked: Asked) -> ir.Table:
    """Two cases decided on the spot, so far apart that nobody gets from one to the other in the time."""
    pairs = _pairs(asked, asked.acts("spot"), asked.whole("minutes"))
    too_fast = pairs.way * TO_KMH > pairs.seconds * asked.number("speed")
    by_name = pairs.way.isnull() & pairs.named_apart & (pairs.seconds <= MINUTE * asked.whole("named"))
    pairs = pairs.filter(by_name | ((pairs.way > asked.number("metres")) & too_fast))
    return _both(pairs)


def _pairs(asked: Asked, acts: ir.Table, minutes: int) -> ir.Table:
    """Acts with the one the same person took before it, of another case and not longer ago; `way` in metres, where it is known."""
    people = asked.log.people
    there = people.filter(people.fact.isin(TAKERS)).select("case", "n", "person").distinct()
    acts = acts.filter(acts.happened_at.notnull() & acts.place.notnull())
    there = there.join(acts.select("case", "n", "act", "happened_at", "place", "x", "y"), ["case", "n"])
    turn = ibis.window(group_by="person", order_by=["happened_at", "case", "n"])
    before = {f"{name}0": there[name].lag().over(turn) for name in ("case", "n", "act", "happened_at", "place", "x", "y")}
    pairs = there.mutate(**before)
    pairs = pairs.mutate(
        seconds=pairs.happened_at.delta(pairs.happened_at0, unit="second"),
        way=metres(pairs.x, pairs.y, pairs.x0, pairs.y0),
        named_apart=_begins(asked, pairs.place) != _begins(asked, pairs.place0),
    )
    return pairs.filter(pairs.case0.notnull() & (pairs.case != pairs.case0) & (pairs.seconds <= MINUTE * minutes))


def _begins(asked: Asked, place: ir.Value) -> ir.Value:
    return place.substr(0, asked.whole("letters"))


def _both(pairs: ir.Table) -> ir.Table:
    """Both acts of each pair."""
    minutes = pairs.seconds / MINUTE
    pairs = pairs.mutate(minutes=minutes, low=ibis.least(pairs.case, pairs.case0), high=ibis.greatest(pairs.case, pairs.case0))
    sides = [pairs.select("low", "high", "minutes", case=pairs[case], n=pairs[n]) for case, n in (("case", "n"), ("case0", "n0"))]
    both = ibis.union(*sides)
    return grounds(both, knot=[both.low, both.high], measure=both.minutes)
