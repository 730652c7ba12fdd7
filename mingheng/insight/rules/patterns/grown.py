"""Cases that grew in the system the log is of. What was brought over from another was entered late, and lies still, for a reason."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.log import Log


def grown_here(log: Log) -> ir.Table:
    """The cases without a source; all of them where every case has one, for then it is the log's own system that is named."""
    cases = log.cases
    own = cases.aggregate(own=cases.source.isnull().cast("int8").max())
    here = cases.cross_join(own).filter(ibis._.source.isnull() | (ibis._.own.fill_null(0) == 0))
    return here.drop("own")
