"""What a party owes, read from the docket: the fine and when it falls due, what was paid and given back, the surcharge.

Payments are counted against what the decision orders before the surcharge: the party is late on no more than he must be.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingheng.law.rules.calendar import LastDay
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.overturned import ended_on
from mingheng.law.rules.surcharge import Due, Paid, Pause, Stretch, Surcharge, stretches, surcharge

NOTHING = Decimal(0)
PAUSING = (("register_reconsideration", "record_reconsideration_result"), ("register_lawsuit", "record_judgment"))
FINAL = (True, "yes")
GRANTED = {"opinion": ("approve",)}
CLOCK = "pay"


@dataclass(frozen=True)
class Schedule:
    """What falls due from a day on, and the payments that count towards it: the decision's term, a plan, a plan's end."""

    since: date
    dues: tuple[Due, ...]
    payments: tuple[Paid, ...]


def decision(context: Context, party: str | None) -> Act | None:
    """The penalty decision in effect."""
    return context.live.last("make_decision", party=party)


def since_decision(context: Context, party: str | None, *kinds: str) -> tuple[Act, ...]:
    """The acts of these kinds that rest on the decision in effect; those of an earlier one, taken away, do not count."""
    ordered = decision(context, party)
    return tuple(a for a in context.live.of(kinds, party=party) if ordered is not None and a.n > ordered.n)


def fine(context: Context, party: str | None) -> Decimal:
    """The fine ordered, in yuan."""
    return _yuan(decision(context, party), "amount")


def payable(context: Context, party: str | None) -> Decimal:
    """What the decision orders the party to pay: the fine and the money confiscated."""
    return fine(context, party) + _yuan(decision(context, party), "confiscated")


def paid(context: Context, party: str | None) -> Decimal:
    """What the party has paid so far and was not given back."""
    return sum((p.amount for p in _payments(context, party)), NOTHING)


def first_due(context: Context, party: str | None) -> LastDay | None:
    """The last day of the payment term that began when the decision was served, before any deferral."""
    clock = context.docket.procedure.clocks.get(CLOCK)
    served = context.live.last(*clock.start, party=party) if clock else None
    if clock is None or served is None or decision(context, party) is None:
        return None
    number, unit = context.number(clock.limit, served.happened), context.law.parameters[clock.limit].unit
    return context.calendar.end_of(served.happened, number, unit, roll=clock.roll)


def plan(context: Context, party: str | None) -> tuple[Due, ...]:
    """The dates and sums of the deferral or instalments in effect, or nothing."""
    last = _schedule_acts(context, party)[-1:]
    return _rows(last[0]) if last and last[0].kind == "approve_deferral" else ()


def schedules(context: Context, party: str | None) -> tuple[Schedule, ...]:
    """What falls due, in order of time: by the decision, by each plan granted, by each plan ended.

    A plan counts from the day it was applied for, so that nobody is late while the application lies with the agency.
    """
    first = first_due(context, party)
    if first is None:
        return ()
    found = [Schedule(first.day, (Due(first.day, fine(context, party)),), _payments(context, party))]
    for act in _schedule_acts(context, party):
        later = _payments(context, party, after=act.n)
        if act.kind == "cancel_deferral":
            rest = fine(context, party) - sum((p.amount for p in _payments(context, party, before=act.n)), NOTHING)
            found.append(Schedule(act.happened, (Due(act.happened, max(rest, NOTHING)),), later))
        else:
            asked = [a.happened for a in context.live.of(("apply_deferral",), party=party) if a.n < act.n]
            found.append(Schedule(asked[-1] if asked else act.happened, _rows(act), later))
    return tuple(found)


def next_payment(context: Context, party: str | None) -> LastDay | None:
    """The last day for the next sum of the plan in effect that is not yet paid; None without a plan."""
    if not plan(context, party):
        return None
    now = schedules(context, party)[-1:]
    left = sum((p.amount for p in now[0].payments), NOTHING) if now else NOTHING
    for due in now[0].dues if now else ():
        if left < due.amount:
            return LastDay(due.day)
        left -= due.amount
    return None


def overdue(context: Context, party: str | None, day: date) -> Decimal:
    """What of the fine should have been paid before the day and was not."""
    now = schedules(context, party)[-1:]
    if not now:
        return NOTHING
    due = sum((d.amount for d in now[0].dues if d.day < day), NOTHING)
    return max(due - sum((p.amount for p in now[0].payments), NOTHING), NOTHING)


def deferral_end(context: Context, party: str | None) -> date | None:
    """The day an approved deferral ends: from it the term to apply to the court runs (行政处罚法 72(2))."""
    rows = plan(context, party)
    ended = since_decision(context, party, "cancel_deferral")
    return rows[-1].day if rows else ended[-1].happened if ended else None


def pauses(context: Context, party: str | None) -> tuple[Pause, ...]:
    """The reconsiderations and lawsuits during which no surcharge is counted (行政处罚法 73(3)).

    From the day of the application to the day of the result that is final; a judgment under appeal ends nothing, and a
    result that was itself undone ends it only on the day the decision came back.
    """
    found = []
    for opened, closed in PAUSING:
        begun: Act | None = None
        for act in context.live.of((opened, closed), party=party):
            if act.kind == opened:
                begun = begun or act
            elif begun is not None and act.facts.get("final") in FINAL:
                found.append(Pause(begun.day("applied_on") or begun.happened, ended_on(context, act)))
                begun = None
        if begun is not None:
            found.append(Pause(begun.day("applied_on") or begun.happened, None))
    return tuple(found)


def surcharge_on(context: Context, party: str | None, day: date) -> Surcharge:
    """The surcharge counted up to and including the day; nothing where the decision did not tell of it. Raises LookupError."""
    ordered = decision(context, party)
    told = ordered is not None and ordered.facts.get("surcharge_told") in (True, "yes")
    rate, cap = (Decimal(str(context.law.value(key, day).value)) for key in ("late.rate", "late.cap"))
    return surcharge(fine(context, party), _late(context, party, day) if told else (), rate=rate, cap=cap)


def decided_surcharge(context: Context, party: str | None) -> Decimal:
    """The surcharge last decided on, in yuan."""
    return sum((_yuan(a, "amount") for a in since_decision(context, party, "decide_surcharge")[-1:]), NOTHING)


def spared_surcharge(context: Context, party: str | None) -> Decimal:
    """The surcharge it was last decided not to add, in yuan: what had grown by the day of that decision, nothing later."""
    return sum((_yuan(a, "amount") for a in since_decision(context, party, "spare_surcharge")[-1:]), NOTHING)


def owed_at_most(context: Context, party: str | None, day: date) -> Decimal:
    """What may be taken from the party by the day: what is ordered, and the surcharge decided or grown, less what he paid."""
    grown = max(decided_surcharge(context, party), surcharge_on(context, party, day).amount)
    return payable(context, party) + grown - paid(context, party)


def grown_when_paid(context: Context, party: str | None) -> Decimal:
    """The surcharge that had grown when the party last paid, less what it was decided not to add."""
    last = context.live.last("record_payment", party=party)
    if last is None:
        return NOTHING
    return max(surcharge_on(context, party, last.happened).amount - spared_surcharge(context, party), NOTHING)


def surplus(context: Context, party: str | None) -> Decimal:
    """What came in without being owed, in yuan; below nought while something is still owed."""
    grown = max(decided_surcharge(context, party), grown_when_paid(context, party))
    return paid(context, party) - payable(context, party) - grown


def _late(context: Context, party: str | None, day: date) -> Iterable[Stretch]:
    found, stops = schedules(context, party), pauses(context, party)
    for now, after in zip(found, (*found[1:], None), strict=False):
        until = min(day, after.since) if after else day
        if now.since < until:
            yield from stretches(now.dues, now.payments, stops, since=now.since, until=until)


def _payments(context: Context, party: str | None, *, after: int = 0, before: int | None = None) -> tuple[Paid, ...]:
    acts = context.live.of(("record_payment", "collect_cash", "refund_payment"), party=party)
    wanted = [a for a in acts if a.n > after and (before is None or a.n < before)]
    return tuple(Paid(a.happened, -_yuan(a, "amount") if a.kind == "refund_payment" else _yuan(a, "paid")) for a in wanted)


def _schedule_acts(context: Context, party: str | None) -> tuple[Act, ...]:
    acts = since_decision(context, party, "approve_deferral", "cancel_deferral")
    return tuple(a for a in acts if a.kind == "cancel_deferral" or a.has(GRANTED))


def _rows(act: Act) -> tuple[Due, ...]:
    return tuple(Due(date.fromisoformat(str(r["day"])), Decimal(str(r["amount"]))) for r in act.facts.get("plan") or ())


def _yuan(act: Act | None, fact: str) -> Decimal:
    return Decimal(str(act.facts.get(fact) or 0)) if act else NOTHING
