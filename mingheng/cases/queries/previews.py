"""The decision as it would read today, for those who review and approve before there is one."""

from dataclasses import replace
from types import MappingProxyType

from mingheng.cases.queries.case_page import Opened
from mingheng.cases.queries.papers import paper_of
from mingheng.cases.queries.step_page import initial_of
from mingheng.documents import queries as documents
from mingheng.kit.dates import day_of
from mingheng.law.rules.docket import Act
from mingheng.organisation import queries as organisation

DECISION = "make_decision"
UNWRITTEN = "（作出决定时写明）"


def decision_draft(found: Opened, party: str) -> bytes | None:
    """The draft of the penalty decision for a party, without number, date and seal; None before the notice."""
    initial = initial_of(found, DECISION, party)
    if not initial.get("amount"):
        return None
    specs = found.docket.procedure.acts[DECISION].facts
    facts = {n: True if s.type == "flag" else UNWRITTEN for n, s in specs.items() if s.required} | initial
    by = found.position.handlers[0] if found.position.handlers else 0
    people = next((a.people for a in reversed(found.docket.acts) if by in a.people), MappingProxyType({}))
    act = Act(
        n=len(found.docket.acts) + 1, kind=DECISION, by=by, at=found.at, happened=day_of(found.at), party=party,
        facts=MappingProxyType(facts), people=people,
    )  # fmt: skip
    paper = paper_of(found.case, replace(found.docket, acts=(*found.docket.acts, act)), act, found.law, organisation.bureau())
    instrument = str(found.docket.procedure.acts[DECISION].instrument)
    return documents.preview(key=instrument, data=paper.data, at=found.at)
