"""What is measured of the pages and acts, what each may cost, and how it is done over HTTP."""

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from mingheng.kit import clock
from tests.bench.site import Caller

ROUNDS = 25
OFFICER, HEAD = "LJ0103", "LJ0003"  # a squad's officer, and who sees every case
LIST = "/cases/?state=all&stage=archive&page=2"
COMMON, RARE = "云汀路", "云汀路 渣土"
TODAY = {"happened-day": clock.today().isoformat(), "happened-minute": "00:01"}
LEAD = {"source": "patrol", "content": "巡查发现人行道上有人摆摊卖水果", "place": "云汀街道云汀路1号", **TODAY}
CHECK = {"result": "suspected", "findings": "现场核查，占用人行道约两平方米，已拍照固定", **TODAY}
VIEW, INSERT = "/bench/view/", "/bench/insert/"  # see `plain`
PLAIN_VIEW, PLAIN_INSERT = "plain view", "plain insert"
BY_SQUAD, BY_ALL = "list of 50, filtered, squad member", "list of 50, filtered, sees all"
STEP = "step"


@dataclass(frozen=True)
class Limit:
    """What a page or an act may take: milliseconds, statements."""

    milliseconds: int
    statements: int | None = None


LIMITS: Mapping[str, Limit] = {
    "create": Limit(60, 20),
    STEP: Limit(50, 20),
    BY_SQUAD: Limit(40, 8),
    BY_ALL: Limit(40, 8),
    "list, all open": Limit(40, 8),
    "case page, under way": Limit(80),
    "case page, closed": Limit(80),
    "search, a common word": Limit(60, 8),
    "search, rare words": Limit(60, 8),
    "search, sees all": Limit(60, 8),
    "worklist": Limit(60, 8),
    "worklist, sees all": Limit(60, 8),
}


@dataclass(frozen=True)
class Measured:
    """Milliseconds of every round."""

    name: str
    rounds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median."""
        return statistics.median(self.rounds)

    @property
    def late(self) -> float:
        """A tenth of the rounds took longer."""
        return sorted(self.rounds)[int(len(self.rounds) * 0.9)]


def pages(cases: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Who opens what; `cases` are the references of a long case that is under way and of one that is closed."""
    return {
        BY_SQUAD: (OFFICER, LIST),
        BY_ALL: (HEAD, LIST),
        "list, all open": (OFFICER, "/cases/"),
        "case page, under way": (OFFICER, f"/cases/{cases['open']}/"),
        "case page, closed": (OFFICER, f"/cases/{cases['closed']}/"),
        "search, a common word": (OFFICER, f"/search/?q={quote(COMMON)}"),
        "search, rare words": (OFFICER, f"/search/?q={quote(RARE)}"),
        "search, sees all": (HEAD, f"/search/?q={quote(COMMON)}"),
        "worklist": (OFFICER, "/"),
        "worklist, sees all": (HEAD, "/"),
    }


def measured(port: int, cases: Mapping[str, str]) -> Iterator[Measured]:
    """Every page and act, the plain ones first."""
    readers = {who: Caller(port).sign_in(who) for who in (OFFICER, HEAD)}
    stranger = Caller(port)
    yield timed(PLAIN_VIEW, lambda: stranger.get(VIEW))
    yield timed(PLAIN_INSERT, lambda: stranger.post(INSERT, {}))
    yield from _acts(readers[OFFICER])
    for name, (who, path) in pages(cases).items():
        yield timed(name, partial(readers[who].get, path))


def timed(name: str, act: Callable[[], object]) -> Measured:
    """So many rounds, after two to warm up."""
    return Measured(name, tuple(_span(act) for _ in range(ROUNDS + 2))[2:])


def _acts(officer: Caller) -> Iterator[Measured]:
    """A lead through its form, and the first step of each, which must be seen as soon as it is taken."""
    leads: list[str] = []
    stepped = []

    def create(form: Mapping[str, str]) -> None:
        leads.append(officer.post("/cases/new/", {**form, **LEAD}))

    created = [_span(partial(create, officer.hidden("/cases/new/"))) for _ in range(ROUNDS + 2)]
    for page in leads:
        path = f"{page}steps/check_lead/"
        stepped.append(_span(partial(officer.post, path, {**officer.hidden(path), **CHECK})))
        assert CHECK["findings"] in officer.get(f"{page}taken/2/"), page
    yield Measured("create", tuple(created[2:]))
    yield Measured(STEP, tuple(stepped[2:]))


def _span(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)
