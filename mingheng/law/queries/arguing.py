"""When words are a reason: what the lawbook says of reviews and approvals holds wherever a person has to say why."""

from datetime import date

from mingheng.law.queries.editions import lawbook
from mingheng.law.rules.context import words_of
from mingheng.law.rules.kinds import wanting_in
from mingheng.law.rules.letters import letters

LEAST, TRIVIAL = "opinion.min.characters", "opinion.trivial.words"


def least_letters(day: date) -> int:
    """How many letters a reason needs."""
    return int(str(lawbook().value(LEAST, day).value))


def unargued(reason: str, day: date) -> str | None:
    """What keeps the words from being a reason, or None."""
    trivial = {letters(word) for word in words_of(lawbook(), TRIVIAL, day)}
    return wanting_in(reason, letters(reason), least_letters(day), trivial, set())
