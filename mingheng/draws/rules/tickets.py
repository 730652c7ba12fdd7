"""The only source of chance: a ticket for each name, which everybody works out from the seed (HMAC-SHA256, RFC 2104)."""

import hmac
from collections.abc import Callable, Iterable
from typing import TypeVar

from mingheng.ledger.rules.canonical import canonical_bytes

LABEL = "mingheng/draw/ticket@v1"
SIDES = 1 << 256  # how many different tickets there are
T = TypeVar("T")


class Tickets:
    """The tickets of one use: a layer and what is drawn in it; different uses have independent tickets."""

    def __init__(self, seed: bytes, use: str) -> None:
        self.seed = seed
        self._opening = canonical_bytes([LABEL, use]).removesuffix(b"]")

    def of(self, *names: str) -> bytes:
        """The ticket of a name, or of several together: over the canonical bytes of [LABEL, use, names …]."""
        message = b",".join((self._opening, *map(canonical_bytes, names))) + b"]"
        return hmac.digest(self.seed, message, "sha256")

    def number(self, *names: str) -> int:
        """The ticket as a whole number below SIDES."""
        return int.from_bytes(self.of(*names))

    def shuffled(self, things: Iterable[T], name: Callable[[T], str]) -> list[T]:
        """Things in the order of their tickets, the lowest first."""
        return sorted(things, key=lambda thing: self.of(name(thing)))
