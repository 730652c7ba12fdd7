"""Every kind of rule as one expression over the columns of a log, equal to `judge` act by act."""

from collections.abc import Callable
from datetime import date

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.bulk import people, sequence, sums, texts, time
from mingheng.insight.rules.bulk.acts import NEVER, coded, has, with_effect
from mingheng.insight.rules.bulk.answers import COLUMNS, nothing
from mingheng.insight.rules.bulk.calendar import Days
from mingheng.insight.rules.bulk.plan import EPOCH, GENERIC, Plan
from mingheng.insight.rules.bulk.unrecorded import SEQUENCE
from mingheng.insight.rules.log import Log


def prepared(log: Log, plan: Plan) -> ir.Table:
    """The acts of the log as the checks join them; worth keeping, since every check reads them."""
    return with_effect(coded(log.acts, plan), plan)


def days_told(log: Log, acts: ir.Table) -> ir.Table:
    """day: every day since 1970 that an act or a fact names; what the law said is worked out for these."""
    told = acts.select("day").union(_numbered(log.days).select("day"))
    return told.distinct().order_by("day")


def answers(log: Log, acts: ir.Table, days: Days) -> ir.Table:
    """One row for every act and rule that is not kept, of the rules that have a form in bulk; `acts` as `prepared`.

    A kind of rule that the procedure does not have is not asked.
    """
    plan, dates = days.plan, _numbered(log.days)
    clocked = [rule for _, rule in plan.rules(SEQUENCE) if rule.after_end_of is not None]
    told: dict[str, Callable[[], ir.Table]] = {
        "after": lambda: sequence.after(acts, log.parties, plan),
        "never_after": lambda: sequence.never_after(acts, plan),
        "at_least": lambda: people.at_least(acts, log.people, plan, days.days),
        "different_person": lambda: people.different_person(acts, log.people, plan),
        "argued": lambda: texts.argued(acts, log.texts, plan, days.days),
        "not_above": lambda: sums.not_above(acts, log.sums, plan),
        "balance": lambda: sums.balance(acts, log.sums, plan),
        "within": lambda: time.within(acts, dates, days),
        "after_end": lambda: time.after_end(acts, log.parties, dates, days),
    }
    kinds = {"after" if rule.kind in SEQUENCE else rule.kind for _, rule in plan.rules(GENERIC)} | (
        {"after_end"} if clocked else set()
    )
    found = [days.keep(tell()) for kind, tell in told.items() if kind in kinds]
    return ibis.union(*found) if found else nothing()


def duties(log: Log, acts: ir.Table, days: Days, as_of: date) -> ir.Table:
    """One row for every clock of an open case that runs or ran out on a day and was not met."""
    still = open_cases(log, acts, days.plan)
    return time.duties(acts, log.parties, _numbered(log.days), days, still, (as_of - EPOCH).days)


def open_cases(log: Log, acts: ir.Table, plan: Plan) -> ir.Table:
    """The cases that no act ended."""
    ends = plan.table(
        [{"kind": plan.kinds[act], "done": plan.done(act)} for act in plan.procedure.ends], {"kind": "int32", "done": "int64"}
    )
    ended = acts.join(ends, "kind")
    ended = ended.filter((ended.gone == NEVER) & has(ended.bits, ended.done))
    return log.cases.select("case").anti_join(ended, "case")


def _numbered(dates: ir.Table) -> ir.Table:
    """Facts that are days, as days since 1970."""
    return dates.mutate(day=dates.day.delta(ibis.literal(EPOCH), unit="day").cast("int32"))


__all__ = ["COLUMNS", "Days", "Plan", "answers", "days_told", "duties", "open_cases", "prepared"]
