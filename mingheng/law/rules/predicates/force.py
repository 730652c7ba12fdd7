"""Questions about seizures, executions and demolitions (行政强制法)."""

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.predicates.asking import Predicate
from mingheng.law.rules.predicates.penalty import undecided


def _of_each(context: Context, party: str | None) -> tuple[str | None, ...]:
    return context.parties(party, party is None)


def _last_n(context: Context, party: str | None, *kinds: str) -> int:
    act = context.live.last(*kinds, party=party)
    return act.n if act else 0


def _emergency(context: Context, party: str | None) -> Act | None:
    """The last seizure of the party that still has effect, if nobody approved it before."""
    act = context.live.last("seize", party=party)
    return act if act and act.facts.get("urgency") == "emergency" else None


def emergency_unreported(context: Context, party: str | None) -> bool | None:
    """Whether an emergency seizure has not been reported to the responsible person yet (行政强制法 19)."""
    return any(
        (act := _emergency(context, p)) is not None and _last_n(context, p, "report_emergency_seizure") < act.n
        for p in _of_each(context, party)
    )


def seizure_awaits_approval(context: Context, party: str | None) -> bool | None:
    """Whether a seizure was proposed or reported and nobody has answered."""
    asked = ("propose_seizure", "report_emergency_seizure")
    return any(_last_n(context, p, *asked) > _last_n(context, p, "approve_seizure") for p in _of_each(context, party))


def seizure_to_carry_out(context: Context, party: str | None) -> bool | None:
    """Whether a proposed seizure was approved and not carried out yet, while the case is still open."""
    return undecided(context, party) is True and any(
        (approved := context.live.last("approve_seizure", party=p)) is not None
        and context.done(approved)
        and _last_n(context, p, "propose_seizure") > _last_n(context, p, "report_emergency_seizure", "seize")
        for p in _of_each(context, party)
    )


def seizure_unconfirmed(context: Context, party: str | None) -> bool | None:
    """Whether an emergency seizure has not been approved afterwards, or was refused."""
    for p in _of_each(context, party):
        act = _emergency(context, p)
        answer = context.live.last("approve_seizure", party=p)
        if act is not None and not (answer is not None and answer.n > act.n and context.done(answer)):
            return True
    return False


def seizure_refused(context: Context, party: str | None) -> bool | None:
    """Whether the responsible person refused an emergency seizure: it is lifted at once."""
    for p in _of_each(context, party):
        act = _emergency(context, p)
        answer = context.live.last("approve_seizure", party=p)
        if act is not None and answer is not None and answer.n > act.n and not context.done(answer):
            return True
    return False


def goods_unreturned(context: Context, party: str | None) -> bool | None:
    """Whether something was released and neither given back nor dealt with since (行政强制法 28)."""
    settled = ("return_items", "dispose_items")
    return any(_last_n(context, p, "lift_seizure") > _last_n(context, p, *settled) for p in _of_each(context, party))


def urge_statement_made(context: Context, party: str | None) -> bool | None:
    """Whether the party answered the urge to perform (行政强制法 36)."""
    return context.live.last("hear_urge_statement", party=party) is not None


def substitute_ordinary(context: Context, party: str | None) -> bool | None:
    """Whether the substitute performance decided on is not the immediate one (行政强制法 50, 52)."""
    return bool(context.live.fact("decide_substitute", "kind", party=party) != "immediate")


def enforcement_open(context: Context, party: str | None) -> bool | None:
    """Whether an execution was decided and neither carried out nor ended."""
    ends = ("enforce", "end_enforcement")
    return any(_last_n(context, p, "decide_enforcement") > _last_n(context, p, *ends) for p in _of_each(context, party))


def substitute_open(context: Context, party: str | None) -> bool | None:
    """Whether a substitute performance was decided and neither carried out nor ended."""
    ends = ("perform_substitute", "end_enforcement")
    return any(_last_n(context, p, "decide_substitute") > _last_n(context, p, *ends) for p in _of_each(context, party))


def demolition_ordered(context: Context, party: str | None) -> bool | None:
    """Whether the party was ordered to take an illegal building down."""
    return context.live.last("order_demolition") is not None


def demolition_decided(context: Context, party: str | None) -> bool | None:
    """Whether the government decided on a demolition and the building was not found gone since."""
    gone = [a for a in context.live.of(("demolish", "verify_demolition")) if a.facts.get("result") == "gone"]
    return _last_n(context, None, "decide_demolition") > (gone[-1].n if gone else 0)


def property_noted(context: Context, party: str | None) -> bool | None:
    """Whether a note in the property register was asked for and not lifted since."""
    return _last_n(context, None, "note_property") > _last_n(context, None, "lift_property_note")


def belongings_kept(context: Context, party: str | None) -> bool | None:
    """Whether things found in a building taken down are still kept for the party."""
    kept = [a for a in context.live.of(("demolish",)) if a.facts.get("belongings") == "kept"]
    return bool(kept) and _last_n(context, None, "settle_belongings") < kept[-1].n


FORCE: dict[str, Predicate] = {
    "belongings_kept": belongings_kept,
    "demolition_decided": demolition_decided,
    "demolition_ordered": demolition_ordered,
    "enforcement_open": enforcement_open,
    "property_noted": property_noted,
    "substitute_open": substitute_open,
    "substitute_ordinary": substitute_ordinary,
    "urge_statement_made": urge_statement_made,
    "emergency_unreported": emergency_unreported,
    "goods_unreturned": goods_unreturned,
    "seizure_awaits_approval": seizure_awaits_approval,
    "seizure_refused": seizure_refused,
    "seizure_to_carry_out": seizure_to_carry_out,
    "seizure_unconfirmed": seizure_unconfirmed,
}
