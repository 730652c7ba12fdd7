"""How much work a draw may ask for, so that anybody can repeat it on a small machine, and a hostile file is refused at once."""

from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.layers import Base, Floor, Groups, Layer, Stratum
from mingheng.draws.rules.plan import Plan

MOST_TICKETS = 2_000_000  # members times layers: a year of 20,000 cases in the most layers there may be
MOST_PLACINGS = 300_000  # picks times people for each times people: 1,000 picks, two of 150 people each


def bounded(members: int, plan: Plan) -> None:
    """Refuse a draw over so many members that nobody could repeat. Raises BadDraw."""
    if members * len(plan.layers) > MOST_TICKETS:
        raise BadDraw(f"名单和层次太多：成员数乘以层次数不能超过 {MOST_TICKETS}，请分批抽取")
    if plan.assigning is None:
        return
    picks = min(members, sum(map(_demanded, plan.layers)))
    if picks * plan.assigning.each * len(plan.assigning.people) > MOST_PLACINGS:
        raise BadDraw(f"分派太多：抽取数、每个的人数和人员数相乘不能超过 {MOST_PLACINGS}，请分批抽取，或者少列人员")


def _demanded(layer: Layer) -> int:
    match layer:
        case Base() | Stratum() | Groups():
            return layer.count
        case Floor():
            return sum(layer.least.values())
