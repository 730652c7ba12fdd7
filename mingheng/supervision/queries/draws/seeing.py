"""What the base of a draw can and cannot see, in figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mingheng.draws.rules.frame import Frame
from mingheng.draws.rules.layers import Base, Layer
from mingheng.draws.rules.sight import chance_to_meet, most_unseen
from mingheng.law import queries as law

CONFIDENCE = "draw.sight.confidence"
SHOWN = (1, 3, 5, 10, 20)  # how many bad ones the table asks about


@dataclass(frozen=True)
class Sight:
    """Out of `total` `sample` are drawn: (bad ones, the chance to meet one), and how many may stay unseen at this confidence."""

    total: int
    sample: int
    rows: tuple[tuple[int, str], ...]
    unseen: int
    confidence: str


def sight_of(layers: Sequence[Layer], frame: Frame, day: date) -> Sight | None:
    """What the base layer sees; nothing where there is none. Of the layers on top nothing is estimated."""
    base = layers[0]
    if not isinstance(base, Base):
        return None
    total = sum(not base.of or base.of in member.strata for member in frame.members)
    sample = min(base.count, total)
    if not sample:
        return None
    confidence = Fraction(str(law.lawbook().value(CONFIDENCE, day).value))
    rows = tuple((bad, f"{float(chance_to_meet(total, sample, bad)):.0%}") for bad in SHOWN if bad <= total)
    return Sight(total, sample, rows, most_unseen(total, sample, confidence), f"{float(confidence):.0%}")
