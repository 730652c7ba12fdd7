"""Whether somebody sees a thing for the first time today: what is on record need not be every minute.

Remembered by each process for itself, not in the session: a session that a picture writes, whose request ends after somebody else
has signed in, would hand that person the session of the one before.
"""

from datetime import date

from django.core.cache import cache

DAY = 24 * 3600  # seconds


def first_today(who: int, what: str, today: date) -> bool:
    """True once a day for each person and thing in each process; more often where more is seen than the process remembers."""
    return cache.add(f"seen:{today.isoformat()}:{who}:{what}", value=True, timeout=DAY)
