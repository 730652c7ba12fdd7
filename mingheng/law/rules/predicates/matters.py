"""Questions about a matter of supervision: what of it stands, what waits for a decision."""

from mingheng.law.rules.context import Context
from mingheng.law.rules.predicates.asking import Predicate


def escalated(context: Context, party: str | None) -> bool | None:
    """Whether it was escalated and nobody has dealt with that yet."""
    return context.live.last("escalate") is not None


def appeal_pending(context: Context, party: str | None) -> bool | None:
    """Whether an appeal waits for its decision."""
    return context.live.last("appeal") is not None


def instrument_stands(context: Context, party: str | None) -> bool | None:
    """Whether no appeal had the instrument withdrawn."""
    return not any(context.done(act) for act in context.live.of(["decide_appeal"]))


def decision_stands(context: Context, party: str | None) -> bool | None:
    """Whether a decision letter was issued and stands."""
    return context.live.last("issue_decision") is not None and instrument_stands(context, party)


def unanswered(context: Context, party: str | None) -> bool | None:
    """Whether no reply is on file."""
    return context.live.last("reply") is None


def recheck_failed(context: Context, party: str | None) -> bool | None:
    """Whether the last re-check did not pass, and it was not escalated for that."""
    last = context.live.last("recheck")
    return last is not None and not context.done(last) and not escalated(context, party)


def recheck_not_failed(context: Context, party: str | None) -> bool | None:
    """Whether the last re-check passed, or there was none."""
    last = context.live.last("recheck")
    return last is None or context.done(last)


MATTERS: dict[str, Predicate] = {
    "appeal_pending": appeal_pending,
    "decision_stands": decision_stands,
    "escalated": escalated,
    "instrument_stands": instrument_stands,
    "recheck_failed": recheck_failed,
    "recheck_not_failed": recheck_not_failed,
    "unanswered": unanswered,
}
