"""What this room adds to pages of rooms below it."""

from mingheng.law.queries.noted import ask_for_notes
from mingheng.supervision.queries.precision import precision_of


def follow() -> None:
    """Say of each rule, where it is shown, how often its warnings were right."""
    ask_for_notes(precision_of)
