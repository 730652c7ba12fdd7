"""Reads a lawbook folder: files to trees, trees to checked values, all faults at once."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from mingheng.law.rules.lawbook import Benchmark, Calendar, Item, Parameter, Pattern, PowerList, Predicate, Statute
from mingheng.law.rules.plans import Plan
from mingheng.law.rules.procedure import Part, Procedure
from mingheng.law.rules.reading.parts import SECTIONS, PartsDisagree, composed
from mingheng.law.rules.reading.problems import LawbookRefused, Problem
from mingheng.law.rules.reading.schema_words import reason_of
from mingheng.law.rules.reading.yaml_tree import Json, YamlTree, read_yaml
from mingheng.law.rules.reading.yaml_tree import Path as Place
from mingheng.law.rules.standards import ReviewStandard


class Instrument(BaseModel):
    """A document template. Only its name is read here; the room that renders it knows the rest."""

    model_config = ConfigDict(extra="allow", frozen=True)

    key: str
    title: str
    since: date | None = None
    until: date | None = None


FOLDERS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "statutes": ("statute", Statute),
    "items": ("item", Item),
    "discretion": ("benchmark", Benchmark),
    "parts": ("part", Part),
    "procedures": ("procedure", Procedure),
    "supervision": ("supervision", Procedure),
    "parameters": ("parameter", Parameter),
    "calendars": ("calendar", Calendar),
    "instruments": ("instrument", Instrument),
    "powers": ("power_list", PowerList),
    "predicates": ("predicate", Predicate),
    "patterns": ("pattern", Pattern),
    "plans": ("plan", Plan),
    "standards": ("standard", ReviewStandard),
}
SCHEMAS: Mapping[str, type[BaseModel]] = dict(FOLDERS.values())
KEYED_BY: Mapping[str, str] = {"benchmark": "item", "calendar": "year"}
NOT_LAW = frozenset({"scenarios"})


@dataclass(frozen=True)
class Entry:
    """One entry of one file: the file's own words, the value they make, and where each part stands.

    A procedure's value holds what its `parts` bring as well; a fault in such a piece is told of the part.
    """

    kind: str
    key: str
    tree: dict[str, Json]
    file: str
    place: Place
    yaml: YamlTree
    value: BaseModel
    parts: "tuple[Entry, ...]" = ()

    def problem(self, path: Place, reason: str) -> Problem:
        """A fault at a place inside this entry, or inside the part that brought the piece."""
        if len(path) > 1 and path[0] in SECTIONS and not _holds(self.tree, path):
            for part in self.parts:
                if _holds(part.tree, path):
                    return part.problem(path, reason)
        return _problem(self.file, self.yaml, self.place, self.key, path, reason)


def read_entries(directory: Path) -> list[Entry]:
    """Every entry under `directory`, each of the right shape. Raises LawbookRefused."""
    problems: list[Problem] = list(_strangers(directory))
    entries: list[Entry] = []
    for folder, (kind, _) in FOLDERS.items():
        for path in sorted((directory / folder).rglob("*.yaml")):
            parts = [entry for entry in entries if entry.kind == "part"]
            try:
                entries += read_file(path, kind, path.relative_to(directory).as_posix(), parts)
            except LawbookRefused as refused:
                problems += refused.problems
    problems += _doubles(entries)
    if not entries and not problems:
        problems.append(Problem(str(directory), 0, "", "没有任何法律文件，请检查目录"))
    if problems:
        raise LawbookRefused(problems)
    return entries


def read_file(path: Path, kind: str, name: str, parts: Iterable[Entry] = ()) -> list[Entry]:
    """The entries of one file, which faults call `name`; procedures with what their `parts` bring.

    Raises LawbookRefused with every fault of shape.
    """
    by_key = {part.key: part for part in parts}
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise LawbookRefused([Problem(name, 0, "", "不是 UTF-8 文本，请转换编码")]) from error
    yaml = read_yaml(text, name)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for place, tree in _listed(yaml.value):
        if not isinstance(tree, dict):
            problems.append(Problem(name, yaml.line(place), "", "每一条须写成 键: 值 的形式"))
            continue
        key = str(tree.get(KEYED_BY.get(kind, "key"), "?"))
        try:
            whole = composed(tree, {k: p.tree for k, p in by_key.items()}) if SCHEMAS[kind] is Procedure else tree
            value = SCHEMAS[kind].model_validate_json(json.dumps(whole), strict=True)
        except PartsDisagree as disagree:
            problems.append(_problem(name, yaml, place, key, ("uses",), str(disagree)))
        except ValidationError as error:
            problems += (_problem(name, yaml, place, key, *fault) for fault in _faults(error, whole))
        else:
            used = tuple(by_key[k] for k in value.uses) if isinstance(value, Procedure) else ()
            entries.append(Entry(kind, key, tree, name, place, yaml, value, used))
    if problems:
        raise LawbookRefused(problems)
    return entries


def _holds(tree: Mapping[str, Json], path: Place) -> bool:
    section = tree.get(str(path[0]))
    return isinstance(section, dict) and path[1] in section


def _listed(value: Json) -> list[tuple[Place, Json]]:
    """A file holds one entry, or a list of them."""
    return [((i,), tree) for i, tree in enumerate(value)] if isinstance(value, list) else [((), value)]


def _problem(file: str, yaml: YamlTree, place: Place, key: str, path: Place, reason: str) -> Problem:
    told = ".".join([key, *(str(part) for part in path)])
    return Problem(file, yaml.line((*place, *path)), told, reason)


def _faults(error: ValidationError, tree: Json) -> list[tuple[Place, str]]:
    """What the schema has against an entry: one reason for each place."""
    reasons: dict[Place, list[str]] = {}
    for fault in error.errors(include_url=False):
        reasons.setdefault(_within(tree, fault["loc"]), []).append(reason_of(fault))
    return [(path, "；或者".join(dict.fromkeys(told))) for path, told in reasons.items()]


def _strangers(directory: Path) -> Iterator[Problem]:
    """Files that would never be read: they are named, not passed over."""
    if not directory.is_dir():
        yield Problem(str(directory), 0, "", "目录不存在")
        return
    for path in sorted(directory.rglob("*")):
        name = path.relative_to(directory)
        if path.is_dir() or name.parts[0] in NOT_LAW or path.suffix in (".md", ".txt"):
            continue
        if name.parts[0] not in FOLDERS or len(name.parts) == 1:
            yield Problem(name.as_posix(), 0, "", f"不在已知的目录里（{'、'.join(FOLDERS)}），不会被读取")
        elif path.suffix != ".yaml":
            yield Problem(name.as_posix(), 0, "", "扩展名须为 .yaml，否则不会被读取")


def _doubles(entries: Iterable[Entry]) -> Iterator[Problem]:
    """The same key twice, in one file or in two."""
    first: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        since = str(entry.tree.get("since", ""))
        earlier = first.setdefault((entry.kind, entry.key, since), entry)
        if earlier is not entry:
            yield entry.problem((), f"与 {earlier.file} 重复，请改键名或者起始日")


def _within(tree: Any, loc: Iterable[str | int]) -> Place:
    """The part of a validator's path that the file has: the validator adds names of variants."""
    path: Place = ()
    for part in loc:
        in_list = isinstance(tree, list) and isinstance(part, int) and part < len(tree)
        if in_list or (isinstance(tree, dict) and part in tree):
            tree, path = tree[part], (*path, part)
    return path
