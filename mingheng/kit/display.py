"""Small frozen values that templates show: a deadline, a citation, a clock, a next action.

Rooms build these in their queries and views; the template tags in ``templatetags/kit.py`` draw
them. They carry finished words and answers, never rules: a template cannot decide what is lawful,
it can only show what the server has decided.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from zlib import crc32

from mingheng.kit.dates import entered_later

DueState = Literal["ok", "near", "over", "hold", "done"]
Tone = Literal["", "brand", "ok", "near", "over", "hold", "line"]


@dataclass(frozen=True)
class Badge:
    """One word about a row. ``tone`` is a colour of the design language, never the only message."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True)
class Cite:
    """A citation: what it says on screen and where the article opens as in force on the day."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody with a part in a row. ``part`` says which, such as 主办."""

    name: str
    part: str = ""

    @property
    def initial(self) -> str:
        """The family name, for the round mark."""
        return self.name[:1]

    @property
    def hue(self) -> int:
        """One of four soft colours, always the same one for the same name."""
        return (crc32(self.name.encode()) >> 8) % 4 + 1


@dataclass(frozen=True)
class Due:
    """A deadline. ``text`` names the unit (剩 2 个工作日); ``on`` is the last lawful day.

    ``note`` replaces the date in the second line, for instance while the clock stands still.
    ``provisional`` marks a limit that falls after the last loaded calendar year: not before ``on``.
    """

    state: DueState
    text: str
    on: date | None = None
    note: str = ""
    provisional: bool = False


@dataclass(frozen=True)
class ClockPart:
    """A stretch of a clock: time that counts (``used``) or that is left out (``pause``)."""

    kind: Literal["used", "pause"]
    share: float


@dataclass(frozen=True)
class Bar:
    """A stretch placed on its track, in per cent, ready for an SVG attribute."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True)
class Clock:
    """A statutory clock: its limit, what ran, what stood still and why, what is left.

    ``parts`` are shares in per cent of the whole track, in order; the rest is time left.
    ``spoken`` is the same in one sentence, for those who hear the page.
    """

    label: str
    limit: str
    due: Due
    parts: tuple[ClockPart, ...]
    starts: str
    ends: str
    spoken: str
    pause: str = ""
    cite: Cite | None = None

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The parts one after another."""
        bars, left = [], 0.0
        for part in self.parts:
            bars.append(Bar(part.kind, f"{left:.2f}%", f"{part.share:.2f}%"))
            left += part.share
        return tuple(bars)


@dataclass(frozen=True)
class Stage:
    """A legal stage of the case; ``note`` is the date it was passed or why it is not."""

    label: str
    state: Literal["done", "now", "todo"]
    note: str = ""


@dataclass(frozen=True)
class Proof:
    """What the record says about itself: 存证一致, 待固定 or 不一致已锁定."""

    state: Literal["intact", "waiting", "broken"]
    text: str
    fingerprint: str = ""
    href: str = ""


@dataclass(frozen=True)
class Milestone:
    """A station on the way of something, reached or not."""

    text: str
    done: bool


@dataclass(frozen=True)
class Quota:
    """Done out of required. ``href`` opens the rows that were counted."""

    done: int
    required: int
    label: str
    href: str = ""

    @property
    def state(self) -> str:
        """``ok`` when the legal minimum is met, ``short`` when begun, ``miss`` when nothing is done."""
        if self.done >= self.required:
            return "ok"
        return "short" if self.done else "miss"

    @property
    def width(self) -> str:
        """How far the bar reaches; the track ends a fifth past the minimum."""
        return f"{self._share(self.done):.1f}%"

    @property
    def tick(self) -> str:
        """Where the legal minimum stands on the track."""
        return f"{self._share(self.required):.1f}%"

    def _share(self, count: int) -> float:
        scale = max(self.done, self.required) * 1.2
        return 100 * count / scale if scale else 0.0


@dataclass(frozen=True)
class Precondition:
    """One thing the law asks before an act.

    ``kept`` is True when it is there, False when it is missing, None when it is looked at on submission;
    ``advice`` is none of the law's business. ``href`` leads to the place where the missing thing is done.
    """

    text: str
    kept: bool | None
    cite: Cite | None = None
    href: str = ""
    advice: bool = False

    @property
    def state(self) -> str:
        """One of kept, miss, later, advice."""
        return "advice" if self.advice else {True: "kept", False: "miss", None: "later"}[self.kept]

    @property
    def mark(self) -> str:
        """The icon beside it."""
        return {"kept": "check", "miss": "cross", "later": "ring", "advice": "warning"}[self.state]

    @property
    def spoken(self) -> str:
        """The icon in words."""
        return {"kept": "已具备：", "miss": "还缺：", "later": "提交时核对：", "advice": "提示："}[self.state]


