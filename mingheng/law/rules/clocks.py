"""The clocks of a docket: when each period started, what stretches it, when it ends.

A clock depends only on the docket and the law, not on today; today only decides how it is shown.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Literal

from mingheng.kit.dates import SHANGHAI, day_of
from mingheng.law.rules.calendar import LastDay
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.lawbook import Unit
from mingheng.law.rules.owing import next_payment
from mingheng.law.rules.predicates import PREDICATES
from mingheng.law.rules.procedure import ClockSpec, Exclusion

ClockState = Literal["done", "hold", "over", "near", "ok"]
LAST_DAYS: Mapping[str, Callable[[Context, str | None], LastDay | None]] = MappingProxyType({"next_payment": next_payment})


@dataclass(frozen=True)
class Pause:
    """Days a clock does not count; `end` None while it lasts. `recorded` is the day its start was received."""

    title: str
    start: date
    recorded: date
    end: date | None
    days: int


@dataclass(frozen=True)
class Clock:
    """One period of one case or party. `last` is None while it is held by an open pause.

    `moment` is the minute a period of hours ends. `of`: the number of the act it is about, where there are several.
    """

    key: str
    title: str
    party: str | None
    started: date
    number: int
    unit: Unit
    extended: int
    pauses: tuple[Pause, ...]
    last: LastDay | None
    stopped: date | None
    near: str
    cite: tuple[str, ...]
    party_time: bool
    shown: bool
    moment: datetime | None = None
    of: str = ""

    def days_left(self, context: Context, as_of: date) -> int | None:
        """Days of the clock's own unit from `as_of` to the end; negative past it, None when held."""
        if self.last is None:
            return None
        if self.unit is not Unit.WORKING_DAYS:
            return (self.last.day - as_of).days
        if as_of <= self.last.day:
            return context.calendar.working_days_between(as_of, self.last.day)
        return -context.calendar.working_days_between(self.last.day, as_of)

    def state(self, context: Context, as_of: date) -> ClockState:
        """How the clock stands on a day (DESIGN-LANGUAGE §3)."""
        if self.stopped is not None:
            return "done"
        left = self.days_left(context, as_of)
        if left is None:
            return "hold"
        if left < 0:
            return "over"
        return "near" if left <= context.number(self.near, as_of) else "ok"


def clock_of(context: Context, key: str, party: str | None) -> Clock | None:
    """The clock `key` for a party (or the case), or None when it has not started or does not apply.

    Of a clock that runs in each of several strands, the one that ends first.
    """
    spec = context.docket.procedure.clocks[key]
    if spec.strand is not None and context.strand != spec.strand and not context.docket.procedure.strands[spec.strand].apart:
        return min(_in_strands(context, key, party), key=_first_to_end, default=None)
    return _clock_here(context, key, spec, party)


def _in_strands(context: Context, key: str, party: str | None) -> list[Clock]:
    """The clock in each strand it runs in; where there are several, each says in which."""
    strand = str(context.docket.procedure.clocks[key].strand)
    ways = context.every(strand, party)
    found = [(way, clock) for way in ways if (clock := clock_of(way, key, party)) is not None]
    if len(ways) == 1:
        return [clock for _, clock in found]
    return [
        replace(clock, of=way.head, title=f"{clock.title}（第 {way.head} 步）") if way.head else clock for way, clock in found
    ]


def _first_to_end(clock: Clock) -> tuple[bool, date]:
    return clock.stopped is not None, clock.last.day if clock.last else date.max


def _clock_here(context: Context, key: str, spec: ClockSpec, party: str | None) -> Clock | None:
    who = party if spec.per_party else None
    start = _start(context, spec, who)
    if start is None or (spec.when and PREDICATES[spec.when](context, who) is not True):
        return None
    begun = (start.day(spec.starts_on) if spec.starts_on else None) or start.happened
    limit = spec.limits.get(start.kind, spec.limit)
    parameter = context.law.parameters[limit]
    fixed = start.day(spec.ends_on) if spec.ends_on else None
    if fixed is not None:
        return _of_a_day(context, key, spec, start, begun, fixed)
    number = context.number(limit, begun)
    if parameter.unit is Unit.HOURS:
        return _of_hours(context, key, spec, start, number)
    extended = sum(
        context.number(extra, act.happened)
        for kind, extra in spec.extensions.items()
        for act in context.live.of([kind], party=who)
        if act.n > start.n and act.has(context.docket.procedure.acts[kind].done_when)
    )
    pauses: tuple[Pause, ...] = ()
    last: LastDay | None = _end(context, spec, parameter.unit, begun, number + extended, pauses)
    for pause in _pauses(context, spec, parameter.unit, start, who):
        if last is None or max(pause.start, pause.recorded) > last.day:
            break  # a period that has run out is not revived by what begins, or is written down, later
        pauses = (*pauses, pause)
        last = None if pause.end is None else _end(context, spec, parameter.unit, begun, number + extended, pauses)
    if granted := LAST_DAYS[spec.ends](context, who) if spec.ends else None:
        pauses, last = (), granted
    return Clock(
        key, spec.title, who, begun, number, parameter.unit, extended, pauses, last,
        _stopped(context, spec, start, who), spec.near, spec.cite, spec.party_time, spec.shown,
    )  # fmt: skip


