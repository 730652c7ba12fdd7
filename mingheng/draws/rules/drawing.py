"""Drawing: layer after layer, every choice by ticket. The same frame, layers and seed give the same picks everywhere."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from mingheng.draws.rules.frame import Frame, Member
from mingheng.draws.rules.layers import Base, Floor, Groups, Layer, Stratum
from mingheng.draws.rules.outcome import Exemption, Outcome, Pick, Why
from mingheng.draws.rules.pairing import Pair, Pairing, Unpaired
from mingheng.draws.rules.plan import Plan
from mingheng.draws.rules.systematic import places
from mingheng.draws.rules.tickets import Tickets


class Drawing:
    """The picks and exemptions of the layers so far."""

    def __init__(self, frame: Frame, seed: bytes) -> None:
        self.frame, self.seed = frame, seed
        self.picks: list[Pick] = []
        self.exemptions: list[Exemption] = []
        self._drawn: set[str] = set()
        self._groups: dict[str, list[Member]] = {}
        for member in frame.members:
            self._groups.setdefault(member.group, []).append(member)

    def draw(self, layers: Sequence[Layer]) -> None:
        """Draw the layers in their order."""
        for number, layer in enumerate(layers):
            match layer:
                case Base():
                    self._base(number, layer)
                case Stratum():
                    pool = [member for member in self.frame.members if layer.name in member.strata]
                    self._top_up(number, pool, layer.count, layer.spent, layer.name)
                case Groups():
                    self._touch(number, layer)
                case Floor():
                    for group, least in sorted(layer.least.items()):
                        self._top_up(number, self._groups.get(group, []), least, layer.spent, group)

    def _base(self, number: int, layer: Base) -> None:
        """Groups by ticket, members inside by ticket, then places at equal distances."""
        pool = [member for member in self.frame.members if not layer.of or layer.of in member.strata]
        count = min(layer.count, len(pool))
        if count:
            group_tickets, tickets = self._tickets(number, "group"), self._tickets(number, "member")
            order = {group: group_tickets.of(group) for group in {member.group for member in pool}}
            line = sorted(pool, key=lambda member: (order[member.group], tickets.of(member.id)))
            start = self._tickets(number, "start").number()
            for place in places(count, len(line), start):
                self._take(number, line[place], Fraction(count, len(line)))
        self._lacking(number, (layer.of,) if layer.of else (), layer.count - count, pool, frozenset())

    def _top_up(self, number: int, pool: Sequence[Member], least: int, spent: frozenset[str], about: str) -> None:
        """As many of the pool by ticket as are lacking."""
        lacking = least - sum(member.id in self._drawn and member.id not in spent for member in pool)
        free = self._free(pool, spent)
        for member in self._tickets(number, "member").shuffled(free, _id)[: max(lacking, 0)]:
            self._take(number, member, Fraction(min(lacking, len(free)), len(free)))
        self._lacking(number, (about,), lacking - len(free), pool, spent)

    def _touch(self, number: int, layer: Groups) -> None:
        """One member each of as many untouched groups by ticket as are lacking."""
        pools = {group: self._groups.get(group, []) for group in sorted(layer.of)}
        untouched = {
            group: pool
            for group, pool in pools.items()
            if not any(member.id in self._drawn and member.id not in layer.spent for member in pool)
        }
        lacking = layer.count - (len(pools) - len(untouched))
        free = {group: within for group, pool in untouched.items() if (within := self._free(pool, layer.spent))}
        tickets = self._tickets(number, "member")
        for group in self._tickets(number, "group").shuffled(free, str)[: max(lacking, 0)]:
            member = tickets.shuffled(free[group], _id)[0]
            self._take(number, member, Fraction(min(lacking, len(free)), len(free) * len(free[group])))
        barred = tuple(group for group in untouched if group not in free)
        unreached = [member for group in barred for member in untouched[group]]
        self._lacking(number, barred, lacking - len(free), unreached, layer.spent)

    def _free(self, pool: Iterable[Member], spent: frozenset[str]) -> list[Member]:
        return [member for member in pool if member.id not in self._drawn and member.id not in spent]

    def _take(self, number: int, member: Member, chance: Fraction) -> None:
        self._drawn.add(member.id)
        self.picks.append(Pick(member.id, number, chance))

    def _lacking(
        self, number: int, about: tuple[str, ...], shortfall: int, pool: Sequence[Member], spent: frozenset[str]
    ) -> None:
        """Write down what cannot be had; nothing where everything could."""
        if shortfall <= 0:
            return
        used = sum(member.id in spent for member in pool)
        why = Why.DRAWN_OR_SPENT
        if not pool:
            why = Why.NO_MEMBER
        elif not used:
            why = Why.ALL_DRAWN
        elif used == len(pool):
            why = Why.ALL_SPENT
        self.exemptions.append(Exemption(number, about, shortfall, why, len(pool), used))

    def _tickets(self, number: int, what: str) -> Tickets:
        return Tickets(self.seed, f"{number}/{what}")


def _id(member: Member) -> str:
    return member.id


def drawn(frame: Frame, plan: Plan, seed: bytes, pairing: bytes | None) -> Outcome:
    """What the seed decides, picks and exemptions; and the seed of the pairing, who looks at what: nobody yet where it is None."""
    drawing = Drawing(frame, seed)
    drawing.draw(plan.layers)
    pairs: tuple[Pair, ...] = ()
    unpaired: tuple[Unpaired, ...] = ()
    if plan.assigning and pairing is not None:
        group_of = {member.id: member.group for member in frame.members}
        people = {person.id: person for person in plan.assigning.people}
        pairs, unpaired = Pairing(
            [pick.member for pick in drawing.picks],
            list(people),
            lambda member, person: member in people[person].members or group_of[member] in people[person].groups,
            each=plan.assigning.each,
            most=plan.assigning.most,
            seed=pairing,
        ).paired()
    return Outcome(tuple(drawing.picks), tuple(drawing.exemptions), pairs, unpaired)
