"""Cases on hold: suspended, or lying with another authority, and not taken up again."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.patterns.asked import Asked
from mingheng.insight.rules.patterns.grown import grown_here


def on_hold(asked: Asked) -> ir.Table:
    """Of each case that is on hold the act that put it there."""
    both = asked.acts("held", "resumed")
    last = both.mutate(last=both.n.max().over(ibis.window(group_by="case"))).filter(ibis._.n == ibis._.last)
    return last.filter(last.act.isin(list(asked.told.acts["held"]))).drop("last")


def unsettled(asked: Asked) -> ir.Table:
    """Open cases in which nothing was decided; what was brought over from elsewhere is not ours to press."""
    return grown_here(asked.log).filter(~ibis._.closed).anti_join(asked.acts("settled"), "case")
