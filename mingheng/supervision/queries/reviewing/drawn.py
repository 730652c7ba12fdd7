"""What a draw says of reviewing: who was paired with which dossier, and whether the reviews are open."""

from uuid import UUID

from mingheng.draws.queries import draws, end_of
from mingheng.draws.rules.outcome import Outcome
from mingheng.supervision.models import Review


def pairs_of(draw_id: UUID) -> dict[str, list[str]]:
    """The 工号 of those each pick was paired with, by pick, in the order drawn; nothing before it is drawn."""
    end = end_of(draws().get(pk=draw_id))
    if end is None or not end.outcome:
        return {}
    outcome = Outcome.stored(end.outcome)
    found: dict[str, list[str]] = {pick.member: [] for pick in outcome.picks}
    for pair in outcome.pairs:
        found[pair.member].append(pair.person)
    return found


def waiting_picks(draw_id: UUID) -> int:
    """How many picks of a draw nobody reviews yet. Two queries."""
    there = set(Review.objects.filter(draw=draw_id).values_list("pick", flat=True))
    return sum(pick not in there for pick in pairs_of(draw_id))
