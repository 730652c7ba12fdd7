"""卡点延期 and 临期撤案: what is done again and again just before the time for deciding runs out."""

import ibis.expr.types as ir

from mingheng.insight.rules.patterns.asked import Asked, grounds
from mingheng.insight.rules.patterns.limits import with_days_left
from mingheng.insight.rules.patterns.series import in_series, last_of_case


def extended_at_limit(asked: Asked) -> ir.Table:
    """Extensions granted at the last moment, in series by the same unit; days left."""
    return _at_limit(asked, asked.acts("first", "second"))


def withdrawn_at_limit(asked: Asked) -> ir.Table:
    """Cases withdrawn or terminated just before the limit, in series by the same unit; days left."""
    return _at_limit(asked, last_of_case(asked.acts("withdraws")))


def _at_limit(asked: Asked, acts: ir.Table) -> ir.Table:
    late = with_days_left(asked, acts.filter(acts.unit.notnull()))
    late = late.filter(late.left.between(0, asked.whole("margin")))
    late = in_series(late, of="unit", at="happened", least=asked.whole("least"), within=asked.whole("days"))
    return grounds(late, knot=[late.unit], measure=late.left)
