"""What a log has that cannot be used as it stands: each row with its number, the reason and what became of it."""

from dataclasses import dataclass

import pyarrow as pa

from mingheng.insight.datasets.expressions import EARLIEST, LATEST, Expressions, total
from mingheng.insight.datasets.rows import Rows
from mingheng.insight.datasets.store import Store, text
from mingheng.insight.rules.encoding import SUMS

DROPPED, UNDATED, LACKING, KEPT = "整行未用", "日期未知", "该项未用", "照用"
COLUMNS = {"line": "行", "column": "列", "value": "原值", "reason": "原因", "remedy": "怎样改正", "effect": "处理"}
SHOWN = 200
TABLE = "rejects"


@dataclass(frozen=True)
class Reason:
    """One way a row can be wrong: the SQL condition, the column it is about, the words, what became of the row."""

    wrong: str
    column: str
    value: str
    reason: str
    remedy: str
    effect: str


def gather(store: Store, rows: Rows, said: Expressions) -> None:
    """Fill the table of rejects from the rows that could not be read and from those in `told`."""
    kinds = ", ".join(f'"{column}" {"bigint" if column == "line" else "varchar"}' for column in COLUMNS)
    store.run(f"create table {TABLE} ({kinds})")
    if rows.unreadable:
        told = pa.Table.from_pylist([{**vars(row), "effect": DROPPED} for row in rows.unreadable])
        store.connection.register("unreadable", told)
        store.run(f"insert into {TABLE} by name from unreadable")
        store.connection.unregister("unreadable")
    for reason in reasons(said):
        words = ", ".join(map(text, (reason.reason, reason.remedy, reason.effect)))
        value = f"substr({reason.value}, 1, {SHOWN})"
        store.run(f"insert into {TABLE} select line, {text(reason.column)}, {value}, {words} from told where {reason.wrong}")
    _duplicates(store, said)


def reasons(said: Expressions) -> list[Reason]:
    """Every way a row that could be read can be wrong; a row that is dropped is told of once."""
    named = said.mapping.columns
    case, act, time = (said.column(name) for name in (named.case, named.act, named.time))
    blank = " and ".join(f"c{i} is null" for i in range(len(said.columns)))
    found = [
        Reason(f"({blank})", "", "null", "这一行没有内容", "删去空行", DROPPED),
        Reason(f"state = 'broken' and contains({case}, chr(10))", named.case, case, "引号不成对，几行并成了一行", "核对引号", DROPPED),
        Reason(f"state = 'broken' and not coalesce(contains({case}, chr(10)), false)", named.act, act, "引号不成对，几行并成了一行", "核对引号", DROPPED),
        Reason(f"state = 'no_case' and not ({blank})", named.case, case, "没有案件编号", "补上案件编号", DROPPED),
        Reason("state = 'no_act'", named.act, act, "没有步骤名称", "补上步骤名称", DROPPED),
        Reason(f"state = 'kept' and moment is null and {time} is null", named.time, time, "没有发生时间", "补上发生时间", UNDATED),
        Reason(
            f"state = 'kept' and moment is null and {time} is not null", named.time, time, "发生时间读不出",
            f"写成 2026-01-31 10:24 这样（{EARLIEST} 至 {LATEST} 年），或者在对照表的 times 中写明格式", UNDATED,
        ),
    ]  # fmt: skip
    if named.recorded:
        column = said.column(named.recorded)
        found.append(Reason(
            f"state = 'kept' and recorded is null and {column} is not null", named.recorded, column, "登记时间读不出",
            "写成 2026-01-31 10:24 这样", LACKING,
        ))  # fmt: skip
    return [*found, *_facts(said)]


def _facts(said: Expressions) -> list[Reason]:
    sums = [(f"act = {text(act)}", fact.column, told) for act, _, fact, told in said.facts_typed(SUMS) if fact.column]
    if said.mapping.columns.amount:
        sums.append(("true", said.mapping.columns.amount, said.column(said.mapping.columns.amount)))
    found = []
    for here, column, told in sums:
        for wrong, reason, remedy in (("is null", "金额读不出", "写成 5000 或 5000.00 这样"), ("< 0", "金额为负", "核对金额")):
            asked = f"state = 'kept' and {here} and {told} is not null and {total(told)} {wrong}"
            found.append(Reason(asked, column, told, reason, remedy, LACKING))
    for act, _, fact, told in said.facts_typed(frozenset({"day"})):
        if fact.column:
            here = f"state = 'kept' and act = {text(act)} and {told} is not null and {said.local(told)} is null"
            found.append(Reason(here, fact.column, told, "日期读不出", "写成 2026-01-31 这样", LACKING))
    return found


def _duplicates(store: Store, said: Expressions) -> None:
    """Rows that say the same as an earlier one in every mapped column: told of, and kept."""
    columns = ", ".join(f"c{i}" for i in range(len(said.columns)))
    case = said.column(said.mapping.columns.case)
    store.run(
        f"insert into {TABLE} select max(line), '', any_value({case}), concat('与第 ', min(line), ' 行完全相同，共 ', count(*), ' 行'), "
        f"'确认是否重复导出', {text(KEPT)} from told "
        f"semi join (select same from told where state = 'kept' group by same having count(*) > 1) using (same) "
        f"where state = 'kept' group by {columns} having count(*) > 1"
    )


def counts(store: Store) -> dict[str, int]:
    """How many rows each reason and effect has, most first."""
    asked = "regexp_replace(reason, '[0-9]+', '…', 'g')"
    found = store.rows(f"select {asked} || '（' || effect || '）', count(*) from {TABLE} group by 1 order by 2 desc, 1")
    return {str(words): int(n) for words, n in found}
