"""Questions about applications for reconsideration that came to the agency itself (行政复议法 32)."""

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.predicates.asking import Predicate

SENT_ON = ("forward_application", "revoke_decision", "register_reconsideration", "record_reconsideration_result")


def application_waiting(context: Context, party: str | None) -> bool | None:
    """Whether an application of the party (of the case: of some party) was received and is still with the agency."""
    return any(_waits(context, p, SENT_ON) for p in context.parties(party, party is None))


def no_application_waiting(context: Context, party: str | None) -> bool | None:
    """Whether the agency has no application left to send on."""
    return not application_waiting(context, party)


def application_with_body(context: Context, party: str | None) -> bool | None:
    """Whether the party's application is with the agency or on its way to the body, and nothing came of it yet."""
    return _waits(context, party, ("revoke_decision", "record_reconsideration_result"))


def _waits(context: Context, party: str | None, ends: tuple[str, ...]) -> bool:
    received: Act | None = context.live.last("receive_application", "register_reconsideration", party=party)
    return received is not None and not any(a.n >= received.n for a in context.live.of(ends, party=party))


SPOT: dict[str, Predicate] = {
    "application_waiting": application_waiting,
    "application_with_body": application_with_body,
    "no_application_waiting": no_application_waiting,
}
