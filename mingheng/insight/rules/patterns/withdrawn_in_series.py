"""成批撤案: one person asks that many cases be withdrawn within a short time."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.patterns.asked import Asked, grounds
from mingheng.insight.rules.patterns.series import in_series, last_of_case


def withdrawn_in_series(asked: Asked) -> ir.Table:
    """What the person proposed, the last time in each case; so many cases."""
    asks = last_of_case(asked.acts("withdraws").filter(ibis._.by.notnull()))
    many = in_series(asks, of="by", at="happened", least=asked.whole("least"), within=asked.whole("days"))
    many = many.mutate(cases=many.case.count().over(ibis.window(group_by="by")))
    return grounds(many, knot=[many.by], measure=many.cases)
