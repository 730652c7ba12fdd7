"""A made-up year of awkward squads, drawn month by month as the obligations ask; for the tests and for the bench."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from mingheng.draws.rules.drawing import Drawing
from mingheng.draws.rules.frame import Frame
from mingheng.law.rules.plans import Measure, Subject
from mingheng.supervision.rules.obligations.demands import Demand, Demands
from mingheng.supervision.rules.obligations.layering import Asked, asked_of
from mingheng.supervision.rules.obligations.months import Month
from mingheng.supervision.rules.obligations.squads import Squad, Squads
from mingheng.supervision.rules.obligations.table import Line, table_of
from mingheng.supervision.rules.obligations.year import Closed, Year

YEAR = 2026
LEGAL = "legal_review"
SPREAD = 1.0  # of the logarithm of squads' sizes (ANALYTICS 6.3)
AWKWARD = 8
DEMANDS = Demands(
    Subject.DOSSIERS,
    (
        Demand("share", "每月抽查", Measure.SHARE, Fraction(1, 10)),
        Demand("squads", "抽查到的中队", Measure.SQUADS, Fraction(1, 5)),
        Demand("coverage", "每半年覆盖", Measure.COVERAGE, Fraction(1)),
        Demand("floor", "全年每个中队", Measure.FLOOR, Fraction(10)),
        Demand("quarter", "每季度抽查", Measure.TOP_UP, Fraction(1, 5)),
        Demand("legal", "重大法制审核", Measure.STRATUM, Fraction(1), LEGAL),
    ),
)


@dataclass
class Simulated:
    """A year as it was drawn: what was closed, on which day each was drawn, and each month's state, request and table."""

    squads: Squads
    closed: tuple[Closed, ...]
    drawn: dict[str, date] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    tables: list[tuple[Line, ...]] = field(default_factory=list)
    base: list[frozenset[str]] = field(default_factory=list)

    def year(self, on: date) -> Year:
        """The year as seen on a day."""
        return Year(self.squads, self.closed, dict(self.drawn), on)

    def play(self, seed: int, months: int = 12) -> "Simulated":
        """Draw the first months of the year."""
        for number in range(1, months + 1):
            on = date(YEAR, number, 2)
            year = self.year(on)
            asked = asked_of(DEMANDS, year)
            drawing = Drawing(Frame.of(asked.members), f"{seed}/{number}".encode())
            drawing.draw(asked.layers)
            self.drawn |= {pick.member: on for pick in drawing.picks}
            self.asked.append(asked)
            self.base.append(frozenset(pick.member for pick in drawing.picks if pick.layer == 0))
            self.tables.append(table_of(DEMANDS, self.year(on)))
        return self


def awkward_year(seed: int, *, squads: int = 20, cases: int = 1200) -> Simulated:
    """Squads of very different sizes: the first has no case, the next five one to nine, one merges, one is founded in mid-year."""
    dice = random.Random(seed)  # made-up sizes
    keys = [f"s{n:02}" for n in range(squads)]
    sizes = {key: dice.lognormvariate(0, SPREAD) for key in keys}
    merged, founded = keys[6], keys[7]
    turn = date(YEAR, dice.randint(3, 10), dice.randint(1, 28))
    begun = date(YEAR, dice.randint(3, 10), dice.randint(1, 28))
    register = {key: Squad(key) for key in keys}
    register[merged] = Squad(merged, until=turn, successor=dice.choice(keys[AWKWARD:]))
    register[founded] = Squad(founded, since=begun)
    counts = {key: round(cases * size / sum(sizes.values())) for key, size in sizes.items()} | {keys[0]: 0}
    counts |= {key: dice.randint(1, 9) for key in keys[1:6]}
    spans = dict.fromkeys(keys, (0, 11)) | {merged: (0, turn.month - 1), founded: (begun.month, 11)}
    closed = tuple(_cases(keys, counts, spans, dice))
    return Simulated(Squads(register.values()), closed)


def _cases(keys: list[str], counts: dict[str, int], spans: dict[str, tuple[int, int]], dice: random.Random) -> Iterator[Closed]:
    """Cases closed from last December (0) to November (11)."""
    before = Month(YEAR, 1).before
    for key in keys:
        for n in range(counts[key]):
            strata = frozenset({LEGAL}) if dice.random() < 0.15 else frozenset[str]()  # about one case in seven
            yield Closed(f"{key}-{n:04}", key, before.moved(dice.randint(*spans[key])), strata)
