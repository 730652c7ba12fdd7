"""Acts that are given to one person: whose such an act is, by the docket alone."""

from dataclasses import dataclass

from mingheng.law.rules.context import Context


@dataclass(frozen=True)
class Reserved:
    """The officer an act was given to; the name as it stood that day, empty when the docket does not tell it."""

    officer: int
    name: str


def reserved_for(context: Context, kind: str) -> Reserved | None:
    """Whom the last act in force of those in `reserved_by` gave this act to; None when it was given to nobody."""
    by = context.docket.procedure.acts[kind].reserved_by
    given = context.live.last(*by) if by else None
    if given is None:
        return None
    officer = int(given.facts[by[given.kind]])
    standing = given.people.get(officer)
    return Reserved(officer, standing.name if standing else "")
