"""Questions about who informed, and about a dispute over who is competent."""

from mingheng.law.rules.context import Context
from mingheng.law.rules.predicates.asking import Predicate

FROM_PEOPLE = frozenset({"complaint", "hotline"})


def nobody_informed(context: Context, party: str | None) -> bool | None:
    """Whether the lead came from nobody who could be told what became of it."""
    lead = context.live.first("register_lead")
    return lead is None or (str(lead.facts.get("source")) not in FROM_PEOPLE and not lead.facts.get("informant"))


def informant_waits(context: Context, party: str | None) -> bool | None:
    """Whether somebody informed the agency, and is to be told the result."""
    return not nobody_informed(context, party)


def building_reported(context: Context, party: str | None) -> bool | None:
    """Whether somebody reported an illegal building: one was visited on the lead."""
    return not nobody_informed(context, party) and context.live.last("visit_building") is not None


def dispute_open(context: Context, party: str | None) -> bool | None:
    """Whether the last dispute over jurisdiction has no result."""
    last = context.live.last("open_dispute", "settle_dispute")
    return last is not None and last.kind == "open_dispute"


def no_dispute_open(context: Context, party: str | None) -> bool | None:
    """Whether no dispute over jurisdiction waits for its result."""
    return not dispute_open(context, party)


REPORTS: dict[str, Predicate] = {
    "building_reported": building_reported,
    "dispute_open": dispute_open,
    "informant_waits": informant_waits,
    "no_dispute_open": no_dispute_open,
    "nobody_informed": nobody_informed,
}
