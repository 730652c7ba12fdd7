"""Questions about a hearing: asked for, given up, public, held, its chair challenged (行政处罚法 63–65)."""

from mingheng.law.rules.context import Context
from mingheng.law.rules.predicates.asking import Predicate
from mingheng.law.rules.predicates.penalty import hearing_grade, recusals_pending

ACCEPT, REFUSE = "accept_hearing", "refuse"


def hearing_open(context: Context, party: str | None) -> bool | None:
    """Whether the party may ask for a hearing: by law, or because the notice said so."""
    told = context.live.last("give_notice", party=party)
    return hearing_grade(context, party) or (told is not None and told.facts.get("hearing_told") == "yes")


def hearing_requested(context: Context, party: str | None) -> bool | None:
    """Whether the party asked for a hearing, was not refused and has not given it up since."""
    said = context.live.of(("request_hearing", "waive_hearing", "end_hearing", ACCEPT), party=party)
    ends = [a for a in said if a.kind != ACCEPT or a.facts.get("opinion") == REFUSE]
    return bool(ends) and ends[-1].kind == "request_hearing"


def hearing_given_up(context: Context, party: str | None) -> bool | None:
    """Whether the party gave the hearing up in writing, or by staying away or leaving (行政处罚法 64(6))."""
    last = context.live.last("request_hearing", "waive_hearing", "end_hearing", party=party)
    return last is not None and last.kind != "request_hearing"


def public_hearing(context: Context, party: str | None) -> bool | None:
    """Whether a hearing still asked for was notified as public."""
    told = context.live.fact("notify_hearing", "public", party=party)
    return bool(hearing_requested(context, party)) and told == "public"


def hearing_held(context: Context, party: str | None) -> bool | None:
    """Whether the party was heard."""
    return context.live.last("hold_hearing", party=party) is not None


def chair_challenged(context: Context, party: str | None) -> bool | None:
    """Whether the recusal of the notified chair was asked for and is not decided."""
    chair = context.live.fact("notify_hearing", "chair", party=party)
    return chair is not None and any(str(a.facts.get("officer")) == str(chair) for a in recusals_pending(context))


HEARING: dict[str, Predicate] = {
    "chair_challenged": chair_challenged,
    "hearing_given_up": hearing_given_up,
    "hearing_held": hearing_held,
    "hearing_open": hearing_open,
    "hearing_requested": hearing_requested,
    "public_hearing": public_hearing,
}
