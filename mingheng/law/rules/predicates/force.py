"""Questions about seizures, executions and demolitions (行政强制法)."""

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.predicates.asking import Predicate


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
    """Whether a proposed seizure was approved and not carried out yet."""
    return any(
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


FORCE: dict[str, Predicate] = {
    "emergency_unreported": emergency_unreported,
    "goods_unreturned": goods_unreturned,
    "seizure_awaits_approval": seizure_awaits_approval,
    "seizure_refused": seizure_refused,
    "seizure_to_carry_out": seizure_to_carry_out,
    "seizure_unconfirmed": seizure_unconfirmed,
}
