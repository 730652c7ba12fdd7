"""Equal chances in a fixed number: places at equal distances on a line, from a start by lot."""

from mingheng.draws.rules.tickets import SIDES


def places(count: int, size: int, start: int, sides: int = SIDES) -> list[int]:
    """The `count` places out of `size` that a start, a whole number below `sides`, leads to: floor((j + start/sides) * size/count).

    Every place is hit by starts from an interval of the length count/size, so each has exactly that chance; c neighbours
    hold floor or ceil of count * c / size of them (ANALYTICS 6.2).
    """
    return [(j * sides + start) * size // (count * sides) for j in range(count)]
