"""Engine values as the frozen display values templates draw: clocks, deadlines, citations, findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mingheng.kit import display
from mingheng.kit.links import link
from mingheng.law.rules.clocks import Clock, clocks_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.findings import Finding
from mingheng.law.rules.lawbook import Unit
from mingheng.law.rules.reading import Lawbook

UNIT_WORDS = {Unit.WORKING_DAYS: "个工作日", Unit.CALENDAR_DAYS: "日", Unit.MONTHS: "个月", Unit.YEARS: "年", Unit.HOURS: "小时"}
NATURAL = {Unit.CALENDAR_DAYS: "（自然日）"}


@dataclass(frozen=True)
class Shown:
    """One docket shown on one day by one lawbook; links lead to `open_acts` only (None: to all)."""

    docket: Docket
    law: Lawbook
    today: date
    ref: str
    open_acts: frozenset[str] | None = None

    @cached_property
    def context(self) -> Context:
        """What the engine reads, for acts not yet filled in."""
        return Context(self.docket, self.law, prospective=True)

    def cite(self, ref: str, on: date | None = None) -> display.Cite:
        """A citation that opens the article as in force on the day of the act."""
        day = on or self.today
        return display.Cite(self.law.cite_text(ref), f"{link('law:article', ref)}?on={day.isoformat()}")

    def cites(self, refs: Iterable[str], on: date | None = None) -> tuple[display.Cite, ...]:
        """Several citations of one day."""
        return tuple(self.cite(r, on) for r in refs)

    def due(self, clock: Clock) -> display.Due:
        """How a clock stands: 剩 3 个工作日, 超期 2 日, 中止, 已办结."""
        state = clock.state(self.context, self.today)
        if clock.last is None:
            return display.Due("hold", "中止", note="暂停计时")
        if state == "done":
            return display.Due("done", "办结", on=clock.stopped)
        if clock.moment is not None:
            return display.Due(state, f"至 {clock.moment:%m-%d %H:%M}", on=clock.last.day)
        left = clock.days_left(self.context, self.today) or 0
        unit = UNIT_WORDS[Unit.WORKING_DAYS if clock.unit is Unit.WORKING_DAYS else Unit.CALENDAR_DAYS]
        text = f"超期 {-left} {unit}" if left < 0 else "今天到期" if left == 0 else f"剩 {left} {unit}"
        return display.Due(state, text.replace("  ", " "), on=clock.last.day, provisional=clock.last.provisional)

    def clock(self, clock: Clock) -> display.Clock:
        """The clock as a bar: what ran, what stood still and why, what is left."""
        end = clock.stopped or self.today
        last = clock.last.day if clock.last else max(end, clock.started)
        whole = max((last - clock.started).days, 1)
        parts: list[display.ClockPart] = []
        at = clock.started
        for pause in clock.pauses:
            parts.append(display.ClockPart("used", _share(at, pause.start, whole)))
            parts.append(display.ClockPart("pause", _share(pause.start, pause.end or end, whole)))
            at = pause.end or end
        parts.append(display.ClockPart("used", min(_share(at, end, whole), 100 - sum(p.share for p in parts))))
        paused = sum(p.days for p in clock.pauses)
        due = self.due(clock)
        unit = UNIT_WORDS[clock.unit]
        limit = f"{clock.number + clock.extended} {unit}{NATURAL.get(clock.unit, '')}".replace(" 日", " 日")
        spoken = f"{clock.title}，共{limit}，{due.text}" + (f"，{clock.pauses[0].title} {paused} 日不计" if paused else "")
        return display.Clock(
            label=clock.title,
            limit=limit,
            due=due,
            parts=tuple(p for p in parts if p.share > 0),
            starts=f"{clock.started:%m-%d}",
            ends=f"{last:%m-%d}",
            spoken=spoken,
            pause=f"{clock.pauses[0].title} {paused} 日不计" if paused else "",
            cite=self.cite(clock.cite[0], clock.started) if clock.cite else None,
        )

    def clocks(self) -> tuple[Clock, ...]:
        """Every clock of the docket that has started."""
        return clocks_of(self.context)

    def finding(self, found: Finding, on: date | None = None) -> display.Finding:
        """A finding with a link to the act that would make it lawful."""
        href = self._way_to(found.remedy_act, found.party) if found.remedy_act and self.ref else ""
        reason = found.reason
        who = self.docket.party(found.party)
        if who is not None and len(self.docket.parties) > 1:
            reason = f"{who.name}：{reason}"
        if found.not_before is not None:
            reason += f"（最早 {found.not_before:%m-%d}）"
        return display.Finding(
            code=found.code,
            reason=reason,
            cite=self.cite(found.cite[0], on) if found.cite else None,
            remedy=found.remedy,
            href=href,
            field=found.field or "",
        )

    def _way_to(self, act: str, party: str | None) -> str:
        """Where the act is taken; nothing for a reader to whom it is not open."""
        if self.open_acts is not None and act not in self.open_acts:
            return ""
        href = link("cases:step", self.ref, act)
        return f"{href}?party={party}" if party and self.docket.procedure.acts[act].per_party else href


def _share(start: date, end: date, whole: int) -> float:
    return max(0.0, min(100.0, 100 * (end - start).days / whole))
