"""事后补录: several acts of a case that were entered long after they are said to have happened."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.patterns.asked import Asked, grounds
from mingheng.insight.rules.patterns.grown import grown_here


def recorded_late(asked: Asked) -> ir.Table:
    """The acts entered late; the longest wait, in days. Cases brought over from another system were entered late for a reason."""
    acts = asked.log.acts.semi_join(grown_here(asked.log), "case")
    late = acts.mutate(days=acts.received_at.date().delta(acts.happened, unit="day"))
    late = late.filter(late.days > asked.whole("days"))
    each = ibis.window(group_by="case")
    late = late.mutate(acts=late.n.count().over(each), longest=late.days.max().over(each))
    late = late.filter(late.acts >= asked.whole("least"))
    return grounds(late, knot=[late.case], measure=late.longest)
