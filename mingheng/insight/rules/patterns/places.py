"""Where things are, and how far apart. `x` is the longitude and `y` the latitude in degrees; places are compared by name where there are none."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.log import Log

EARTH = 6_371_000.0  # metres, mean radius


def place_of_case(log: Log) -> ir.Table:
    """Of each case the first place that was told."""
    told = log.acts.filter(log.acts.place.notnull())
    first = told.mutate(first=told.n.min().over(ibis.window(group_by="case")))
    return first.filter(first.n == first.first).select("case", "place")


def metres(x: ir.Value, y: ir.Value, x0: ir.Value, y0: ir.Value) -> ir.Value:
    """The way between two points over the ground, in metres."""
    up, along = (y - y0).radians() / 2, (x - x0).radians() / 2
    part = up.sin() * up.sin() + y.radians().cos() * y0.radians().cos() * along.sin() * along.sin()
    part = ibis.ifelse(part > 1, ibis.literal(1.0), part)  # least() would take 1 where a point is not known
    return part.sqrt().asin() * (2 * EARTH)
