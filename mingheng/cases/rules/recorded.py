"""What the ledger commits to of a step besides its facts: the columns of its row that are written in no clear part of the entry."""

from typing import Any

from mingheng.cases.rules import standing_row
from mingheng.law.rules.docket import Act

HAPPENED, PARTY, ROUND, PEOPLE = "@happened", "@party", "@round", "@people"
"""No fact of a procedure is called so."""


def beside_facts(act: Act) -> dict[str, Any]:
    """The day, the party, the round and the standings of an act, under names of their own; what it has not is left out."""
    said: dict[str, Any] = {HAPPENED: act.happened.isoformat()}
    if act.party:
        said[PARTY] = act.party
    if act.round != 1:
        said[ROUND] = act.round
    if act.people:
        said[PEOPLE] = [standing_row(standing) for standing in act.people.values()]
    return said


def beside_row(row: Any) -> dict[str, Any]:
    """The same of an act's row, whose standings are written as `standing_row` writes them."""
    said: dict[str, Any] = {HAPPENED: row.happened.isoformat()}
    if row.party:
        said[PARTY] = str(row.party)
    if row.round != 1:
        said[ROUND] = row.round
    if row.people:
        said[PEOPLE] = row.people
    return said
