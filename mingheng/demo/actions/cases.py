"""Driving the stories by the acts of cases, one at a time, in the order in which they happen."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import UUID

from mingheng.cases import actions as cases
from mingheng.demo.actions.signing import sign_papers
from mingheng.demo.actions.telling import JOINS, Teller, Thread
from mingheng.demo.rules.timetable import ON_THE_SPOT, Happening

if TYPE_CHECKING:
    from mingheng.cases.models import Step


ARCHIVED, UNSIGNED = "archive_case", "unsigned_note"


@dataclass
class Case:
    """One story under way."""

    thread: Thread
    case_id: UUID | None = None
    parties: list[str] = field(default_factory=list)


class Cases:
    """The stories in progress."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.cases: dict[str, Case] = {}

    def take(self, happening: Happening) -> "Step":
        """Take the next act of its story. Raises what the act raises."""
        story = happening.story
        told_by = story.pair if story.procedure == ON_THE_SPOT else story.pair[:1]
        case = self.cases.setdefault(story.key, Case(Thread(told_by, story.unit)))
        told = self.teller.tell(happening, case.thread)
        if story.signed and case.case_id is not None and told.offer.act == ARCHIVED:
            facts = {name: fact for name, fact in told.offer.facts.items() if name != UNSIGNED}
            told = replace(told, offer=replace(told.offer, facts=facts))
            sign_papers(case.case_id, case.thread.handlers, told.by, told.at)
        offer = told.offer if told.party is None else replace(told.offer, party=case.parties[told.party])
        if case.case_id is None:
            step = cases.register_lead(offer=offer, by=told.by, at=told.at, procedure=story.procedure)
            case.case_id = step.case_id
        else:
            take = cases.TAKERS.get(offer.act, cases.take_step)
            step = take(case_id=case.case_id, offer=offer, by=told.by, at=told.at)
        if offer.act == JOINS:
            case.parties.append(str(step.facts["party_id"]))
        return step
