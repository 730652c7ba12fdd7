"""Which of many are drawn: the same seed, names and share always draw the same ones, and nobody can aim the seed."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, Decimal
from hashlib import sha256


def seed_of(digests: Iterable[str]) -> str:
    """One seed out of the digests of the ledger entries that are drawn from, in whatever order."""
    return sha256("".join(sorted(digests)).encode()).hexdigest()


def drawn(seed: str, names: Sequence[str], share: Decimal) -> tuple[str, ...]:
    """The share of the names (rounded up, 0 to 1) whose digests together with the seed come first."""
    count = int((share * len(names)).to_integral_value(ROUND_CEILING))
    return tuple(sorted(set(names), key=lambda name: sha256(f"{seed}/{name}".encode()).digest())[:count])
