"""应立不立: a violation was found, and no case came of it."""

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.patterns.asked import Asked, fact, grounds
from mingheng.insight.rules.patterns.grown import grown_here
from mingheng.insight.rules.patterns.series import last_of_case

SUSPECTED = "suspected"
LEADS = ibis.schema({
    "ref": "!string", "found_on": "!date", "source": "string", "violation": "boolean", "place": "string", "party": "string",
    "case": "int64",
})  # fmt: skip
"""One row a complaint, transfer or inspection; `case`: the case that was registered for it, if any."""


def not_filed(asked: Asked) -> ir.Table:
    """The check that found a violation, in cases neither filed nor refused since; days since."""
    checked = last_of_case(asked.acts("checked")).anti_join(asked.acts("answered"), "case")
    checked = checked.semi_join(grown_here(asked.log).filter(~ibis._.closed), "case")
    checked = checked.filter(fact(checked, "result") == SUSPECTED)
    waits = checked.mutate(days=ibis.literal(asked.as_of).delta(checked.happened, unit="day"))
    waits = waits.filter(waits.days > asked.whole("days"))
    return grounds(waits, knot=[waits.case], measure=waits.days)


def lead_without_case(asked: Asked) -> ir.Table:
    """Leads that found a violation and have no case, nor has their place or party one of that time; days since."""
    leads, within = asked.leads, asked.whole("days")
    if leads is None:
        raise LookupError("没有诉件、移送件和检查的表")
    open_leads = leads.filter(leads.violation.fill_null(False) & leads.case.isnull())
    waits = open_leads.mutate(days=ibis.literal(asked.as_of).delta(open_leads.found_on, unit="day"))
    waits = waits.filter(waits.days > within)
    there = ibis.union(_where(waits, asked, "place"), _where(waits, asked, "party"))
    since = there.happened.delta(there.found_on, unit="day")
    waits = waits.anti_join(there.filter(since.between(0, within)), "ref")
    nothing = ibis.null("int64")
    return waits.select(case=nothing, n=nothing, knot=waits.ref, measure=waits.days.cast("float64")).distinct()


def _where(leads: ir.Table, asked: Asked, name: str) -> ir.Table:
    """Acts at the lead's place, or of its party."""
    acts = asked.log.acts.filter(asked.log.acts[name].notnull()).select(name, "happened").distinct()
    return (
        leads.filter(leads[name].notnull()).select("ref", "found_on", name).join(acts, name).select("ref", "found_on", "happened")
    )
