"""`mingheng django …`: Django's own management commands, as the owner of the tables."""

from django.core.management import execute_from_command_line

from mingheng.kit import installation


def main(argv: list[str]) -> int:
    """Whatever Django's command does; it ends the process itself when it fails."""
    with installation.database():
        execute_from_command_line(["mingheng django", *argv])
    return 0
