"""拆分案件: one conduct cut into several cases, each below a threshold which they pass together."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.patterns.asked import Asked, grounds
from mingheng.insight.rules.patterns.places import place_of_case
from mingheng.law.rules.context import Law

CITIZEN = "citizen"
ORGANISATION = "organisation"
OWN_BUSINESS = "individual_business"
CONDUCT = "conduct_day"


def split(asked: Asked) -> ir.Table:
    """The decisions of such cases; what they come to together, in yuan."""
    small = _below(asked)
    other = small.rename({f"{name}0": name for name in small.columns if name != "party"})
    both = small.join(other, "party").filter((ibis._.case != ibis._.case0) & (ibis._.spot == ibis._.spot0))
    apart = both.day.delta(both.day0, unit="day").abs()
    near = apart <= ibis.ifelse(both.spot, asked.whole("spot_days"), asked.whole("days"))
    here = both.place.isnull() | both.place0.isnull() | (both.place == both.place0) | (both.by == both.by0)
    both = both.filter(near & here).join(kindred(asked.law), ["item", "item0"])
    sums = both.group_by("case", "n", "party").aggregate(others=both.amount0.sum())
    heads = small.join(sums, ["case", "n", "party"])
    together = heads.amount + heads.others
    over = ibis.ifelse(heads.spot, together > heads.bound, together >= heads.bound)
    heads = heads.mutate(together=together).filter(over)
    parts = both.join(heads.select("case", "n", "together"), ["case", "n"])
    rows = [
        heads.select("case", "n", "party", "together"),
        parts.select("party", "together", case="case0", n="n0"),
    ]
    found = ibis.union(*(row.select("case", "n", "party", "together") for row in rows))
    most = found.group_by("case", "n", "party").aggregate(together=found.together.max())
    return grounds(most, knot=[most.party], measure=most.together)


def _below(asked: Asked) -> ir.Table:
    """Fines that stay below their threshold by themselves: on the spot it may be reached, with a hearing it may not."""
    decided = asked.acts("decides")
    decided = decided.filter(decided.party.notnull() & (decided.amount > 0))
    decided = decided.select("case", "n", "party", "by", "happened", "amount")
    days = asked.log.days.filter(asked.log.days.fact == CONDUCT).select("case", "n", "day")
    found = decided.left_join(days, ["case", "n"]).drop("case_right", "n_right")
    found = found.left_join(place_of_case(asked.log), "case").drop("case_right")
    found = found.join(asked.log.cases.select("case", "item", "procedure"), "case")
    kinds = asked.log.parties.group_by("case", "party").aggregate(kind=ibis._.kind.max())
    found = found.left_join(kinds, ["case", "party"]).drop("case_right", "party_right")
    citizen = found.kind.isin(citizens(asked.law, asked))
    spot = found.procedure.isin(list(asked.told.procedures))
    limit = ibis.cases(
        (spot & citizen, asked.number("spot_citizen")), (spot, asked.number("spot_org")), (citizen, asked.number("citizen")),
        else_=asked.number("org"),
    )  # fmt: skip
    found = found.mutate(day=found.day.fill_null(found.happened), amount=found.amount.cast("float64"), spot=spot, bound=limit)
    below = ibis.ifelse(found.spot, found.amount <= found.bound, found.amount < found.bound)
    return found.filter(below & found.item.notnull()).select(
        "case", "n", "party", "by", "amount", "item", "place", "day", "spot", "bound"
    )


def citizens(law: Law, asked: Asked) -> list[str]:
    """The kinds of party to which the thresholds for citizens apply."""
    treated = str(law.value("getihu.treated_as", asked.as_of).value)
    return [CITIZEN, OWN_BUSINESS] if treated == CITIZEN else [CITIZEN]


def kindred(law: Law) -> ir.Table:
    """Items that the same conduct may meet: each with itself and with those it may concur with, both ways."""
    pairs = {(key, key) for key in law.items}
    pairs |= {pair for key, item in law.items.items() for other in item.concurs for pair in ((key, other), (other, key))}
    rows = sorted(pairs)
    return ibis.memtable(
        {"item": [a for a, _ in rows], "item0": [b for _, b in rows]}, schema={"item": "string", "item0": "string"}
    )
