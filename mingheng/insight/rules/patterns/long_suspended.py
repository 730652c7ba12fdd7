"""长期中止: suspended, and not taken up again for long."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.patterns.asked import Asked, grounds
from mingheng.insight.rules.patterns.holding import on_hold, unsettled


def long_suspended(asked: Asked) -> ir.Table:
    """The act that suspended the case; days since."""
    held = on_hold(asked).semi_join(unsettled(asked), "case")
    held = held.mutate(days=ibis.literal(asked.as_of).delta(held.happened, unit="day"))
    held = held.filter(held.days > asked.whole("days"))
    return grounds(held, knot=[held.case], measure=held.days)
