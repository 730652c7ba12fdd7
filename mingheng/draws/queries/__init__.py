"""What other rooms read of draws."""

from mingheng.draws.queries.draws import (
    STATE_WORDS,
    State,
    chance_of,
    draws,
    end_of,
    file_of,
    lots_of,
    public_of,
    silent_parties,
    state_of,
)
from mingheng.draws.queries.parties import parties_on

__all__ = [
    "STATE_WORDS",
    "State",
    "chance_of",
    "draws",
    "end_of",
    "file_of",
    "lots_of",
    "parties_on",
    "public_of",
    "silent_parties",
    "state_of",
]
