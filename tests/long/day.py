"""A working day of many people over HTTP: the worklist, lists, searches, cases, new leads, steps, and steps that are refused."""

import random
import statistics
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar
from urllib.parse import quote

from mingheng.kit import clock
from tests.bench.measures import CHECK, LEAD
from tests.bench.site import Caller

TOLD_EVERY = 20.0  # seconds
SQUADS = range(1, 13)
WORDS = ("云汀路", "渣土", "摆摊", "石舫路 餐饮", "油烟", "2026")
LISTS = ("/cases/", "/cases/?state=all&stage=archive", "/cases/?state=all&page=2", "/cases/?due=over", "/approvals/")
PATIENCE = 60.0  # seconds in which everybody who is at it comes to an end
REFUSED, TAKEN = 422, 302
T = TypeVar("T")


@dataclass
class Day:
    """What happened: milliseconds by what was done, what went wrong, the forms accepted, the steps of each new case."""

    spans: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    cases: dict[str, int] = field(default_factory=dict)

    def told(self) -> str:
        """How often each was done, and how long it took: the median, a twentieth over, the longest."""
        lines = [f"{sum(map(len, self.spans.values()))} requests, {len(self.tokens)} acts, {len(self.wrong)} errors"]
        for name, spans in sorted(self.spans.items()):
            ordered = sorted(spans)
            late = ordered[int(len(ordered) * 0.95)]
            lines.append(
                f"  {name:<12} {len(ordered):>6} × {statistics.median(ordered):>6.0f} ms {late:>6.0f} ms {ordered[-1]:>6.0f} ms"
            )
        return "\n".join(lines)


def usernames(people: int) -> list[str]:
    """Two officers of each squad, then squad leaders, then who sees every case."""
    officers = [f"LJ{squad:02}{seat:02}" for seat in (3, 4) for squad in SQUADS]
    leaders = [f"LJ{squad:02}01" for squad in SQUADS[:6]]
    return [*officers, *leaders, "LJ0003", "LJ2301"][:people]


def working_day(port: int, *, people: int, seconds: float) -> Day:
    """Let so many people work for so long, each as fast as the pages come."""
    day, ends = Day(), time.monotonic() + seconds
    threads = [threading.Thread(target=_work, args=(port, name, day, ends), daemon=True) for name in usernames(people)]
    for thread in threads:
        thread.start()
    while (left := ends - time.monotonic()) > 0:
        time.sleep(min(TOLD_EVERY, left))
        sys.stderr.write(f"{max(0.0, ends - time.monotonic()):.0f} s to go: {day.told()}\n")
    for thread in threads:
        thread.join(PATIENCE)
    day.wrong += [
        f"{name} does not come back" for name, thread in zip(usernames(people), threads, strict=True) if thread.is_alive()
    ]
    return day


def _work(port: int, name: str, day: Day, ends: float) -> None:
    """One person's day; an error is written down, and the next round begun."""
    chance, person = random.Random(name), Person(port, name, day)
    with closing(person.caller):
        _work_on(person, chance, ends)


def _work_on(person: "Person", chance: random.Random, ends: float) -> None:
    while time.monotonic() < ends:
        for deed in person.deeds(chance):
            try:
                deed()
            except Exception as error:  # noqa: BLE001  # whatever it is, it is an error a person met
                person.day.wrong.append(f"{person.name}: {type(error).__name__} {str(error)[:300]}")
                break
            if time.monotonic() > ends:
                break


class Person:
    """Somebody at the pages."""

    def __init__(self, port: int, name: str, day: Day) -> None:
        self.name, self.day = name, day
        self.caller = Caller(port)
        self.handles = name[4:] in ("03", "04") and int(name[2:4]) in SQUADS
        self.signed_in = False

    def deeds(self, chance: random.Random) -> Iterator[Callable[[], object]]:
        """One round."""
        if not self.signed_in:
            yield self._sign_in
        yield lambda: self._open("worklist", "/")
        yield lambda: self._open("list", chance.choice(LISTS))
        yield lambda: self._open("search", f"/search/?q={quote(chance.choice(WORDS))}")
        yield lambda: self._open_a_case(chance)
        if self.handles:
            yield self._lead_and_first_step

    def _sign_in(self) -> None:
        self._timed("sign in", lambda: self.caller.sign_in(self.name))
        self.signed_in = True

    def _open(self, what: str, path: str) -> str:
        return self._timed(what, lambda: self.caller.get(path))

    def _open_a_case(self, chance: random.Random) -> None:
        page = self._open("list", "/cases/?state=all")
        refs = sorted({part.partition("/")[0] for part in page.split('href="/cases/20')[1:]})
        if refs:
            self._open("case page", f"/cases/20{chance.choice(refs)}/")

    def _lead_and_first_step(self) -> None:
        """A lead, a step on it that is refused, the same step lawfully, and the same form once more."""
        page = self._sent("create", "/cases/new/", LEAD)
        ref = page.strip("/").rpartition("/")[2]
        self.day.cases[ref] = 1
        path = f"/cases/{ref}/steps/check_lead/"
        form = {**self._form(path), **CHECK}
        tomorrow = {"happened-day": (clock.today() + timedelta(days=1)).isoformat()}
        self._timed("refused step", lambda: self.caller.post(path, {**form, **tomorrow}, answer=REFUSED))
        self._timed("step", lambda: self.caller.post(path, form, answer=TAKEN))
        self.day.tokens.append(form["token"])
        self.day.cases[ref] = 2
        self._timed("sent again", lambda: self.caller.post(path, form, answer=TAKEN))
        assert CHECK["findings"] in self._open("step page", f"/cases/{ref}/taken/2/"), "the step cannot be seen when it was taken"

    def _sent(self, what: str, path: str, typed: dict[str, str]) -> str:
        form = {**self._form(path), **typed}
        led = self._timed(what, lambda: self.caller.post(path, form, answer=TAKEN))
        self.day.tokens.append(form["token"])
        return led

    def _form(self, path: str) -> dict[str, str]:
        return self._timed("form", lambda: self.caller.hidden(path))

    def _timed(self, what: str, deed: Callable[[], T]) -> T:
        began = time.perf_counter()
        answer = deed()
        self.day.spans[what].append(1000 * (time.perf_counter() - began))
        return answer
