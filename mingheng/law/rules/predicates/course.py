"""Questions about a case's course: preserved evidence, suspension, withdrawal."""

from mingheng.law.rules.context import Context
from mingheng.law.rules.predicates.asking import Predicate
from mingheng.law.rules.predicates.penalty import hearing_grade


def preservation_open(context: Context, party: str | None) -> bool | None:
    """Whether evidence was preserved and no decision says what becomes of it (行政处罚法 56)."""
    return len(context.live.of(("preserve_evidence",))) > len(context.live.of(("handle_preserved",)))


def preservation_settled(context: Context, party: str | None) -> bool | None:
    """Whether every preservation was decided on."""
    return not preservation_open(context, party)


def preservation_unapproved(context: Context, party: str | None) -> bool | None:
    """Whether every approval of a preservation has been used."""
    approved = [a for a in context.live.of(("approve_preservation",)) if context.done(a)]
    return len(context.live.of(("preserve_evidence",))) >= len(approved)


def suspended(context: Context, party: str | None) -> bool | None:
    """Whether the case is suspended."""
    last = context.live.last("suspend_case", "resume_case")
    return last is not None and last.kind == "suspend_case"


def not_suspended(context: Context, party: str | None) -> bool | None:
    """Whether the case goes on."""
    return not suspended(context, party)


def withdrawn(context: Context) -> bool:
    """Whether the case was withdrawn with approval."""
    return any(context.done(a) for a in context.live.of(("approve_withdrawal",)))


def case_open(context: Context, party: str | None) -> bool | None:
    """Whether the case was not withdrawn."""
    return not withdrawn(context)


def withdrawal_weighty(context: Context, party: str | None) -> bool | None:
    """Whether withdrawing the case takes a legal review: a penalty was told, would be grave, or the case is complex or major."""
    nature = context.live.fact("report_investigation", "nature")
    told = context.live.last("give_notice") is not None
    return told or nature not in (None, "ordinary") or hearing_grade(context, None) is True


COURSE: dict[str, Predicate] = {
    "case_open": case_open,
    "not_suspended": not_suspended,
    "preservation_open": preservation_open,
    "preservation_settled": preservation_settled,
    "preservation_unapproved": preservation_unapproved,
    "suspended": suspended,
    "withdrawal_weighty": withdrawal_weighty,
}
