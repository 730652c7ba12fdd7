"""What other rooms say of how the rules of a procedure do: they are asked, and this room does not know them."""

from collections.abc import Callable, Mapping

Noting = Callable[[str], Mapping[str, str]]
_ASKED: list[Noting] = []


def ask_for_notes(noting: Noting) -> None:
    """Have a function asked for a sentence by code of rule, whenever a procedure of some key is shown; once, however often it is told."""
    if noting not in _ASKED:
        _ASKED.append(noting)


def noted_of(procedure: str) -> Mapping[str, str]:
    """What is said of the rules of a procedure, by code."""
    return {code: said for noting in _ASKED for code, said in noting(procedure).items()}
