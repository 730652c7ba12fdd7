"""The time to decide a case, counted day by day from the raw acts: a second opinion on the engine's clock (P-14)."""

from datetime import date, timedelta

from mingheng.law.rules.docket import Act

ONE_DAY = timedelta(days=1)
EXTENDED = {"extend_decision": 30, "extend_again": 60}
SAVES_TIME = ("tell_appraisal", "transfer_case", "suspend_case")


def decide_due(before: tuple[Act, ...]) -> date | None:
    """The last day to decide, counted day by day; None while the case is held."""
    filed = next(a for a in before if a.kind == "approve_filing" and a.facts["opinion"] == "approve")
    left = 90 + sum(EXTENDED.get(a.kind, 0) for a in before)
    away, held = _away(before)
    day = filed.happened
    while left or day + ONE_DAY in away:
        if held is not None and day >= held:
            return None
        day += ONE_DAY
        left -= day not in away
    return None if held is not None and day >= held else day


def _away(before: tuple[Act, ...]) -> tuple[set[date], date | None]:
    """The days that do not count, and since when the case is suspended."""
    away = _at_hearings(before)
    told: tuple[date, date] | None = None
    held: date | None = None
    police: date | None = None
    for a in before:
        if a.kind in ("tell_appraisal", "receive_appraisal") and told is not None:
            away |= _days(told[0], min(told[1], a.happened))
            told = None
        if a.kind in SAVES_TIME and _too_late(before, a):
            continue
        if a.kind == "tell_appraisal":
            told = (a.happened, date.fromisoformat(str(a.facts["until"])))
        if a.kind == "transfer_case":
            police = a.happened
        if a.kind == "answer_transfer" and police is not None:
            away, police = away | _days(police, a.happened), None
        if a.kind == "suspend_case":
            held = a.happened
        if a.kind == "resume_case" and held is not None:
            away, held = away | _days(held, a.happened), None
    return away | (_days(*told) if told else set()), held


def _at_hearings(before: tuple[Act, ...]) -> set[date]:
    away: set[date] = set()
    ahead: dict[str | None, tuple[date, date]] = {}
    for a in before:
        if a.kind in ("notify_hearing", "hold_hearing", "end_hearing") and a.party in ahead:
            begun, planned = ahead.pop(a.party)
            away |= _days(begun, min(planned, a.happened))
        if a.kind == "notify_hearing" and not _too_late(before, a):
            ahead[a.party] = (a.happened, date.fromisoformat(str(a.facts["hearing_day"])))
    return away.union(*(_days(*span) for span in ahead.values()))


def _too_late(before: tuple[Act, ...], act: Act) -> bool:
    """Too late to save the time, or written down too late."""
    due = decide_due(before[: act.n - 1])
    return due is not None and max(act.happened, act.at.date()) > due


def _days(start: date, end: date) -> set[date]:
    return {start + timedelta(days=n) for n in range(1, (end - start).days + 1)}