@dataclass(frozen=True)
class Finding:
    """Why an act is refused: a stable code, the reason, its article and the way out.

    ``field`` is the name of the form field it is about, empty when it is about the docket.
    """

    code: str
    reason: str
    cite: Cite | None = None
    remedy: str = ""
    href: str = ""
    field: str = ""


@dataclass(frozen=True)
class Blocked:
    """An act that cannot be done now, with every reason at once."""

    title: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ActLink:
    """Another lawful act of this moment. ``key`` is its single-key shortcut, if it has one."""

    label: str
    href: str
    icon: str = "pencil"
    key: str = ""


@dataclass(frozen=True)
class NextAct:
    """The one next lawful act.

    ``whose`` is 轮到你 or the name of the person it waits for; ``button`` is empty when the reader
    may not do it, and then ``foot`` says who may. ``acts`` are likely now, ``more`` are lawful too.
    """

    title: str
    why: str
    preconditions: tuple[Precondition, ...]
    button: str = ""
    href: str = ""
    whose: str = "轮到你"
    clock: str = ""
    foot: str = ""
    acts: tuple[ActLink, ...] = ()
    more: tuple[ActLink, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A line of the timeline, newest first.

    ``happened`` is the legal time of the act and ``recorded`` when the system received it; both are
    shown where it was entered later.
    """

    kind: Literal["law", "party", "system", "warn", "plain"]
    icon: str
    title: str
    happened: date | datetime
    recorded: datetime | None = None
    text: str = ""
    by: str = ""
    cites: tuple[Cite, ...] = ()
    href: str = ""

    @property
    def late(self) -> bool:
        """Whether the act was entered later than it happened."""
        return self.recorded is not None and entered_later(self.happened, self.recorded)

    @property
    def timed(self) -> bool:
        """Whether the legal time is known to the minute."""
        return isinstance(self.happened, datetime)


@dataclass(frozen=True)
class Range:
    """A discretion range in yuan: the statutory span, the benchmark band and the proposed point."""

    low: Decimal
    high: Decimal
    band_low: Decimal | None = None
    band_high: Decimal | None = None
    band_label: str = ""
    point: Decimal | None = None
    point_label: str = "拟处"

    def at(self, amount: Decimal) -> float:
        """Where an amount stands on the span, in per cent, never outside it."""
        span = self.high - self.low
        return float(min(max((amount - self.low) / span, Decimal(0)), Decimal(1)) * 100) if span else 0.0

    @property
    def band(self) -> Bar | None:
        """The benchmark band, placed."""
        if self.band_low is None or self.band_high is None:
            return None
        left = self.at(self.band_low)
        return Bar("band", f"{left:.2f}%", f"{self.at(self.band_high) - left:.2f}%")

    @property
    def mark(self) -> str:
        """The proposed point, placed; empty when there is none yet."""
        return "" if self.point is None else f"{self.at(self.point):.2f}%"


@dataclass(frozen=True)
class Section:
    """Fields of a form that belong together, by name. Fields in no section come last."""

    title: str
    names: tuple[str, ...]
    hint: str = ""


@dataclass(frozen=True)
class Task:
    """A row of the worklist: what to do, by when, in which matter, on what ground, by whom.

    ``key`` names the row in URLs; ``href`` opens the matter and ``peek`` its preview.
    ``mine`` lists the reader's parts in it (handler, second, first_review …) for the tabs on top.
    """

    key: str
    verb: str
    subject: str
    matter: str
    number: str
    stage: str
    due: Due
    href: str
    peek: str = ""
    cite: Cite | None = None
    people: tuple[Person, ...] = ()
    badge: Badge | None = None
    mine: frozenset[str] = frozenset()
    unit: str = ""


@dataclass(frozen=True)
class Peek:
    """The preview beside the worklist."""

    number: str
    subject: str
    summary: str
    href: str
    next: NextAct | None
    dues: tuple[tuple[str, Due], ...] = ()
    clock: Clock | None = None
    blocked: tuple[Blocked, ...] = ()
    entries: tuple[Entry, ...] = ()
