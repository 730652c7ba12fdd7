"""What everybody who meets a case must see at once: under review, its decision gone or changed, its notice to be withdrawn."""

from mingheng.law.rules.context import Context
from mingheng.law.rules.predicates.other_acts import other_remedy_pending
from mingheng.law.rules.predicates.outcome import AGAINST, DECISIONS, outcomes, taken_away
from mingheng.law.rules.predicates.remedies import accountability_owed, decision_unlawful, publication_stale, remedy_pending

MARKS = (
    "remedy_pending",
    "revoked",
    "redo",
    "changed",
    "unlawful",
    "withdrawal_owed",
    "published",
    "accountability_owed",
    "blamed",
)


def marks_of(context: Context) -> tuple[str, ...]:
    """The marks of a docket, in a fixed order: each holds of some party."""
    found = {mark for party in context.docket.parties for mark in _of_party(context, party.id)}
    return tuple(mark for mark in MARKS if mark in found)


def _of_party(context: Context, party: str) -> set[str]:
    decision, gone = context.live.last(*DECISIONS, party=party), taken_away(context, party)
    changed = [a for a in outcomes(context, party, ("changed",)) if decision is not None and a.n > decision.n]
    published = context.live.last("publish_decision", party=party) is not None
    stale = bool(publication_stale(context, party))
    marks = {
        "remedy_pending": remedy_pending(context, party) or other_remedy_pending(context, party),
        "revoked": gone is not None and decision is None and gone.facts.get("result") != "redo",
        "redo": gone is not None and decision is None and gone.facts.get("result") == "redo",
        "changed": bool(changed),
        "unlawful": decision_unlawful(context, party),
        "withdrawal_owed": stale,
        "published": published and not stale,
        "accountability_owed": any(accountability_owed(way, party) for way in context.every(AGAINST, party)),
        "blamed": context.whole.last("open_accountability", party=party) is not None,
    }
    return {mark for mark, holds in marks.items() if holds}
