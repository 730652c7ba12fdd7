"""What other cases say of the conduct an act is about, for one case at a time and for the cases of a batch.

Whoever decides holds the party first: of two cases that decide on one party at once the second one sees the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from mingheng.cases.queries.same_conduct import same_conduct
from mingheng.law.rules.context import Law
from mingheng.law.rules.same_conduct import Conduct, told_by
from mingheng.subjects import queries as subjects

if TYPE_CHECKING:
    from mingheng.cases.actions.docket_under_way import DocketUnderWay

Rows = list[dict[str, str]]


class Elsewhere(Protocol):
    """Asks the other cases of these parties; `decides` when the act may end in a fine. `case` is the one they are other than."""

    @property
    def case(self) -> UUID:
        """The case the act is taken in."""
        ...

    def __call__(self, parties: Sequence[str], asked: Conduct, *, decides: bool) -> Rows:
        """What they say, by case number."""
        ...

    def knows(self, party: str) -> bool:
        """Whether the database may have other cases of the party."""
        ...


@dataclass(frozen=True)
class OtherCases:
    """The cases of the database beside this one."""

    case: UUID
    law: Law

    def __call__(self, parties: Sequence[str], asked: Conduct, *, decides: bool) -> Rows:
        """Waits for whoever decides on one of the parties, then reads."""
        if decides:
            subjects.hold_parties(parties)
        return same_conduct(self.law, parties, asked, self.case)

    def knows(self, party: str) -> bool:
        """Any party may have some."""
        return True


@dataclass(frozen=True)
class OtherDockets:
    """The cases of the database, whose parties the batch holds already, and those of the batch before this one."""

    way: "DocketUnderWay"

    @property
    def case(self) -> UUID:
        """The case under way, not written yet."""
        return self.way.case.pk

    def __call__(self, parties: Sequence[str], asked: Conduct, *, decides: bool) -> Rows:
        """Asks the database for the parties it knows, the batch for all."""
        books = self.way.books
        known = [party for party in parties if self.knows(party)]
        found = same_conduct(books.law, known, asked, self.way.case.pk) if known else []
        for party in parties:
            for number, docket in books.earlier.get(party, ()):
                found += told_by(docket, books.law, number, [party], asked)
        return sorted(found, key=lambda row: (row["number"], row["party"]))

    def knows(self, party: str) -> bool:
        """Parties that are new with this batch have none."""
        return not self.way.books.register.is_new(party)
