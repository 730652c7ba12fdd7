"""Fines: spans the right way round, on measures the item has; benchmark bands inside the statute's span."""

from collections.abc import Iterable, Iterator

from mingheng.law.rules.lawbook import Absolute, Benchmark, Clause, FineRange, Item, ItemVersion, PerUnit
from mingheng.law.rules.reading.folder import Entry
from mingheng.law.rules.reading.problems import Problem
from mingheng.law.rules.reading.yaml_tree import Path


def amount_problems(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Faults of items and of the benchmarks that grade them."""
    entries = list(entries)
    items = {entry.key: entry.value for entry in entries if isinstance(entry.value, Item)}
    numbers: dict[int, str] = {}
    for entry in entries:
        if isinstance(entry.value, Item):
            other = numbers.setdefault(entry.value.number, entry.key)
            if other != entry.key:
                yield entry.problem(("number",), f"序号 {entry.value.number} 已由 {other} 使用")
            yield from _item(entry, entry.value)
        elif isinstance(entry.value, Benchmark):
            yield from _benchmark(entry, entry.value, items.get(entry.value.item))


def _item(entry: Entry, item: Item) -> Iterator[Problem]:
    if not item.elements:
        yield entry.problem(("elements",), "没有写明构成要件，证据无从对应")
    for i, version in enumerate(item.versions):
        seen: set[str] = set()
        for j, clause in enumerate(version.clauses):
            path: Path = ("versions", i, "clauses", j)
            if clause.key in seen:
                yield entry.problem((*path, "key"), f"罚则 {clause.key} 写了两次")
            seen.add(clause.key)
            yield from _clause(entry, path, clause, item)


def _clause(entry: Entry, path: Path, clause: Clause, item: Item) -> Iterator[Problem]:
    fine = clause.fine
    if fine is None:
        if not clause.warning and not clause.also:
            yield entry.problem(path, "罚则没有写明任何处罚（fine、warning 或者 also）")
        return
    if fine.max < fine.min or fine.min < 0:
        yield entry.problem((*path, "fine"), f"幅度 {fine.min}—{fine.max} 不成立：下限不得为负，上限不得小于下限")
    for measure in measures_of(fine):
        if measure not in item.measures:
            yield entry.problem((*path, "fine"), f"按 {measure} 计算，但 measures 中没有它")


def measures_of(fine: FineRange) -> tuple[str, ...]:
    """The measured facts a fine is worked out from."""
    if isinstance(fine, Absolute):
        return ()
    return (fine.of, fine.days) if isinstance(fine, PerUnit) and fine.days else (fine.of,)


def _benchmark(entry: Entry, benchmark: Benchmark, item: Item | None) -> Iterator[Problem]:
    if item is None:
        yield entry.problem(("item",), f"没有事项 {benchmark.item}，请检查键名")
        return
    touched = [v for v in item.versions if _meet(benchmark, v)]
    if not touched:
        yield entry.problem(("since",), "在基准的期间内，事项没有施行中的版本")
    seen: set[str] = set()
    for i, grade in enumerate(benchmark.grades):
        if grade.key in seen:
            yield entry.problem(("grades", i, "key"), f"档次 {grade.key} 写了两次")
        seen.add(grade.key)
        for version in touched:
            clause = next((c for c in version.clauses if c.key == grade.clause), None)
            reason = why_outside(grade.band, clause)
            if reason:
                yield entry.problem(("grades", i), f"档次 {grade.key}（罚则 {grade.clause}，{version.since} 起）：{reason}")


def _meet(benchmark: Benchmark, version: ItemVersion) -> bool:
    begins_in_time = benchmark.until is None or version.since <= benchmark.until
    return begins_in_time and (version.until is None or benchmark.since <= version.until)


def why_outside(band: FineRange, clause: Clause | None) -> str:
    """Why a band does not fit its clause; an empty text when it does."""
    if clause is None:
        return "事项没有这一罚则"
    if clause.fine is None:
        return "这一罚则没有罚款"
    if band.kind != clause.fine.kind or measures_of(band) != measures_of(clause.fine):
        return "计算方式与法定罚则不同"
    if band.max < band.min:
        return f"幅度 {band.min}—{band.max} 上下颠倒"
    if band.min < clause.fine.min or band.max > clause.fine.max:
        return f"幅度 {band.min}—{band.max} 超出法定的 {clause.fine.min}—{clause.fine.max}"
    return ""
