"""The numbers of a plan for one subject, as in force on a day."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil

from mingheng.law.rules.plans import Measure, Plan, Quota, Subject
from mingheng.law.rules.reading import Lawbook


@dataclass(frozen=True)
class Demand:
    """A quota and its number: a share of all, or how many."""

    key: str
    title: str
    measure: Measure
    number: Fraction
    stratum: str = ""

    def of(self, total: int) -> int:
        """How many of so many: always rounded up."""
        return ceil(self.number * total)


@dataclass(frozen=True)
class Demands:
    """What is demanded of one subject. A plan may leave any of it out."""

    subject: Subject
    all: tuple[Demand, ...] = field(default_factory=tuple)

    def one(self, measure: Measure) -> Demand | None:
        """The demand of this measure; a plan has at most one (strata excepted)."""
        return next((demand for demand in self.all if demand.measure is measure), None)

    def strata(self) -> tuple[Demand, ...]:
        """The demands on strata."""
        return tuple(demand for demand in self.all if demand.measure is Measure.STRATUM)


def demands_of(plan: Plan, book: Lawbook, subject: Subject, on: date) -> Demands:
    """The demands of a plan on a subject. Raises NoSuchParameter, NotInForce."""
    return Demands(subject, tuple(_demand(key, quota, book, on) for key, quota in plan.quotas.items() if quota.of is subject))


def _demand(key: str, quota: Quota, book: Lawbook, on: date) -> Demand:
    number = Fraction(str(book.value(quota.parameter, on).value))
    return Demand(key, quota.title, quota.measure, number, quota.stratum)
