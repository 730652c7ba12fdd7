"""What this room adds to pages of rooms below it."""

from mingheng.cases.queries.auditing.rooms import answer_for
from mingheng.law.queries.noted import ask_for_notes
from mingheng.supervision.queries.auditing.rooms import SUPERVISION
from mingheng.supervision.queries.precision import precision_of


def follow() -> None:
    """Say of each rule, where it is shown, how often its warnings were right; answer for this room's rows in audits."""
    ask_for_notes(precision_of)
    answer_for(SUPERVISION)
