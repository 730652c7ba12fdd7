"""Acts that come in series: so many of the same person or unit within so long a time."""

import ibis
import ibis.expr.types as ir


def last_of_case(acts: ir.Table) -> ir.Table:
    """Of each case the last of these acts."""
    return acts.mutate(last=acts.n.max().over(ibis.window(group_by="case"))).filter(ibis._.n == ibis._.last).drop("last")


def in_series(acts: ir.Table, *, of: str, at: str, least: int, within: int) -> ir.Table:
    """The acts that are among at least `least` of the same `of` within so many days of a day, or seconds of a minute.

    `at` names the column that says when. The last act of each such run looks back over it, and every act looks ahead for one.
    """
    if least < 2:  # noqa: PLR2004  # one act is no series, and lag(0) is the act itself
        return acts
    order = [at, "case", "n"]
    run = ibis.window(group_by=of, order_by=order)
    unit = "day" if acts[at].type().is_date() else "second"
    ends = acts[at].delta(acts[at].lag(least - 1).over(run), unit=unit) <= within
    marked = acts.mutate(ends=ends.fill_null(False).cast("int8"))
    ahead = ibis.window(group_by=of, order_by=order, preceding=0, following=least - 1)
    marked = marked.mutate(hit=marked.ends.max().over(ahead))
    return marked.filter(marked.hit == 1).drop("ends", "hit")
