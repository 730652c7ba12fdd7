"""The commands of a room, each in a module of its own, found by the word that asks for it."""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module


def run_command(room: str, commands: Mapping[str, str], argv: Sequence[str]) -> int:
    """Run one of the commands of a room (word → module); returns the exit status, 2 where there is no such command.

    By name, not by import: one command may have to run where another's database is not.
    """
    word, *rest = argv or [""]
    if word not in commands:
        print(f"用法：mingheng {room} <{'|'.join(commands)}> …", file=sys.stderr)  # noqa: T201  # it talks to a terminal
        return 2
    status: int = import_module(commands[word]).main(rest)
    return status
