"""时间不可能 and 批量当场处罚: more in a few minutes than anybody can do."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.patterns.apart import MINUTE
from mingheng.insight.rules.patterns.asked import Asked, grounds
from mingheng.insight.rules.patterns.series import in_series


def rushed(asked: Asked) -> ir.Table:
    """Acts in the field of one case that lie within minutes of each other; minutes from the first to the last."""
    field = asked.acts("field").filter(ibis._.happened_at.notnull())
    field = field.mutate(of=field.case)
    close = _within_minutes(asked, field, "of")
    each = ibis.window(group_by="case")
    span = close.happened_at.max().over(each).delta(close.happened_at.min().over(each), unit="second")
    close = close.mutate(minutes=span / MINUTE)
    return grounds(close, knot=[close.case], measure=close.minutes)


def spot_burst(asked: Asked) -> ir.Table:
    """Decisions on the spot of one person within minutes of each other; so many cases."""
    decided = asked.acts("decides").semi_join(asked.inside(), "case")
    decided = decided.filter(decided.happened_at.notnull() & decided.by.notnull())
    first = decided.mutate(first=decided.n.min().over(ibis.window(group_by="case"))).filter(ibis._.n == ibis._.first)
    many = _within_minutes(asked, first, "by")
    many = many.mutate(cases=many.case.count().over(ibis.window(group_by=["by", "happened"])))
    return grounds(many, knot=[many.by, many.happened], measure=many.cases)


def _within_minutes(asked: Asked, acts: ir.Table, of: str) -> ir.Table:
    within = MINUTE * asked.whole("minutes")
    return in_series(acts, of=of, at="happened_at", least=asked.whole("least"), within=within)
