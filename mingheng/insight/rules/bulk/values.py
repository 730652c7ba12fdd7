"""Values of the law on the days that occur in a log, as small tables; the engine works them out."""

from collections.abc import Iterable, Sequence

import ibis.expr.types as ir

from mingheng.insight.rules.bulk.plan import Plan


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
    told = plan.said(parameter, day)
    return None if told is None else int(str(told.value))


def words(plan: Plan, parameter: str, day: int) -> frozenset[str] | None:
    """Words of the law on a day, or None where there are none in force."""
    told = plan.said(parameter, day)
    if told is None:
        return None
    return frozenset(told.value) if isinstance(told.value, tuple) else frozenset({str(told.value)})
