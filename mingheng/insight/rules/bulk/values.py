"""Values of the law on the days that occur in a log, as small tables; the engine works them out."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

import ibis.expr.types as ir

from mingheng.insight.rules.bulk.acts import EPOCH
from mingheng.insight.rules.bulk.plan import Plan
from mingheng.law.rules.reading.problems import NotInForce


def numbers_on(days: Iterable[int], plan: Plan, asked: Sequence[tuple[str, str | None]]) -> ir.Table:
    """rule, day, number: what each rule's parameter says on each day; null where it is not in force."""
    return plan.table(
        [
            {"rule": plan.numbers[code], "day": day, "number": number(plan, str(parameter), day)}
            for code, parameter in asked
            for day in days
        ],
        {"rule": "int32", "day": "int32", "number": "int64"},
    )


def number(plan: Plan, parameter: str, day: int) -> int | None:
    """A whole number of the law on a day, or None where there is none in force."""
    try:
        return int(str(plan.law.value(parameter, EPOCH + timedelta(days=day)).value))
    except NotInForce:
        return None


def words(plan: Plan, parameter: str, day: int) -> frozenset[str] | None:
    """Words of the law on a day, or None where there are none in force."""
    try:
        value = plan.law.value(parameter, EPOCH + timedelta(days=day)).value
    except NotInForce:
        return None
    return frozenset(value) if isinstance(value, tuple) else frozenset({str(value)})
