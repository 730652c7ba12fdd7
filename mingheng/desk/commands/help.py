"""`mingheng help`: every command with its first line of description."""

import ast
from pathlib import Path

ROOMS = Path(__file__).resolve().parents[2]


def main(argv: list[str]) -> int:
    """Print the commands of the installation, then those of the rooms."""
    files = [path for path in sorted(Path(__file__).parent.glob("*.py")) if path.name != "__init__.py"]
    files += sorted([*ROOMS.glob("*/commands.py"), *ROOMS.glob("*/commands/__init__.py")])
    for path in files:
        print((ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or path.parent.name).splitlines()[0])
    return 0
