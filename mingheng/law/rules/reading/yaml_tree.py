"""YAML as the lawbook uses it: plain values, no surprises, every value with its line.

Only `null`, `true`, `false`, whole numbers and decimal fractions are more than text. So `22:00`, `on`
and `2026-08-15` stay text and the schema decides what they are. Twice the same key is an error, and
so are tags and merge keys. An alias stands for a copy of what it names.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

import yaml

from mingheng.law.rules.reading.problems import LawbookRefused, Problem

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Path: TypeAlias = "tuple[str | int, ...]"

_WORDS: Mapping[str, bool | None] = {"null": None, "~": None, "": None, "true": True, "false": False}
_UNWRITTEN = frozenset({"str", "int", "float", "bool", "null", "timestamp", "merge", "value", "map", "seq"})
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
_FRACTION = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+", re.ASCII)


@dataclass(frozen=True)
class YamlTree:
    """The value of a file and the line of each place in it."""

    value: Json
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of the place, or of the nearest place around it that the file holds."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, file: str) -> YamlTree:
    """The tree of one YAML document. Raises LawbookRefused with every fault found in `file`."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        reason = f"不是合法的 YAML：{error.problem or error.context}，请检查缩进、冒号和引号"
        raise LawbookRefused([Problem(file, line, "", reason)]) from error
    except yaml.YAMLError as error:
        raise LawbookRefused([Problem(file, 0, "", f"读不出：{error}，请存为 UTF-8 文本")]) from error
    walk = _Walk(file)
    value = walk.value(node, ()) if node is not None else None
    if walk.problems:
        raise LawbookRefused(walk.problems)
    return YamlTree(value, walk.lines)


class _Walk:
    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self.open: set[int] = set()

    def value(self, node: yaml.Node, path: Path) -> Json:
        self.lines[path] = node.start_mark.line + 1
        if id(node) in self.open:
            self.refuse(node, path, "别名引用了它自己所在的地方")
            return None
        self.open.add(id(node))
        try:
            return self.content(node, path)
        finally:
            self.open.discard(id(node))

    def content(self, node: yaml.Node, path: Path) -> Json:
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _UNWRITTEN:
            self.refuse(node, path, f"不使用标签 {node.tag}")
            return None
        if isinstance(node, yaml.MappingNode):
            return dict(self.pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]
        return self.scalar(node, path)

    def pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Json]]:
        known: set[str] = set()
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if not isinstance(key_node, yaml.ScalarNode) or key == "<<":
                self.refuse(key_node, path, "键须是一个词，不使用合并键 <<")
            elif key in known:
                self.refuse(key_node, (*path, key), "这个键写了两次，请删去一处")
            else:
                known.add(key)
                yield key, self.value(value_node, (*path, key))

    def scalar(self, node: Any, path: Path) -> Json:
        text = str(node.value)
        if node.style in ("'", '"', "|", ">"):
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _WHOLE.fullmatch(text):
            return int(text)
        if _FRACTION.fullmatch(text):
            return self.fraction(node, path, text)
        return text

    def fraction(self, node: yaml.Node, path: Path, text: str) -> Json:
        number = float(text)
        if Decimal(repr(number)) != Decimal(text):
            self.refuse(node, path, f"小数 {text} 的位数太多，无法准确保存")
        return int(number) if number.is_integer() else number

    def refuse(self, node: yaml.Node, path: Path, reason: str) -> None:
        key = ".".join(str(part) for part in path)
        self.problems.append(Problem(self.file, node.start_mark.line + 1, key, reason))
