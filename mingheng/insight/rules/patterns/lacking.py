"""What a pattern lacks in a log: told, so that silence is never taken for nothing found."""

from collections.abc import Iterator
from dataclasses import dataclass

from mingheng.insight.rules.log import Log
from mingheng.insight.rules.patterns.asked import Asked
from mingheng.insight.rules.patterns.items import since
from mingheng.law.rules.reading.problems import NotInForce

LEADS, SPAN = "leads", "span"
NAMES = {
    LEADS: "诉件、移送件和检查的表",
    "people": "办案人员",
    "texts": "文字的摘要",
    "files": "证据文件的摘要",
    "days": "行为日期等日期",
    "parties": "当事人",
    "acts.amount": "金额",
    "acts.by": "经办人",
    "acts.facts": "步骤写明的事实",
    "acts.happened_at": "办理的时刻",
    "acts.party": "每一步的当事人",
    "acts.place": "地点",
    "acts.x": "坐标",
    "acts.y": "坐标",
    "cases.item": "案由",
}


@dataclass(frozen=True)
class Lack:
    """What is missing for a pattern, in words. `silent`: it cannot be looked for at all; else only more roughly."""

    pattern: str
    lacks: str
    silent: bool


def lacking(asked: Asked) -> Iterator[Lack]:
    """What this pattern lacks, what it cannot do without first."""
    told = asked.told
    for name in told.thresholds:
        try:
            asked.number(name)
        except NotInForce as lacking_value:
            yield Lack(told.key, f"{lacking_value}没有查", silent=True)
            return
    missing = dict.fromkeys(_name(asked, need) for need in told.needs if not _given(asked, need))
    if missing:
        yield Lack(told.key, f"缺少{'、'.join(missing)}，没有查", silent=True)
        return
    rough = dict.fromkeys(_name(asked, need) for need in told.finer if not _given(asked, need))
    if rough:
        yield Lack(told.key, f"缺少{'、'.join(rough)}，查得较粗", silent=False)


def _name(asked: Asked, need: str) -> str:
    return f"{since(asked)} 以前的记录" if need == SPAN else NAMES[need]


def _given(asked: Asked, need: str) -> bool:
    """Whether the log has anything of it."""
    if need == LEADS:
        return asked.leads is not None
    if need == SPAN:
        return _reaches_back(asked)
    table, _, column = need.partition(".")
    return _holds(asked.log, table, column)


def _reaches_back(asked: Asked) -> bool:
    first = asked.log.acts.happened.min().to_pyarrow().as_py()
    return first is not None and first <= since(asked)


def _holds(log: Log, name: str, column: str) -> bool:
    table = getattr(log, name)
    rows = table.filter(table[column].notnull()) if column else table
    return bool(rows.limit(1).count().to_pyarrow().as_py())
