"""Names in a plan of supervision that nothing answers to, and readings that are not there."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise

from mingheng.law.rules.lawbook import Parameter, Unit
from mingheng.law.rules.plans import Measure, Plan
from mingheng.law.rules.reading.folder import Entry
from mingheng.law.rules.reading.problems import Problem

_WHOLE = frozenset({Measure.COVERAGE, Measure.FLOOR})


def plan_problems(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Everything wrong in the plans, and two plans for one day."""
    entries = list(entries)
    parameters = {entry.key: entry.value for entry in entries if isinstance(entry.value, Parameter)}
    plans = [(entry, entry.value) for entry in entries if isinstance(entry.value, Plan)]
    for entry, plan in plans:
        yield from _quotas(entry, plan, parameters)
        yield from _rows(entry, plan)
        yield from _orders(entry, plan)
    plans.sort(key=lambda pair: pair[1].since)
    for (_, earlier), (entry, later) in pairwise(plans):
        if earlier.until is None or later.since <= earlier.until:
            reason = f"与方案“{earlier.title}”重叠：同一天只能有一个方案，请写明前一方案的截止日，最晚 {later.since - timedelta(days=1)}"
            yield entry.problem(("since",), reason)


def _quotas(entry: Entry, plan: Plan, parameters: dict[str, Parameter]) -> Iterator[Problem]:
    for name, quota in plan.quotas.items():
        parameter = parameters.get(quota.parameter)
        wanted = Unit.COUNT if quota.measure in _WHOLE else Unit.RATE
        if parameter is None:
            yield entry.problem(("quotas", name, "parameter"), f"法律库没有参数 {quota.parameter}，请在 parameters/ 中补上")
        elif parameter.unit is not wanted:
            yield entry.problem(("quotas", name, "parameter"), f"参数 {quota.parameter} 的单位须为 {wanted}")
        if (quota.measure is Measure.STRATUM) != bool(quota.stratum):
            yield entry.problem(("quotas", name), "measure 为 stratum 的须写明 stratum（哪一类案件），其他的不写")
    for name, conflict in plan.conflicts.items():
        yield from _unknown(entry, ("conflicts", name, "quotas"), conflict.quotas, plan.quotas, "抽查要求")
        if not 1 <= conflict.kept <= len(conflict.readings):
            yield entry.problem(("conflicts", name, "kept"), f"须为 1 到 {len(conflict.readings)}，指所取的是第几种说法")


def _rows(entry: Entry, plan: Plan) -> Iterator[Problem]:
    for name, row in plan.rows.items():
        yield from _unknown(entry, ("rows", name, "quotas"), row.quotas, plan.quotas, "抽查要求")
        if not row.items:
            yield entry.problem(("rows", name, "items"), "没有检查内容，请至少写一条")
    used = {quota for row in plan.rows.values() for quota in row.quotas}
    for name in plan.quotas.keys() - used:
        yield entry.problem(("quotas", name), "没有一个监督事项用到它，请写进 rows 或者删去")


def _orders(entry: Entry, plan: Plan) -> Iterator[Problem]:
    for name, order in plan.orders.items():
        yield from _unknown(entry, ("orders", name, "rows"), order.rows, plan.rows, "监督事项")
        asked = {f"{key}.{item}" for key in order.rows if key in plan.rows for item in plan.rows[key].items}
        yield from _unknown(entry, ("orders", name, "items"), order.items, asked, "检查内容")


def _unknown(entry: Entry, path: tuple[str, ...], named: Iterable[str], known: Iterable[str], what: str) -> Iterator[Problem]:
    for key in sorted(set(named) - set(known)):
        yield entry.problem(path, f"没有{what} {key}")
