"""A reviewer of the fiction hands in his sheet: what he found, and a word to each item the scan asks about."""

from datetime import datetime
from typing import TYPE_CHECKING

from mingheng.demo.rules.reviewing import answering, sheet
from mingheng.law import queries as law
from mingheng.supervision import actions
from mingheng.supervision.queries.reviewing.machine import machine_answers
from mingheng.supervision.queries.reviewing.standing import standard_of
from mingheng.supervision.rules.reviewing.sheets import BROKEN, UNKNOWN

if TYPE_CHECKING:
    from mingheng.supervision.models import Sheet


def hand_in(given: "Sheet", off: tuple[tuple[str, str], ...], at: datetime) -> None:
    """Hand in the sheet that takes these points off. Raises what the act raises."""
    machine = machine_answers(given.review, standard_of(given.review), law.lawbook())
    asked = [item for item, answer in machine.items() if answer.state in (BROKEN, UNKNOWN)]
    actions.submit_sheet(sheet_id=given.pk, value=answering(sheet(off), asked), token=None, by=given.reviewer, at=at)
