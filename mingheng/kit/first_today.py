"""Whether somebody sees a thing for the first time today, as his session remembers: what is on record need not be every minute."""

from datetime import date

from django.contrib.sessions.backends.base import SessionBase

_KEY = "seen-today"


def first_today(session: SessionBase, what: str, today: date) -> bool:
    """True once a day for each thing and session. Two requests at the same moment may both be the first."""
    seen = session.get(_KEY, {})
    day = today.isoformat()
    if seen.get(what) == day:
        return False
    session[_KEY] = {name: when for name, when in seen.items() if when == day} | {what: day}
    return True
