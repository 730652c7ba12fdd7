"""Our own source files as syntax trees, for tests that read the code instead of running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = tuple(sorted(path.parent.name for path in (ROOT / "mingheng").glob("*/apps.py")))


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root, its syntax tree, and for a room's file which room and which layer."""

    path: Path
    tree: ast.Module
    room: str
    layer: str

    def __str__(self) -> str:
        return self.path.as_posix()

    def at(self, node: ast.AST) -> str:
        """Where a node stands, in the form an editor opens."""
        return f"{self}:{getattr(node, 'lineno', 1)}"


def read(path: Path) -> Source:
    """Parse one file."""
    parts = path.relative_to(ROOT).parts
    in_room = len(parts) > 2 and parts[0] == "mingheng"
    room, layer = (parts[1], parts[2].removesuffix(".py")) if in_room else ("", "")
    return Source(path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8")), room, layer)


@cache
def product() -> tuple[Source, ...]:
    """The files that are shipped: no tests, no migrations."""
    files = [*(ROOT / "mingheng").rglob("*.py"), *(ROOT / "config").rglob("*.py")]
    return tuple(read(path) for path in sorted(files) if not {"tests", "migrations"} & set(path.parts))


@cache
def everything() -> tuple[Source, ...]:
    """Every Python file of the repository but migrations, which Django writes."""
    folders = ("mingheng", "config", "tests", "tools")
    files = [*ROOT.glob("*.py"), *(path for folder in folders for path in (ROOT / folder).rglob("*.py"))]
    return tuple(read(path) for path in sorted(files) if "migrations" not in path.parts)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call in a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method in a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of names, calls and subscripts in between left out; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    if isinstance(node, ast.Call):
        return dotted(node.func)
    if isinstance(node, ast.Subscript):
        return dotted(node.value)
    return ""


def strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every string with its line, but not the docstrings."""
    alone = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in alone:
            yield node.lineno, node.value
