"""The people and places of the fictional district as planted cases need them: by number, with points on the map, each with a diary."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from mingheng.demo.rules.district import AUXILIARY, district, people
from mingheng.demo.rules.numbers import born, citizen_id, credit_code
from mingheng.demo.rules.planting.draft import Point
from mingheng.demo.rules.volume import FIRST, SECOND, SURNAMES, TRADES
from mingheng.kit.dates import moment_of
from mingheng.law.rules.docket import Party, Standing

CENTRE = (121.40, 31.10)
APART = 0.06  # degrees between the middles of two streets: about six kilometres
WITHIN = 0.004
ROADS = ("澜水路", "云汀路", "石桥弄", "听雨路", "苇花路", "槐柳路", "鹤羽路", "望江路", "砚台路", "芦花路")
OPENING, SLOTS, SLOT = time(9), 8, timedelta(minutes=60)


@dataclass(frozen=True)
class Squad:
    """A squad: its street, the middle of it, who leads, who handles."""

    unit: str
    street: str
    middle: Point
    leader: int
    lawyer: int
    officers: tuple[int, ...]
    auxiliary: int | None


@dataclass(frozen=True)
class Town:
    """Everybody by number. `heads` approve, `reviewers` review."""

    squads: tuple[Squad, ...]
    heads: tuple[int, ...]
    reviewers: tuple[int, ...]
    standings: Mapping[int, Standing]


@cache
def town() -> Town:
    """The district's people as standings, and its squads."""
    told = district()
    everybody = [person for person in people() if person.name != told.administrator]
    number = {person.name: n for n, person in enumerate(everybody, 1)}
    standings = {
        number[p.name]: Standing(
            number[p.name], p.name, p.unit, None if p.kind.value == AUXILIARY else p.username,
            "none" if p.kind.value == AUXILIARY else "valid", p.kind.value == AUXILIARY, p.qualified_since is not None,
        )
        for p in everybody
    }  # fmt: skip

    def of(unit: str, duty: str) -> tuple[int, ...]:
        return tuple(number[name] for name in told.people[unit].get(duty, ()))

    squads = []
    for n, unit in enumerate(u for u in told.units if u.kind == "squad"):
        middle = (CENTRE[0] + APART * (n % 4), CENTRE[1] + APART * (n // 4))
        squads.append(Squad(
            unit.key, unit.short_name.removesuffix("中队"), middle, of(unit.key, "squad_leader")[0],
            of(unit.key, "squad_legal_officer")[0], of(unit.key, "officer"), next(iter(of(unit.key, AUXILIARY)), None),
        ))  # fmt: skip
    qualified = tuple(n for n in of("centre", "centre_reviewer") if standings[n].legally_qualified)
    return Town(tuple(squads), of("bureau", "bureau_head"), qualified, standings)


@dataclass
class Diary:
    """Who is in the field when: nobody is sent to two places within the hour."""

    random: Random
    taken: dict[tuple[int, date], set[int]] = field(default_factory=lambda: defaultdict(set))

    def hour(self, pair: Sequence[int], day: date) -> datetime | None:
        """A time of the day at which all of them are free, kept for them; None on a day that is full."""
        free = [slot for slot in range(SLOTS) if all(slot not in self.taken[person, day] for person in pair)]
        if not free:
            return None
        slot = self.random.choice(free)
        for person in pair:
            self.taken[person, day].add(slot)
        return moment_of(day, OPENING) + slot * SLOT + timedelta(minutes=self.random.randint(0, 9))

    def whole_day(self, pair: Sequence[int], day: date) -> bool:
        """Keep all of a day for them; False when they are wanted elsewhere."""
        if any(self.taken[person, day] for person in pair):
            return False
        for person in pair:
            self.taken[person, day].update(range(SLOTS))
        return True


def somewhere(random: Random, squad: Squad, road: str = "") -> tuple[str, Point]:
    """A door in the squad's street, and where it is."""
    name = f"{squad.street}{road or random.choice(ROADS)}{random.randint(1, 1900)}号"
    x, y = squad.middle
    return name, (round(x + random.uniform(-WITHIN, WITHIN), 6), round(y + random.uniform(-WITHIN, WITHIN), 6))


def somebody(random: Random, serial: int, kind: str) -> tuple[Party, str]:
    """A party of its own, and its identity number."""
    if kind == "citizen":
        name = random.choice(SURNAMES) + random.choice(FIRST) + random.choice(SECOND)
        return Party(f"party-{serial}", kind, name), citizen_id(serial, born(serial))
    name = f"澜江{random.choice(FIRST)}{random.choice(FIRST)}{random.choice(SECOND)}{random.choice(SECOND)}{TRADES[kind]}"
    return Party(f"party-{serial}", kind, name), credit_code(serial, kind)
