"""Who commits to secrets."""

from datetime import date

from mingheng.law import queries as law

PARTIES = "draw.parties"


def parties_on(day: date) -> tuple[str, ...]:
    """The parties the lawbook names, in its order."""
    named = law.lawbook().value(PARTIES, day).value
    return tuple(map(str, named)) if isinstance(named, list | tuple) else ()
