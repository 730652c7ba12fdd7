"""案件沉睡: filed, not decided, not on hold, and no act for long."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.patterns.asked import Asked, grounds
from mingheng.insight.rules.patterns.holding import on_hold, unsettled
from mingheng.insight.rules.patterns.series import last_of_case


def sleeping(asked: Asked) -> ir.Table:
    """The last act of each case that sleeps; days since."""
    awake = unsettled(asked).semi_join(asked.acts("opened"), "case").anti_join(on_hold(asked), "case")
    last = last_of_case(asked.log.acts.semi_join(awake, "case"))
    days = ibis.literal(asked.as_of).delta(last.happened, unit="day")
    asleep = last.mutate(days=days).filter(ibis._.days > asked.whole("days"))
    return grounds(asleep, knot=[asleep.case], measure=asleep.days)
