"""What the lawbook says of the chance: who commits to secrets, how long they have, which public values may stand in."""

from datetime import date

from mingheng.law import queries as law

PARTIES, LEAST_HOURS, SOURCES = "draw.parties", "draw.reveal.least.hours", "draw.public.sources"


def parties_on(day: date) -> tuple[str, ...]:
    """The parties the lawbook names, in its order."""
    return _words(PARTIES, day)


def sources_on(day: date) -> tuple[str, ...]:
    """The published values one of which is named in reserve."""
    return _words(SOURCES, day)


def least_hours_on(day: date) -> int:
    """How many hours the parties have at least."""
    return int(str(law.lawbook().value(LEAST_HOURS, day).value))


def _words(key: str, day: date) -> tuple[str, ...]:
    named = law.lawbook().value(key, day).value
    return tuple(map(str, named)) if isinstance(named, list | tuple) else ()
