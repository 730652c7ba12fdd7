"""Who may say what to a finding. No Django, no database."""

from collections.abc import Collection

from mingheng.organisation.rules import Authority, Duty

SETTLING = (Duty.SUPERVISOR,)
EXPLAINING = (Duty.SQUAD_LEADER,)
READING = (Duty.SUPERVISOR, Duty.BUREAU_HEAD, Duty.SQUAD_LEADER, Duty.OFFICER)
EVERYTHING = (Duty.SUPERVISOR, Duty.BUREAU_HEAD)
SCANNING = (Duty.SUPERVISOR, Duty.BUREAU_HEAD)
ALL_KINDS = ("confirmed", "explained", "false_alarm", "put_right")


def sayable(held: Authority, unit: str, concerned: Collection[int]) -> tuple[str, ...]:
    """The kinds of answer this person may give to a finding of that unit; none about himself.

    `concerned` are those whom the finding is about: the handlers of the case and whoever took the acts it rests on.
    """
    if held.officer_id in concerned:
        return ()
    if held.holds(*SETTLING):
        return ALL_KINDS
    return ("explained",) if any(held.may(duty, unit) for duty in EXPLAINING) else ()


def settles(held: Authority) -> bool:
    """Whether an answer of this person ends the matter."""
    return held.holds(*SETTLING)
