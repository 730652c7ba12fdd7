"""`mingheng insight <scan|export>`: scan our own dockets now; write the tables of the log for others to scan."""

from collections.abc import Mapping

from mingheng.kit.room_commands import run_command

COMMANDS: Mapping[str, str] = {
    "export": "mingheng.insight.commands.export",
    "scan": "mingheng.insight.commands.scan",
}


def main(argv: list[str]) -> int:
    """Run one of the commands of this room; returns the exit status."""
    return run_command("insight", COMMANDS, argv)
