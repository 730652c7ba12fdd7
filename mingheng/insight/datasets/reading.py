"""Another system's log brought into the shape of ours: read once, every row used or told of, written as Parquet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mingheng.insight.datasets import rejects
from mingheng.insight.datasets.expressions import Expressions
from mingheng.insight.datasets.mapping import LogMapping
from mingheng.insight.datasets.rows import Rows, open_rows
from mingheng.insight.datasets.store import Store, text
from mingheng.insight.datasets.troubles import CannotScan, listed, nearest
from mingheng.insight.datasets.writing import write_log
from mingheng.law.rules.procedure import Procedure

Tick = Callable[[int], object]


@dataclass(frozen=True)
class Span:
    """Only the cases whose first act happened in these days, both included; None: open."""

    since: date | None = None
    until: date | None = None

    def of(self, day: str) -> str:
        """Whether a day (SQL) lies in it."""
        since = f"{day} >= {text(self.since)}::date" if self.since else "true"
        until = f"{day} < {text(self.until)}::date + 1" if self.until else "true"
        return f"{since} and {until}"


@dataclass(frozen=True)
class LogRead:
    """What was read: the folder of Parquet tables, and how much of it there is.

    Every row is one of: an act, `undated`, `ignored` by the mapping, of a case `outside` the span, `dropped`.
    """

    folder: Path
    rows: int
    ignored: int
    outside: int
    dropped: int
    cases: int
    acts: int
    undated: int
    first: date | None
    last: date | None
    rejected: dict[str, int]


def read_log(
    path: Path, mapping: LogMapping, procedure: Procedure, store: Store, *, span: Span, edition: str, tick: Tick
) -> LogRead:
    """Bring a log into the store's folder. Raises CannotScan with everything that stops it."""
    rows = open_rows(path, mapping.named, encoding=mapping.encoding, delimiter=mapping.delimiter)
    if rows.found:
        _complain_of_columns(path, mapping, rows)
    said = Expressions(mapping, procedure, rows.columns)
    parts = _read(store, rows, said, tick)
    _complain_of_columns(path, mapping, rows)
    _complain_of_activities(path, store, said)
    _complain_of_words(path, store, said)
    rejects.gather(store, rows, said)
    _number(store, parts, span)
    states = dict(store.rows("select state, count(*) from told group by 1"))
    store.take_up("told")
    folder = write_log(store, said, edition)
    kept, ignored = states.pop("kept", 0), states.pop("ignored", 0)
    dropped = sum(states.values()) + len(rows.unreadable)
    return LogRead(
        folder,
        rows=kept + ignored + dropped,
        ignored=ignored,
        outside=kept - store.one("select (select count(*) from steps) + (select count(*) from late)"),
        dropped=dropped,
        cases=store.one("select count(*) from numbered"),
        acts=store.one("select count(*) from steps"),
        undated=store.one("select count(*) from late"),
        first=store.one("select min(moment)::date from steps"),
        last=store.one("select greatest(max(moment), max(received))::date from steps"),
        rejected=rejects.counts(store),
    )


def _read(store: Store, rows: Rows, said: Expressions, tick: Tick) -> list[Path]:
    """The table `told`: every row with its columns as text, its case, act, times and what can be done with it.

    `same` is alike for rows that say the same, and hardly ever for others. Answers the parts of the table, each of lines of its own.
    """
    store.run(f"set TimeZone = {text(said.mapping.zone)}")
    parts: list[Path] = []
    for piece in rows.pieces(tick):
        store.connection.register("source", piece)
        parts.append(store.set_down("told", _told(said), len(parts)))
        store.connection.unregister("source")
    return parts


def _told(said: Expressions) -> str:
    """The rows of `source` as rows of `told`."""
    named = said.mapping.columns
    places = [f"c{i}" for i in range(len(said.columns))]
    columns = ", ".join(f"cast({place} as varchar) as {place}" for place in places)
    case, act, time, recorded = (said.column(name) for name in (named.case, named.act, named.time, named.recorded))
    return (
        f"with plain as (select line, {columns} from source), "
        f"timed as (select *, {said.local(time)} as moment, {said.local(recorded) if named.recorded else 'null::timestamp'} as recorded, "
        f"{case} as ref, {said.act} as act, hash({', '.join(places)}) as same from plain) "
        f"select *, {said.instant(time, 'moment')} as instant, "
        f"case when contains(ref, chr(10)) or contains({act}, chr(10)) then 'broken' when ref is null then 'no_case' "
        f"when {act} is null then 'no_act' when act = '' then 'ignored' else 'kept' end as state from timed"
    )


