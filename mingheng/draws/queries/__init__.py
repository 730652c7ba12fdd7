"""What other rooms read of draws."""

from mingheng.draws.queries.draws import draws, file_of, lots_of, state_of

__all__ = ["draws", "file_of", "lots_of", "state_of"]
