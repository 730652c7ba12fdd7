"""What other cases say of the same conduct of the same parties, for the rule of one fine (行政处罚法 29)."""

from collections.abc import Collection, Iterable
from itertools import groupby
from uuid import UUID

from mingheng.cases.models import Case, CaseParty, Step
from mingheng.cases.queries.dockets import act_of, procedure_of
from mingheng.law.rules.context import Law
from mingheng.law.rules.docket import Docket, Party
from mingheng.law.rules.same_conduct import Conduct, told_by


def same_conduct(law: Law, parties: Collection[str], asked: Conduct, but: UUID) -> list[dict[str, str]]:
    """The fines and the open cases of these parties for this conduct, by case number. One query, two more when there are any.

    Only facts that describe nobody are read: what a case was about, and what became of it.
    """
    here = {UUID(party) for party in parties}
    decided = Step.objects.filter(party__in=here, act="make_decision", facts__item__in=sorted(asked.items))
    going = CaseParty.objects.filter(party__in=here, case__closed=False, case__item__in=sorted(asked.items))
    cases = {case for (case,) in decided.values_list("case").union(going.values_list("case"))} - {but}
    if not cases:
        return []
    rows = Step.objects.filter(case__in=cases).select_related("case").order_by("case", "n")
    joined: dict[UUID, list[Party]] = {}
    for case, party in CaseParty.objects.filter(case__in=cases).order_by("n").values_list("case", "party"):
        joined.setdefault(case, []).append(Party(str(party), "", ""))
    found = []
    for case, steps in groupby(rows, key=lambda step: step.case):
        docket = _open_facts(case, joined[case.pk], steps)
        found += told_by(docket, law, str(case), parties, asked)
    return sorted(found, key=lambda row: (row["number"], row["party"]))


def _open_facts(case: Case, parties: Iterable[Party], steps: Iterable[Step]) -> Docket:
    return Docket(procedure=procedure_of(case), parties=tuple(parties), acts=tuple(act_of(step, {}) for step in steps))