def _complain_of_columns(path: Path, mapping: LogMapping, rows: Rows) -> None:
    lacking = {column: place for column, place in mapping.named.items() if column not in rows.found}
    if lacking:
        told = [f"{place}: 日志里没有列 {column}{nearest(column, rows.found)}" for column, place in lacking.items()]
        raise CannotScan("\n".join([*told, f"{path.name} 里的列有：{listed(rows.found)}。请改正对照表"]))


def _complain_of_activities(path: Path, store: Store, said: Expressions) -> None:
    activity = said.column(said.mapping.columns.act)
    unknown = store.rows(
        f"select {activity}, count(*) from told where state = 'kept' and act is null group by 1 order by 2 desc, 1"
    )
    if not unknown:
        return
    known = said.mapping.acts
    told = []
    for name, count in unknown:
        more = "，但按另一列的值对不上任何一步，请补上 words 或者 otherwise" if name in known else nearest(str(name), known)
        told.append(
            f"步骤名称“{name}”（{count} 行）在对照表里没有{more}"
            if name not in known
            else f"步骤名称“{name}”（{count} 行）在对照表里有{more}"
        )
    found = [row[0] for row in store.rows(f"select distinct {activity} from told where {activity} is not null order by 1")]
    last = f"{path.name} 里的步骤名称有：{listed(found)}。请在 acts 中写明对应的步骤；确实与程序无关的，写进 ignore"
    raise CannotScan("\n".join([*told[:30], last]))


def _complain_of_words(path: Path, store: Store, said: Expressions) -> None:
    """Values of a fact that the mapping's words, or the procedure's choices, do not know."""
    told = []
    for act in said.mapping.facts:
        for name, spec, fact, read in said.facts_of(act):
            if not fact.column or not (fact.words or spec.choices):
                continue
            column = said.column(fact.column)
            choices = ", ".join(map(text, spec.choices))
            wrong = f"{read} is null" if not spec.choices else f"({read} is null or {read} not in ({choices}))"
            values = store.rows(
                f"select {column}, count(*) from told where state = 'kept' and act = {text(act)} and {column} is not null "
                f"and {wrong} group by 1 order by 2 desc, 1"
            )
            if values:
                found = listed(f"{value}（{count} 行）" for value, count in values)
                told.append(f"facts.{act}.{name}: 列 {fact.column} 的值没有对应的词：{found}")
    if told:
        raise CannotScan("\n".join([*told, f"请在对照表的 words 中补上 {path.name} 里的这些值"]))


def _number(store: Store, parts: Sequence[Path], span: Span) -> None:
    """Cases numbered as they first come in the file, and their acts by time, then by line."""
    store.set_down(
        "numbered",
        'select ref, row_number() over () as "case" from '
        "(select ref, min(line) as first, min(moment) as begun from told where state = 'kept' group by ref order by first) "
        f"where {span.of('begun')}",
    )
    kept = "from told join numbered using (ref) where told.state = 'kept'"
    store.set_down("late", f'select numbered."case", told.act, told.line {kept} and told.moment is null')
    store.set_down(
        "placed",
        'select told.line, numbered."case", '
        'row_number() over (partition by numbered."case" order by told.instant, told.line)::integer as n '
        f"{kept} and told.moment is not null order by told.line",
    )
    for n, part in enumerate(parts):  # both in the order of lines: no more than a part is held at once
        rows = f"read_parquet({text(part)})"
        first, last = store.rows(f"select coalesce(min(line), 0), coalesce(max(line), 0) from {rows}")[0]
        store.set_down(
            "steps",
            'select placed."case", placed.n, told.* exclude (same, state, instant), '
            f"coalesce(told.recorded, told.moment) as received from {rows} as told join placed using (line) "
            f"where placed.line between {first} and {last}",
            n,
        )
    store.take_up("placed")
