"""Expressions as the checks use them, each with the rows it is asked of: what two engines must answer alike (ANALYTICS 2)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

import ibis
import ibis.expr.types as ir
import pyarrow as pa

EPOCH = date(1970, 1, 1)
ROWS = pa.table({
    "case": pa.array([1, 1, 1, 2, 2, 3], pa.int64()),
    "n": pa.array([1, 2, 3, 1, 2, 1], pa.int32()),
    "day": pa.array([date(2024, 2, 29), date(2024, 3, 1), None, date(1969, 12, 31), date(2026, 11, 22), date(2025, 1, 31)]),
    "at": pa.array([datetime(2024, 2, 29, 23, 59, 59, 999000), datetime(2024, 3, 1), None, datetime(1969, 12, 31, 12), datetime(2026, 11, 22, 7, 30, 0, 1000), datetime(2025, 1, 31, 8)], pa.timestamp("us")),  # noqa: DTZ001  # naive on purpose
    "party": pa.array(["甲", None, "乙", "", "甲", None]),
    "bits": pa.array([5, 0, 2, 7, 4, 1 << 40], pa.int64()),
    "sum": pa.array([Decimal("35.00"), Decimal("71.50"), None, Decimal("0.01"), Decimal("-3.10"), Decimal("9999999.99")], pa.decimal128(18, 2)),
    "words": pa.array(["同意", "没有意见", "", None, "ABC甲乙丙", "同意同意"]),
})  # fmt: skip
BY_CASE = {"group_by": ["case"], "order_by": ["n"]}


def probes() -> Mapping[str, Callable[[ir.Table], ir.Table]]:
    """Each expression by what it shows."""
    before = ibis.window(**BY_CASE, preceding=(None, 1))
    upto = ibis.window(**BY_CASE, following=0)
    return {
        "days since 1970": lambda t: t.mutate(v=t.day.delta(ibis.literal(EPOCH), unit="day").cast("int32")),
        "milliseconds since 1970": lambda t: t.mutate(v=t.at.delta(ibis.literal(datetime(1970, 1, 1)), unit="millisecond")),  # noqa: DTZ001  # naive on purpose: local time
        "the day of a moment": lambda t: t.mutate(v=t.at.date()),
        "a bit is set": lambda t: t.mutate(v=(t.bits & 4) != 0),
        "the greatest so far": lambda t: t.mutate(v=t.bits.max().over(before)),
        "the sum so far": lambda t: t.mutate(v=t.bits.sum().over(upto)),
        "the place in the case": lambda t: t.mutate(v=ibis.row_number().over(ibis.window(**BY_CASE))),
        "nulls of a window's order": lambda t: t.mutate(v=ibis.row_number().over(ibis.window(order_by=[t.party, t.case, t.n]))),
        "division downwards": lambda t: t.mutate(v=(-t.bits) // 3, w=t.bits % 3),
        "a join on what may be null": lambda t: t.left_join(t.select(party="party", other="n"), "party").select(
            "case", "n", "other"
        ),
        "rows without a partner": lambda t: t.anti_join(t.filter(t.bits > 4).select("case"), "case"),
        "same or one of them unknown": lambda t: t.mutate(v=t.party.isnull() | (t.party == "甲")),
        "a choice with unknowns": lambda t: t.mutate(v=ibis.cases((t.bits > 4, 1), (t.party.isnull(), 2), else_=3)),
        "the greatest of two": lambda t: t.mutate(v=ibis.greatest(t.bits, t.n.cast("int64") * 3)),
        "sums of money": lambda t: t.group_by("case").agg(v=t["sum"].sum()),
        "money held against money": lambda t: t.mutate(v=t["sum"] > Decimal("35.00")),
        "Chinese letters": lambda t: t.mutate(v=t.words.length(), w=t.words.substr(0, 2), x=t.words.contains("意")),
        "how many different": lambda t: t.group_by("case").agg(v=t.words.nunique(), w=t.count()),
        "a number as text": lambda t: t.mutate(v=t.n.cast("string")),
        "texts put together": lambda t: t.mutate(v=t.words.concat(".", "时间")),
        "once each": lambda t: t.select("case", "party").distinct(),
        "one after the other": lambda t: t.select("case", "n").union(t.select("case", "n")),
    }
