"""Rooms above this one whose rows are held against the ledger too: they say so when the program starts, and this room does not know them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingheng.ledger.rules.auditing.chains import ReadChain
from mingheng.ledger.rules.auditing.differences import Difference

Judge = Callable[[Sequence[ReadChain]], Iterable[Difference]]


@dataclass(frozen=True)
class Answering:
    """What a room answers for: who judges each kind of chain, the chains there must be by its rows, and how chains and fields are called."""

    judges: Mapping[str, Judge]
    chains: Callable[[], set[str]]
    titles: Mapping[str, str]
    fields: Mapping[str, str]


_ANSWERING: list[Answering] = []


def answer_for(room: Answering) -> None:
    """Have a room's rows held against the ledger from now on; once, however often it is told."""
    if room not in _ANSWERING:
        _ANSWERING.append(room)


def answering() -> Iterator[Answering]:
    """Every room that said so."""
    yield from _ANSWERING
