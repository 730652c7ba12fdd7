"""The acts of a log as the checks join them: kinds and days as numbers, and from which act on each has no more effect.

An act B is seen from an act at place n when it comes before it (`b_n < n`), still has effect there (`b_gone >= n`) and
is of the same party, where both have one: what `Effective.of` says of a docket.
"""

from datetime import datetime

import ibis
import ibis.expr.types as ir

from mingheng.insight.rules.bulk.plan import EPOCH, Plan

NEVER = 2_000_000_000  # a place no docket reaches: of acts that keep their effect, and of who looks at a whole docket
MINUTE = 60_000  # milliseconds


def coded(acts: ir.Table, plan: Plan) -> ir.Table:
    """case, n, kind, party, by, day, at_day, moment, minute, bits, gone of every act the procedure knows.

    `day`, `at_day`: days since 1970; `moment`, `minute`: local milliseconds since then, where the act has a minute.
    """
    kinds = plan.table(
        [{"act": act, "kind": kind, "now": plan.procedure.acts[act].happened == "now"} for act, kind in plan.kinds.items()],
        {"act": "string", "kind": "int32", "now": "boolean"},
    )
    told = acts.join(kinds, "act")
    received = told.received_at.date()
    moment = told.happened_at.fill_null(ibis.ifelse(received == told.happened, told.received_at, None))
    known = told.happened_at.notnull() | told.now
    return told.select(
        "case", "n", "kind", "party", "by", "bits",
        day=_day(told.happened), at_day=_day(received), moment=_milliseconds(moment),
        minute=ibis.ifelse(known, _milliseconds(moment) // MINUTE, None),
    )  # fmt: skip


def with_effect(acts: ir.Table, plan: Plan) -> ir.Table:
    """The same with `gone`: the place of the first later act that took it away, or NEVER."""
    rows = [
        {"by_kind": plan.kinds[act], "when": plan.mask(act, gone.when), "kind": plan.kinds[target]}
        for act, spec in plan.procedure.acts.items()
        for gone in spec.supersedes
        if gone.named is None
        for target in gone.acts
    ]
    if not rows:
        return acts.mutate(gone=ibis.literal(NEVER, "int32"))
    removals = plan.table(rows, {"by_kind": "int32", "when": "int64", "kind": "int32"})
    later = acts.join(removals, acts.kind == removals.by_kind).filter(lambda t: has(t.bits, t.when))
    later = later.select(b_case="case", b_n="n", b_party="party", b_kind="kind_right")
    losing = sorted({row["kind"] for row in rows})
    exposed = acts.filter(acts.kind.isin(losing))
    taken = exposed.join(later, [exposed.case == later.b_case, exposed.kind == later.b_kind])
    taken = taken.filter((taken.n < taken.b_n) & same_party(taken.party, taken.b_party))
    gone = taken.group_by("case", "n").agg(gone=taken.b_n.min())
    exposed = exposed.left_join(gone, ["case", "n"]).select(*acts.columns, gone=gone.gone.fill_null(NEVER).cast("int32"))
    return acts.filter(~acts.kind.isin(losing)).mutate(gone=ibis.literal(NEVER, "int32")).union(exposed)


def same_party(party: ir.StringValue, other: ir.StringValue) -> ir.BooleanValue:
    """Whether an act of one party is seen by the other: of the case as a whole, everything is."""
    return party.isnull() | other.isnull() | (party == other)


def earlier(acts: ir.Table) -> ir.Table:
    """The acts again, as those that are looked back at: every column with `b_` before it."""
    return acts.rename("b_{name}")


def seen(pairs: ir.Table, back: ir.Table) -> ir.BooleanValue:
    """Whether an earlier act of the same case is seen from the act that is asked."""
    return (back.b_n < pairs.n) & (back.b_gone >= pairs.n) & same_party(pairs.party, back.b_party)


def has(bits: ir.IntegerValue, mask: ir.IntegerValue) -> ir.BooleanValue:
    """Whether the condition of a bit is met; nothing asked is always met."""
    return (mask == 0) | ((bits & mask) != 0)


def asked(acts: ir.Table, gates: ir.Table) -> ir.Table:
    """case, n, party, kind, day, moment, minute, rule, who: every act with every rule that asks of it.

    `who` is the party as a key: empty for the case as a whole, never null.
    """
    pairs = acts.join(gates, "kind")
    pairs = pairs.filter(has(pairs.bits, pairs.only))
    return pairs.select("case", "n", "party", "kind", "day", "moment", "minute", "rule", who=pairs.party.fill_null(""))


def each_party(pairs: ir.Table, parties: ir.Table) -> ir.Table:
    """The pairs once for each party known before the act."""
    there = parties.select(p_case="case", p_party="party", p_joined="joined")
    told = pairs.join(there, pairs.case == there.p_case)
    told = told.filter(told.p_joined.isnull() | (told.p_joined < told.n))
    return told.mutate(party=told.p_party, who=told.p_party).select(*pairs.columns)


def _day(day: ir.DateValue) -> ir.IntegerValue:
    return day.delta(ibis.literal(EPOCH), unit="day").cast("int32")


def _milliseconds(moment: ir.TimestampValue) -> ir.IntegerValue:
    return moment.delta(ibis.literal(datetime(1970, 1, 1)), unit="millisecond")  # noqa: DTZ001  # naive on purpose: local time
