"""Who looks at what was drawn: people assigned by lot, never to what they must stay away from, as evenly as that allows.

A flow of least cost in whole numbers: each assignment goes to the person with the fewest who can take it, others being
moved on where that helps. Loads end as even as they can be (Harvey, Ladner, Lovász, Tamir, Semi-matchings, 2006).
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mingheng.draws.rules.tickets import Tickets
from mingheng.ledger.rules.canonical import Json


class Unassignable(StrEnum):
    """Why somebody is lacking."""

    FORBIDDEN = "forbidden"
    FULL = "full"


UNASSIGNABLE_WORDS = {
    Unassignable.FORBIDDEN: "其余的人都应当回避",
    Unassignable.FULL: "不必回避的人都已分派到上限",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A pick, and one who looks at it."""

    member: str
    person: str

    def json(self) -> Json:
        """As it is published."""
        return [self.member, self.person]


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A pick that lacks so many people."""

    member: str
    shortfall: int
    why: Unassignable

    def json(self) -> Json:
        """As it is published."""
        return {"member": self.member, "shortfall": self.shortfall, "why": self.why.value}


class Pairing:
    """So many people for each object; `most` objects a person, 0 for no limit."""

    def __init__(
        self,
        objects: Sequence[str],
        people: Sequence[str],
        forbidden: Callable[[str, str], bool],
        *,
        each: int,
        most: int = 0,
        seed: bytes,
    ) -> None:
        self.objects, self.each, self.most, self.seed = objects, each, most, seed
        lot = Tickets(seed, "pairing/person").shuffled(people, str)
        self._allowed = {thing: [person for person in lot if not forbidden(thing, person)] for thing in objects}
        self.held: dict[str, list[str]] = {person: [] for person in lot}

    def paired(self) -> tuple[tuple[Pair, ...], tuple[Unpaired, ...]]:
        """Who looks at what, in the order of the objects and then of the people; and where somebody is lacking."""
        order = Tickets(self.seed, "pairing/object").shuffled(self.objects, str)
        lacking = dict.fromkeys(self.objects, 0)
        for _ in range(self.each):
            for thing in order:
                lacking[thing] += not self._place(thing)
        holders: dict[str, list[str]] = {thing: [] for thing in self.objects}
        for person in sorted(self.held):
            for thing in self.held[person]:
                holders[thing].append(person)
        pairs = tuple(Pair(thing, person) for thing, persons in holders.items() for person in persons)
        return pairs, tuple(self._unpaired(thing, short) for thing, short in lacking.items() if short)

    def _place(self, thing: str) -> bool:
        """Give the object one more person, others handing on theirs where that helps; whether anybody could be found."""
        came = self._reached(thing)
        person = self._best(thing, came)
        if person is None:
            return False
        taker: str | None = person
        while taker is not None:
            handed, giver = came[taker]
            self.held[taker].append(handed)
            if giver is not None:
                self.held[giver].remove(handed)
            taker = giver
        return True

    def _reached(self, thing: str) -> dict[str, tuple[str, str | None]]:
        """Everybody the chain of handing on can end with: what each would take, and from whom."""
        came: dict[str, tuple[str, str | None]] = dict.fromkeys(self._open(thing), (thing, None))
        fewest = min(map(len, self.held.values()), default=0)
        if any(len(self.held[person]) == fewest for person in came):
            return came  # no chain finds anybody with fewer
        waiting = deque(came)
        while waiting:
            giver = waiting.popleft()
            for handed in self.held[giver]:
                for person in self._open(handed):
                    if person not in came:
                        came[person] = (handed, giver)
                        waiting.append(person)
        return came

    def _open(self, thing: str) -> list[str]:
        return [person for person in self._allowed[thing] if thing not in self.held[person]]

    def _best(self, thing: str, came: dict[str, tuple[str, str | None]]) -> str | None:
        """Of those reached, one with the fewest, by ticket."""
        tickets = Tickets(self.seed, "pairing/pair")
        ready = [person for person in came if not self.most or len(self.held[person]) < self.most]
        fewest = min((len(self.held[person]) for person in ready), default=0)
        equals = [person for person in ready if len(self.held[person]) == fewest]
        return min(equals, key=lambda person: tickets.of(thing, person), default=None)

    def _unpaired(self, thing: str, shortfall: int) -> Unpaired:
        scarce = len(self._allowed[thing]) < self.each
        return Unpaired(thing, shortfall, Unassignable.FORBIDDEN if scarce else Unassignable.FULL)
