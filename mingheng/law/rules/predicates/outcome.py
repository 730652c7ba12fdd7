"""How decisions fared: what reconsideration, a court or the agency itself made of them.

Knows nothing of how a decision is made, so that the questions about the penalty may ask here.
"""

from collections.abc import Iterable

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act

DECISIONS = ("make_decision", "decide_no_penalty")
RESULTS = ("record_reconsideration_result", "record_judgment", "revoke_decision")
TAKEN_AWAY = frozenset({"revoked", "redo", "void"})
AGAINST = "against"
LOST = TAKEN_AWAY | {"changed", "unlawful", "ordered"}
UNPUBLISHABLE = LOST - {"ordered"}  # 行政处罚法 48


def outcomes(context: Context, party: str | None, results: Iterable[str] = LOST) -> tuple[Act, ...]:
    """The results that took effect for the party, of these kinds, in order."""
    wanted = tuple(results)
    return tuple(a for a in context.live.of(RESULTS, party=party) if a.has({"result": wanted, "final": ("yes",)}))


def taken_away(context: Context, party: str | None) -> Act | None:
    """The act that last took the decision on this party away: annulled, void, or to be made anew."""
    found = outcomes(context, party, TAKEN_AWAY)
    return found[-1] if found else None


def redoing(context: Context, party: str | None) -> bool | None:
    """Whether the decision on the party (of the case: on some party) is, or was, to be made anew after it was taken away."""
    found = [taken_away(context, p) for p in context.parties(party, party is None)]
    return any(a is not None and a.facts.get("result") == "redo" for a in found)


def released(context: Context, party: str | None) -> bool:
    """Whether the decision on the party was taken away for good: nothing is owed and nothing is to be decided."""
    gone = taken_away(context, party)
    return gone is not None and gone.facts.get("result") != "redo" and context.live.last(*DECISIONS, party=party) is None
