"""The command line: finds the chosen room's `commands` and runs it; knows nothing else of any room.

`mingheng <room> …` goes to `mingheng/<room>/commands.py` (`main(argv) -> int`, argv without the room's name); any other
word is a command of the whole installation and goes to the file of that name in `mingheng/desk/commands/`.
"""

import os
import re
import sys
from importlib import import_module
from importlib.util import find_spec

from mingheng.kit.pg_programs import PostgresTrouble

PLAIN = {
    "serve",
    "backup",
    "restore",
    "scan",
    "witness",
    "verify",
    "verify-draw",
}  # no Django in these: they start, stop and copy what Django needs, or need none
WITH_DJANGO = "mingheng.kit.with_django"
AS_OWNER = {"migrate", "django"}


def main(argv: list[str]) -> int:
    """Run one command line; returns the exit status."""
    word, *rest = argv or ["help"]
    module = module_for(word)
    if module is None:
        print(f"没有名为 {word} 的命令。可用 mingheng help 查看全部命令。", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if word in AS_OWNER:
        os.environ["MINGHENG_ROLE"] = "owner"
    status: int = import_module(module).main(rest) if word in PLAIN else import_module(WITH_DJANGO).run(module, rest)
    return status


def module_for(word: str) -> str | None:
    """The module that holds a command, or None when there is no such command."""
    name = word.replace("-", "_")
    if not re.fullmatch(r"[a-z][a-z_]*", name):
        return None
    for module in (f"mingheng.{name}.commands", f"mingheng.desk.commands.{name}"):
        try:
            found = find_spec(module)
        except ModuleNotFoundError:
            continue
        if found:
            return module
    return None


def run() -> None:
    """The console script: what a person can mend is said in a sentence, without a traceback."""
    try:
        status = main(sys.argv[1:])
    except PostgresTrouble as trouble:
        print(trouble, file=sys.stderr)
        status = 1
    sys.exit(status)


if __name__ == "__main__":
    run()
