"""The grades of a benchmark (裁量档次): which are in force for an act, and whether its fine lies outside them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.items import MeasureMissing, bounds
from mingheng.law.rules.lawbook import Grade


def measures_of(facts: Mapping[str, Any]) -> dict[str, Decimal]:
    """The measured facts of an act as numbers."""
    return {str(k): Decimal(str(v)) for k, v in (facts.get("measures") or {}).items()}


def grades_of(context: Context, act: Act) -> tuple[Grade, ...]:
    """The grades in force for the act's item on its day."""
    held = [b for b in context.law.benchmarks.get(str(act.facts.get("item")), ()) if b.holds_on(act.happened)]
    return tuple(g for b in held for g in b.grades)


def grade_of(context: Context, act: Act) -> Grade | None:
    """The benchmark grade the act names, in the benchmark in force on its day."""
    return next((g for g in grades_of(context, act) if g.key == act.facts.get("grade")), None)


def outside_grades(context: Context, act: Act) -> bool:
    """Whether the clause has grades and the fine lies in none that the act names (CL-05)."""
    clause, grade = act.facts.get("clause"), grade_of(context, act)
    if not any(g.clause == clause for g in grades_of(context, act)):
        return False
    if grade is None or grade.clause != clause:
        return True
    try:
        return not bounds(grade.band, measures_of(act.facts)).holds(Decimal(str(act.facts.get("amount") or 0)))
    except MeasureMissing:
        return True
