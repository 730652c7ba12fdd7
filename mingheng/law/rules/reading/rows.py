"""The lawbook cut into rows, each with its own validity, and put together again.

A row is what is published: one version of an item or a statute, one value of a parameter, one year
of the calendar. What has no dates of its own (a title, a unit, a document template) is one undated
row. Rows keep the law as it was written, not as the program reads it, so that a new field in the
program does not change the digest of old law.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from mingheng.law.rules.reading.yaml_tree import Json

# Entries that are a head and a list of dated parts: kind → the list's key and the part's kind.
PARTED: Mapping[str, tuple[str, str]] = {
    "statute": ("versions", "statute_version"),
    "item": ("versions", "item_version"),
    "parameter": ("values", "parameter_value"),
}
PART_OF: Mapping[str, str] = {part: kind for kind, (_, part) in PARTED.items()}


@dataclass(frozen=True)
class Row:
    """One published piece of law. `since` and `until` are not repeated in `body`; None is open."""

    kind: str
    key: str
    since: date | None
    until: date | None
    body: Mapping[str, Json]

    @property
    def identity(self) -> tuple[str, str, str]:
        """What stays the same when a row is amended: kind, key and first day."""
        return self.kind, self.key, str(self.since or "")

    @property
    def text(self) -> str:
        """The body as it is kept."""
        return unspaced(dict(self.body))

    @property
    def content(self) -> str:
        """Digest of what it says; the last day is not part of it, since a later law may set one."""
        return digest_of([*self.identity, dict(self.body)])

    @property
    def digest(self) -> str:
        """Digest of the whole row, last day included."""
        return digest_of([*self.identity, str(self.until or ""), dict(self.body)])


def digest_of(value: object) -> str:
    """SHA-256 over unspaced JSON. Keys stay in the order they were written in: stages and facts have one."""
    return sha256(unspaced(value).encode()).hexdigest()


def unspaced(value: object) -> str:
    """JSON in one line, keys in their own order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def edition_digest(rows: Iterable[Row]) -> str:
    """The digest of a whole lawbook: of its rows, in whatever order they come."""
    return digest_of(sorted(row.digest for row in rows))


def rows_of(kind: str, tree: Mapping[str, Json]) -> list[Row]:
    """The rows of one entry whose shape has been checked."""
    if kind == "calendar":
        year = int(str(tree["year"]))
        return [Row(kind, str(year), date(year, 1, 1), date(year, 12, 31), tree)]
    key = str(tree["item" if kind == "benchmark" else "key"])
    if kind not in PARTED:
        return [_dated(kind, key, tree)]
    name, part_kind = PARTED[kind]
    head = {k: v for k, v in tree.items() if k != name}
    parts = [_dated(part_kind, key, part) for part in _mappings(tree[name])]
    if kind == "parameter":
        parts = _until_the_next(parts)
    return [Row(kind, key, None, None, head), *parts]


def trees_of(rows: Iterable[Row]) -> dict[str, list[dict[str, Json]]]:
    """The entries again, by kind, in the shape the files have."""
    trees: dict[str, list[dict[str, Json]]] = {}
    parts: dict[tuple[str, str], list[Json]] = {}
    for row in sorted(rows, key=lambda row: row.identity):
        tree = _with_dates(row)
        if row.kind in PART_OF:
            parts.setdefault((PART_OF[row.kind], row.key), []).append(tree)
        else:
            trees.setdefault(row.kind, []).append(tree)
    for kind, (name, _) in PARTED.items():
        for head in trees.get(kind, []):
            head[name] = parts.get((kind, str(head["key"])), [])
    return trees


def _dated(kind: str, key: str, tree: Mapping[str, Json]) -> Row:
    body = {k: v for k, v in tree.items() if k not in ("since", "until")}
    return Row(kind, key, _day(tree.get("since")), _day(tree.get("until")), body)


def _day(value: Json) -> date | None:
    return date.fromisoformat(str(value)) if value is not None else None


def _until_the_next(values: list[Row]) -> list[Row]:
    """A value of a parameter ends on the eve of the next one."""
    ordered = sorted(values, key=lambda row: row.identity)
    ends = [row.since - timedelta(days=1) if row.since else None for row in ordered[1:]]
    return [Row(r.kind, r.key, r.since, until, r.body) for r, until in zip(ordered, [*ends, None], strict=True)]


def _with_dates(row: Row) -> dict[str, Json]:
    tree = dict(row.body)
    if row.kind == "calendar":
        return tree
    if row.since is not None:
        tree["since"] = row.since.isoformat()
    if row.until is not None and row.kind != "parameter_value":
        tree["until"] = row.until.isoformat()
    return tree


def _mappings(value: Json) -> list[dict[str, Json]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []
