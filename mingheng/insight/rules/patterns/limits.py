"""How many days were left of the time for deciding when an act was taken.

Counted from the approval that opened the case, with extensions granted before and suspensions ended before; hearings
and appraisals are left out of account, so that a case which had one has more time than is said here and is not accused.
"""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.patterns.asked import Asked


def with_days_left(asked: Asked, acts: ir.Table) -> ir.Table:
    """The acts that were taken in an open case, with `left`: days to the end of the period, below zero after it."""
    opened = asked.acts("opened").group_by("case").aggregate(opened=ibis._.n.max(), since=ibis._.happened.max())
    taken = acts.join(opened, "case").filter(ibis._.n > ibis._.opened)
    before = taken.select("case", "n").join(_added(asked), "case").filter(ibis._.taken < ibis._.n)
    added = before.group_by("case", "n").aggregate(added=ibis._.days.sum())
    found = taken.left_join(added, ["case", "n"]).drop("case_right", "n_right")
    passed = found.happened.delta(found.since, unit="day")
    return found.mutate(left=found.added.fill_null(0) + asked.whole("base") - passed)


def _added(asked: Asked) -> ir.Table:
    """What lengthens a case's time, by the act that did: extensions granted, suspensions ended."""
    first, second = asked.acts("first"), asked.acts("second")
    granted = [
        acts.select("case", taken="n", days=ibis.literal(asked.whole(name), "int64"))
        for name, acts in (("first", first), ("second", second))
    ]
    return ibis.union(*granted, _pauses(asked))


def _pauses(asked: Asked) -> ir.Table:
    both = asked.acts("held", "resumed")
    in_turn = ibis.window(group_by="case", order_by="n")
    held = both.act.isin(list(asked.told.acts["held"]))
    both = both.mutate(held=held, was_held=held.lag().over(in_turn), since=both.happened.lag().over(in_turn))
    ended = both.filter(~both.held & both.was_held.fill_null(False))
    return ended.select("case", taken="n", days=ended.happened.delta(ended.since, unit="day").cast("int64"))
