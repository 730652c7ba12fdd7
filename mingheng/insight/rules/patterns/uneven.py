"""同案不同罚: a fine far from those of other cases of the same item and grade, and outside the benchmark's own band."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.patterns.asked import Asked, fact, grounds
from mingheng.insight.rules.patterns.split import citizens
from mingheng.law.rules.context import Law
from mingheng.law.rules.lawbook import Absolute

TO_DEVIATION = 1.4826  # the median absolute deviation of a normal distribution times this is its standard deviation
ALIKE = ("item", "grade", "procedure", "citizen")  # a fine on the spot is capped: it is compared with its like


def uneven_penalty(asked: Asked) -> ir.Table:
    """The decision; how far from the median, in yuan. Spread is the median absolute deviation: one extreme fine moves it little."""
    fines = _fines(asked)
    middle = fines.group_by(ALIKE).aggregate(cases=fines.amount.count(), middle=fines.amount.median())
    fines = fines.join(middle.filter(middle.cases >= asked.whole("least")), ALIKE)
    fines = fines.mutate(off=(fines.amount - fines.middle).abs())
    spread = fines.group_by(ALIKE).aggregate(spread=fines.off.median())
    fines = fines.join(spread, ALIKE)
    fines = fines.left_join(bands(asked.law), ["item", "grade"]).drop("item_right", "grade_right")
    beyond = asked.number("beyond")
    inside = fines.amount.between(fines.low * (1 - beyond), fines.high * (1 + beyond)).fill_null(False)
    far = (fines.off > fines.spread * TO_DEVIATION * asked.number("spread")) & (fines.off > fines.middle * asked.number("share"))
    odd = fines.filter(far & ~inside)
    return grounds(odd, knot=[odd.case, odd.n], measure=odd.off)


def _fines(asked: Asked) -> ir.Table:
    decided = asked.acts("decides")
    decided = decided.filter(decided.amount > 0).select("case", "n", "party", amount=decided.amount.cast("float64"))
    told = asked.acts("grades")
    told = told.mutate(grade=fact(told, "grade")).filter(ibis._.grade != "")
    grades = told.group_by("case").aggregate(grade=told.grade.max())
    kinds = asked.log.parties.group_by("case", "party").aggregate(kind=ibis._.kind.max())
    found = decided.join(asked.log.cases.select("case", "item", "procedure"), "case").filter(ibis._.item.notnull())
    found = found.left_join(grades, "case").drop("case_right")
    found = found.left_join(kinds, ["case", "party"]).drop("case_right", "party_right")
    return found.select(
        "case", "n", "item", "procedure", "amount", grade=found.grade.fill_null(""),
        citizen=found.kind.isin(citizens(asked.law, asked)).fill_null(False),
    )  # fmt: skip


def bands(law: Law) -> ir.Table:
    """The widest band each grade of an item ever had; a band that depends on a measured fact is not compared."""
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for item, versions in law.benchmarks.items():
        for grade in (grade for version in versions for grade in version.grades):
            if isinstance(grade.band, Absolute):
                low, high = found.get((item, grade.key), (float(grade.band.min), float(grade.band.max)))
                found[item, grade.key] = min(low, float(grade.band.min)), max(high, float(grade.band.max))
    columns = {
        "item": [item for item, _ in found], "grade": [grade for _, grade in found],
        "low": [low for low, _ in found.values()], "high": [high for _, high in found.values()],
    }  # fmt: skip
    return ibis.memtable(columns, schema={"item": "string", "grade": "string", "low": "float64", "high": "float64"})
