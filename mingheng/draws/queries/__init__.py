"""What other rooms read of draws."""

from mingheng.draws.queries.draws import (
    STATE_WORDS,
    State,
    chance_of,
    draws,
    end_of,
    file_of,
    has_file,
    is_whole,
    last_draw,
    lots_of,
    may_lapse,
    picked,
    public_of,
    silent_parties,
    state_of,
)
from mingheng.draws.queries.parties import parties_on, sources_on

__all__ = [
    "STATE_WORDS",
    "State",
    "chance_of",
    "draws",
    "end_of",
    "file_of",
    "has_file",
    "is_whole",
    "last_draw",
    "lots_of",
    "may_lapse",
    "parties_on",
    "picked",
    "public_of",
    "silent_parties",
    "sources_on",
    "state_of",
]
