"""Questions about a transfer for crime: where it stands between the clue and the police's answer (移送规定)."""

from mingheng.law.rules.context import Context
from mingheng.law.rules.predicates.asking import Predicate

STEPS = ("report_crime", "decide_transfer", "transfer_case", "answer_transfer", "ask_transfer_review", "hand_over_transfer")
AFTER_ANSWER = {"filed": "unhanded", "refused": "clear", "returned": "clear", "forwarded": "unanswered"}
OWED = ("unreported", "undecided", "unsent")


def transfer_state(context: Context) -> str:
    """`clear` when nothing stands against a penalty; else the step that is owed, or `filed` by the police.

    A clue once reported is answered only by the head's or the police's decision, not by a report without it.
    """
    last = context.live.last(*STEPS)
    clues = [a for a in context.docket.taken("report_investigation") if a.facts.get("crime") == "yes"]
    state = "clear" if last is None else _after(last.kind, str(last.facts.get("opinion")), str(last.facts.get("result")))
    fresh = bool(clues) and (last is None or clues[-1].n > last.n)
    return "unreported" if state == "clear" and fresh else state


def _after(kind: str, opinion: str, result: str) -> str:
    if kind == "decide_transfer":
        return "unsent" if opinion == "approve" else "clear"
    if kind == "answer_transfer":
        return AFTER_ANSWER.get(result, "unanswered")
    return {"report_crime": "undecided", "hand_over_transfer": "filed"}.get(kind, "unanswered")


def standing(*states: str) -> Predicate:
    """The question whether a transfer stands in one of these states."""

    def asked(context: Context, party: str | None) -> bool | None:
        return transfer_state(context) in states

    return asked


def not_standing(*states: str) -> Predicate:
    """The question whether a transfer stands in none of these states."""

    def asked(context: Context, party: str | None) -> bool | None:
        return transfer_state(context) not in states

    return asked


def no_filing_elsewhere(context: Context, party: str | None) -> bool | None:
    """Whether no filing is proposed because another body is competent."""
    return bool(context.live.fact("propose_no_filing", "ground") == "elsewhere")


TRANSFER: dict[str, Predicate] = {
    "crime_unreported": standing("unreported"),
    "no_filing_elsewhere": no_filing_elsewhere,
    "transfer_filed": standing("filed"),
    "transfer_going": standing("undecided", "unsent", "unanswered", "unhanded", "filed"),
    "transfer_not_undecided": not_standing("undecided"),
    "transfer_not_unhanded": not_standing("unhanded"),
    "transfer_not_unsent": not_standing("unsent"),
    "transfer_owed": standing(*OWED),
    "transfer_unanswered": standing("unanswered"),
    "transfer_undecided": standing("undecided"),
    "transfer_unhanded": standing("unhanded"),
    "transfer_unsent": standing("unsent"),
}
