"""Questions about how a remedy comes about and how its result may itself be undone."""

from mingheng.law.rules.context import Context
from mingheng.law.rules.predicates.asking import Predicate
from mingheng.law.rules.predicates.outcome import AGAINST, DECISIONS
from mingheng.law.rules.predicates.remedies import remedy_pending

ENDS = ("register_reconsideration", "refuse_application")


def application_pending(context: Context, party: str | None) -> bool | None:
    """Whether an application for reconsideration was learnt of that was neither admitted nor refused."""
    learnt = context.live.last("learn_application", party=party)
    return learnt is not None and not any(a.n > learnt.n for a in context.live.of(ENDS, party=party))


def no_application_pending(context: Context, party: str | None) -> bool | None:
    """Whether no application waits to be admitted."""
    return not application_pending(context, party)


def application_or_remedy_pending(context: Context, party: str | None) -> bool | None:
    """Whether an application waits, or a reconsideration or lawsuit goes on."""
    return application_pending(context, party) or remedy_pending(context, party)


def any_application_pending(context: Context, party: str | None) -> bool | None:
    """Whether an application against the decision, or against another act, waits for some party."""
    parties = context.parties(party, party is None)
    return any(application_pending(way, p) for p in parties for way in context.every(AGAINST, p))


def completion_not_asked(context: Context, party: str | None) -> bool | None:
    """Whether the body did not ask for the application to be completed: its time to admit ran from the application."""
    return context.live.last("ask_completion", party=party) is None


def lawsuit_ordinary(context: Context, party: str | None) -> bool | None:
    """Whether the lawsuit is not tried in the simple procedure (行政诉讼法 81, 83)."""
    return bool(context.live.fact("register_lawsuit", "track", party=party) != "simple")


def decided_anew(context: Context, party: str | None) -> bool | None:
    """Whether there is a decision in effect, so that the one taken away cannot come back beside it."""
    changed = context.live.of(("record_reconsideration_result", "record_judgment"), party=party)
    taken = [a for a in changed if a.facts.get("result") in ("revoked", "redo", "void")]
    return context.strand != AGAINST and bool(taken) and context.live.last(*DECISIONS, party=party) is not None


REMEDY_COURSE: dict[str, Predicate] = {
    "any_application_pending": any_application_pending,
    "application_or_remedy_pending": application_or_remedy_pending,
    "completion_not_asked": completion_not_asked,
    "decided_anew": decided_anew,
    "lawsuit_ordinary": lawsuit_ordinary,
    "no_application_pending": no_application_pending,
}
