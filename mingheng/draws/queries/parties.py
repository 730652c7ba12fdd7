"""What the lawbook says of the chance: who commits to secrets, how long they have, which public values may stand in."""

from datetime import date, timedelta

from mingheng.draws.rules.sources import Source
from mingheng.law import queries as law

PARTIES, SOURCES = "draw.parties", "draw.public.sources"
LEAST_HOURS, MOST_DAYS, WAIT_DAYS = "draw.reveal.least.hours", "draw.reveal.most.days", "draw.public.most.days"


def parties_on(day: date) -> tuple[str, ...]:
    """The parties the lawbook names, in its order."""
    return _words(PARTIES, day)


def sources_on(day: date) -> tuple[Source, ...]:
    """The published values one of which is named in reserve. Raises BadDraw."""
    return tuple(map(Source.read, _words(SOURCES, day)))


def least_on(day: date) -> timedelta:
    """How long the parties have at least to reveal."""
    return timedelta(hours=_number(LEAST_HOURS, day))


def most_on(day: date) -> tuple[timedelta, timedelta]:
    """How long the parties have at most to reveal, and how long after that the public value is there at the latest."""
    return timedelta(days=_number(MOST_DAYS, day)), timedelta(days=_number(WAIT_DAYS, day))


def _number(key: str, day: date) -> int:
    return int(str(law.lawbook().value(key, day).value))


def _words(key: str, day: date) -> tuple[str, ...]:
    named = law.lawbook().value(key, day).value
    return tuple(map(str, named)) if isinstance(named, list | tuple) else ()
