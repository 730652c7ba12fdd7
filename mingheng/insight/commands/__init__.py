"""`mingheng insight <scan|export>`: scan our own dockets now; write the tables of the log for others to scan."""

import sys
from collections.abc import Mapping
from importlib import import_module

COMMANDS: Mapping[str, str] = {
    "export": "mingheng.insight.commands.export",
    "scan": "mingheng.insight.commands.scan",
}


def main(argv: list[str]) -> int:
    """Run one of the commands of this room; returns the exit status."""
    word, *rest = argv or [""]
    if word not in COMMANDS:
        print(f"用法：mingheng insight <{'|'.join(COMMANDS)}> …", file=sys.stderr)
        return 2
    status: int = import_module(COMMANDS[word]).main(rest)
    return status