def _of_a_day(context: Context, key: str, spec: ClockSpec, start: Act, begun: date, until: date) -> Clock:
    """A period whose last day its start act names."""
    who = start.party if spec.per_party else None
    return Clock(
        key, spec.title, who, begun, max((until - begun).days, 0), Unit.CALENDAR_DAYS, 0, (), LastDay(until),
        _stopped(context, spec, start, who), spec.near, spec.cite, spec.party_time, spec.shown,
    )  # fmt: skip


def _of_hours(context: Context, key: str, spec: ClockSpec, start: Act, number: int) -> Clock:
    """A period of hours, from minute to minute; without the minute, from the first of its day."""
    begun = start.moment or datetime.combine(start.happened, datetime.min.time(), SHANGHAI)
    until = (begun + timedelta(hours=number)).astimezone(SHANGHAI)
    who = start.party if spec.per_party else None
    return Clock(
        key, spec.title, who, start.happened, number, Unit.HOURS, 0, (), LastDay(until.date()),
        _stopped(context, spec, start, who), spec.near, spec.cite, spec.party_time, spec.shown, until,
    )  # fmt: skip


def clocks_of(context: Context) -> tuple[Clock, ...]:
    """Every clock of the docket that has started, per party where it runs per party, and in each of its strands."""
    found: list[Clock] = []
    for key, spec in context.docket.procedure.clocks.items():
        for party in context.parties(None, spec.per_party):
            here = clock_of(context, key, party) if spec.strand is None else None
            found += _in_strands(context, key, party) if spec.strand is not None else [here] if here is not None else []
    return tuple(found)


def _end(context: Context, spec: ClockSpec, unit: Unit, begun: date, number: int, pauses: tuple[Pause, ...]) -> LastDay:
    excluded = sum(p.days for p in pauses)
    return context.calendar.end_of(begun, number, unit, roll=spec.roll, excluded=excluded)


def _start(context: Context, spec: ClockSpec, party: str | None) -> Act | None:
    starts = [a for a in context.live.of(spec.start, party=party) if a.has(spec.start_where)]
    if not starts:
        return None
    if spec.in_turn:
        met = [a for a in context.live.of(spec.stop, party=party) if context.done(a)]
        return starts[min(len(met), len(starts) - 1)]
    return starts[0] if spec.reads == "first" else starts[-1]


def _stopped(context: Context, spec: ClockSpec, start: Act, party: str | None) -> date | None:
    """The day the period was met: for the case as a whole, when every party has its stopping act."""
    acts = context.docket.procedure.acts

    def last_stop(who: str | None) -> date | None:
        stops = [a for a in context.live.of(spec.stop, party=who) if context.done(a)]
        if spec.in_turn and len(stops) < len([a for a in context.live.of(spec.start, party=who) if a.has(spec.start_where)]):
            return None
        stops = [a for a in stops if a.n > start.n]
        return stops[-1].happened if stops else None

    if party is not None or not any(acts[kind].per_party for kind in spec.stop):
        return last_stop(party)
    each = [last_stop(p.id) for p in context.docket.parties]
    return max((d for d in each if d is not None), default=None) if all(each) else None


def _pauses(context: Context, spec: ClockSpec, unit: Unit, start: Act, party: str | None) -> tuple[Pause, ...]:
    found = [p for e in spec.excludes for p in _excluded(context, e, unit, start, party)]
    return tuple(_apart(context, unit, sorted(found, key=lambda p: p.start)))


def _excluded(context: Context, excluded: Exclusion, unit: Unit, start: Act, party: str | None) -> Iterable[Pause]:
    """The pauses of one exclusion: from its start act to its stop, not past the day told."""
    if excluded.under and excluded.title not in context.words(excluded.under, start.happened):
        return
    opened, until = None, None
    for act in context.live.of((excluded.start, excluded.stop, *excluded.ended), party=party):
        if act.n < start.n:
            continue
        told = act.day(excluded.until) if excluded.until else None
        stops = act.kind in (excluded.stop, *excluded.ended) and act.has(excluded.stop_where)
        if opened is not None and (stops or (until is not None and until < act.happened)):
            yield _pause(context, excluded, unit, opened, min(act.happened, until or act.happened))
            opened = None
        if act.kind == excluded.start:
            opened, until = opened or act, told
    if opened is not None:
        yield _pause(context, excluded, unit, opened, until)


def _pause(context: Context, excluded: Exclusion, unit: Unit, opened: Act, end: date | None) -> Pause:
    start = opened.happened
    end = None if end is None else max(start, end)
    return Pause(excluded.title, start, day_of(opened.at), end, 0 if end is None else _days(context, unit, start, end))


def _apart(context: Context, unit: Unit, pauses: Iterable[Pause]) -> Iterable[Pause]:
    """The same pauses with no day in two of them."""
    reached = date.min
    for pause in pauses:
        begun = max(pause.start, reached)
        if pause.end is not None and pause.end <= begun and begun > pause.start:
            continue
        yield replace(pause, start=begun, days=0 if pause.end is None else _days(context, unit, begun, pause.end))
        reached = max(reached, pause.end or date.max)


def _days(context: Context, unit: Unit, start: date, end: date) -> int:
    if unit is Unit.WORKING_DAYS:
        return context.calendar.working_days_between(start, end)
    return (end - start).days
