"""What the rooms below hold open while dockets come in: the register, the numbers, the files; and the law, read once."""

from collections.abc import Sequence
from datetime import datetime

from mingheng.cases.actions.docket_told import ToldDocket
from mingheng.documents.actions import OrderBook
from mingheng.evidence.actions import IntakeBook
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.law.rules.docket import Docket
from mingheng.organisation import queries as organisation
from mingheng.subjects.actions import Register


class Books:
    """Open anew for each batch; staff and law stay as they were when the object was made.

    `judged`: every act is judged as a single act is. Without, whoever tells the dockets answers for them: the rules see
    them when dockets are checked. `waits_until` is when the worker may print their instruments (None: at once).
    """

    def __init__(self, *, judged: bool = True, waits_until: datetime | None = None) -> None:
        self.judged, self.waits_until = judged, waits_until
        self.law = law.lawbook()
        self.bureau = organisation.bureau()
        self.rolls = organisation.Rolls()

    def open(self, dockets: Sequence[ToldDocket]) -> None:
        """Lock what these dockets may touch. Belongs to the batch's transaction."""
        acts = [told for docket in dockets for told in docket.acts]
        years = sorted({year for docket in dockets for year in _years(docket)})
        self.register = Register(str(told.offer.facts.get("identity_number") or "") for told in acts)
        self.papers = OrderBook(self.bureau.code, years, waits_until=self.waits_until)
        self.earlier: dict[str, list[tuple[str, Docket]]] = {}
        self.files = IntakeBook()

    def remember(self, number: str, docket: Docket) -> None:
        """Keep a docket of this batch for the later ones that speak of the same parties."""
        for party in docket.parties:
            self.earlier.setdefault(party.id, []).append((number, docket))

    def close(self) -> None:
        """Write what the rooms below hold."""
        self.register.close()
        self.papers.close()
        self.files.close()

    def give_up(self) -> None:
        """Take back what no transaction takes back."""
        self.files.give_up()


def _years(docket: ToldDocket) -> set[int]:
    """The years whose numbers a docket may need: of its acts, or of its first when it comes over with numbers of its own."""
    happened = [(told.offer.happened or day_of(told.at)).year for told in docket.acts]
    return {happened[0]} if docket.brought else {*happened, *(told.at.year for told in docket.acts)}
