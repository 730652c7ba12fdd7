"""`mingheng law <check|load|calendar|import|show>`: the lawbook: check it, publish it, import statute texts, show an article."""

from collections.abc import Mapping

from mingheng.kit.room_commands import run_command

COMMANDS: Mapping[str, str] = {
    "calendar": "mingheng.law.commands.load_calendar",
    "check": "mingheng.law.commands.check",
    "import": "mingheng.law.commands.import_texts",
    "load": "mingheng.law.commands.load",
    "show": "mingheng.law.commands.show",
}


def main(argv: list[str]) -> int:
    """Run one of the commands of this room; returns the exit status."""
    return run_command("law", COMMANDS, argv)
