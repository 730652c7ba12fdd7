"""Reads the lawbook: from its folder, or from published rows. Pure: no database, no Django."""

import json
from collections.abc import Iterable
from pathlib import Path

from mingheng.law.rules.lawbook import Benchmark, Calendar, Item, Parameter, Pattern, PowerList, Predicate, Statute
from mingheng.law.rules.plans import Plan
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.reading.book import Lawbook
from mingheng.law.rules.reading.folder import Entry, read_entries, read_file
from mingheng.law.rules.reading.parts import PartsDisagree, composed
from mingheng.law.rules.reading.problems import LawbookRefused, NoSuchEntry, NoSuchParameter, NotInForce, Problem
from mingheng.law.rules.reading.rows import Row, digest_of, edition_digest, rows_of, trees_of
from mingheng.law.rules.reading.yaml_tree import Json, read_yaml
from mingheng.law.rules.standards import ReviewStandard

__all__ = [
    "Entry", "Json", "Lawbook", "LawbookRefused", "NoSuchEntry", "NoSuchParameter", "NotInForce", "PartsDisagree", "Problem", "Row",
    "assemble", "digest_of", "edition_digest", "read_entries", "read_file", "read_lawbook", "read_rows", "read_yaml", "rows_of",
]  # fmt: skip


def read_rows(directory: Path) -> list[Row]:
    """The rows of a lawbook folder. Raises LawbookRefused with every fault found."""
    return [row for entry in read_entries(directory) for row in rows_of(entry.kind, entry.tree)]


def read_lawbook(directory: Path) -> Lawbook:
    """The lawbook of a folder as one value. Raises LawbookRefused with every fault found."""
    return assemble(read_rows(directory))


def assemble(rows: Iterable[Row]) -> Lawbook:
    """The lawbook that these rows make. Raises pydantic.ValidationError or PartsDisagree for rows of an unknown shape."""
    rows = list(rows)
    found = trees_of(rows)
    parts = {str(tree["key"]): tree for tree in found.pop("part", [])}
    for kind in ("procedure", "supervision"):
        found[kind] = [composed(tree, parts) for tree in found.get(kind, [])]
    trees = {kind: [json.dumps(tree) for tree in listed] for kind, listed in found.items()}
    procedures = [Procedure.model_validate_json(t, strict=True) for t in trees.get("procedure", [])]
    supervision = [Procedure.model_validate_json(t, strict=True) for t in trees.get("supervision", [])]
    benchmarks = [Benchmark.model_validate_json(t, strict=True) for t in trees.get("benchmark", [])]
    calendars = [Calendar.model_validate_json(t, strict=True) for t in trees.get("calendar", [])]
    items = [Item.model_validate_json(t, strict=True) for t in trees.get("item", [])]
    parameters = [Parameter.model_validate_json(t, strict=True) for t in trees.get("parameter", [])]
    powers = [PowerList.model_validate_json(t, strict=True) for t in trees.get("power_list", [])]
    predicates = [Predicate.model_validate_json(t, strict=True) for t in trees.get("predicate", [])]
    patterns = [Pattern.model_validate_json(t, strict=True) for t in trees.get("pattern", [])]
    plans = [Plan.model_validate_json(t, strict=True) for t in trees.get("plan", [])]
    standards = [ReviewStandard.model_validate_json(t, strict=True) for t in trees.get("standard", [])]
    statutes = [Statute.model_validate_json(t, strict=True) for t in trees.get("statute", [])]
    return Lawbook(
        items={item.key: item for item in items},
        parameters={parameter.key: parameter for parameter in parameters},
        procedures={p.key: tuple(q for q in procedures if q.key == p.key) for p in procedures},
        supervision={p.key: tuple(q for q in supervision if q.key == p.key) for p in supervision},
        statutes={statute.key: statute for statute in statutes},
        calendars={year.year: year for year in calendars},
        instruments={str(row.body["key"]): row.body for row in rows if row.kind == "instrument"},
        benchmarks={b.item: tuple(c for c in benchmarks if c.item == b.item) for b in benchmarks},
        powers=tuple(powers),
        predicates={predicate.key: predicate for predicate in predicates},
        patterns={pattern.key: pattern for pattern in patterns},
        plans=tuple(plans),
        standards={s.key: tuple(t for t in standards if t.key == s.key) for s in standards},
        digest=edition_digest(rows),
    )
