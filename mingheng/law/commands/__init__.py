"""`mingheng law <check|load|calendar|import|show>`: the lawbook: check it, publish it, import statute texts, show an article."""

import sys
from collections.abc import Mapping
from importlib import import_module

# By name, not by import: `check` has to run where there is neither Django nor a database.
COMMANDS: Mapping[str, str] = {
    "calendar": "mingheng.law.commands.load_calendar",
    "check": "mingheng.law.commands.check",
    "import": "mingheng.law.commands.import_texts",
    "load": "mingheng.law.commands.load",
    "show": "mingheng.law.commands.show",
}


def main(argv: list[str]) -> int:
    """Run one of the commands of this room; returns the exit status."""
    word, *rest = argv or [""]
    if word not in COMMANDS:
        print(f"用法：mingheng law <{'|'.join(COMMANDS)}> …", file=sys.stderr)
        return 2
    status: int = import_module(COMMANDS[word]).main(rest)
    return status
