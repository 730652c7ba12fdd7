"""Fetching findings and asking whether one may, in one function: absent and forbidden are the same 404."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.http import Http404

from mingheng.insight.queries.findings import findings
from mingheng.law import queries as law
from mingheng.organisation.rules import Authority, Duty
from mingheng.supervision.queries.counts import waiting_in
from mingheng.supervision.rules.answering import EVERYTHING, READING
from mingheng.supervision.rules.levels import levels_on, told_until

if TYPE_CHECKING:
    from mingheng.insight.models import Finding

PATTERN = "pattern"


def findings_for(held: Authority) -> "QuerySet[Finding]":
    """What this person may see: all; of his units as their leader; of the cases he handles, patterns excepted."""
    if held.holds(*EVERYTHING):
        return findings()
    seen = Q(case__unit__in=held.reach(Duty.SQUAD_LEADER))
    if held.holds(Duty.OFFICER):
        seen |= Q(case__handlers__contains=[held.officer_id]) & ~Q(kind=PATTERN)
    return findings().filter(seen)


def finding_for(held: Authority, pk: int) -> "Finding":
    """One finding with its case; Http404 when it does not exist or is not this person's to see."""
    found = findings_for(held).filter(pk=pk).select_related("case").first()
    if found is None:
        raise Http404
    return found


def waiting_findings(held: Authority, today: date) -> tuple[int, int]:
    """How many findings wait, and how many of them are breaches; a period that runs counts once it has gone up to this person.

    One query, none for who has no such page or where no lawbook is loaded.
    """
    if not held.holds(*READING) or law.current_edition() is None:
        return 0, 0
    return waiting_in(findings_for(held), until=told_until(held, levels_on(law.lawbook(), today)))
