"""Working at the desk as a person does: opening an act, filling its form field by field, sending it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from mingheng.kit.dates import SHANGHAI
from mingheng.organisation.models import Officer
from tests.browser.conftest import SignIn
from tests.fixtures.browser import Live, go
from tests.scenarios.road import law


@dataclass(frozen=True)
class Left:
    """A form as somebody left it: refused, with all that he typed still in it."""

    url: str = ""
    act: str = ""
    by: Officer | None = None
    at: datetime | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    def matches(self, url: str, act: str, by: Officer, at: datetime, facts: Mapping[str, Any]) -> bool:
        """Whether the same person tries the same act again at once, with no field emptied: only what differs is typed again."""
        return (self.url, self.act, self.by, self.at) == (url, act, by, at) and set(self.facts) <= set(facts)


@dataclass
class Workbench:
    """One browser; people take turns at it, and who signed in once has his session where he left it."""

    live: Live
    page: Page
    sign_in: SignIn
    people: Mapping[int, Officer]
    photo: Path
    ref: str = ""
    minute: str = "16:30"
    sitting: Officer | None = None
    sessions: dict[int, list[Any]] = field(default_factory=dict)
    left: Left = field(default_factory=Left)

    def sit(self, officer: Officer) -> None:
        """Somebody takes the seat: with the session he has, or he signs in."""
        if self.sitting == officer:
            return
        if self.sitting:
            self.sessions[self.sitting.pk] = self.page.context.cookies()
        self.page.context.clear_cookies()
        if officer.pk in self.sessions:
            self.page.context.add_cookies(self.sessions[officer.pk])
        else:
            self.sign_in(self.page, officer)
        self.sitting = officer

    def open(self, act: str) -> None:
        """Go to the page of an act."""
        place = "new/" if act == "register_lead" else f"{self.ref}/steps/{act}/"
        self.page.goto(f"{self.live.url}/cases/{place}")

    def attempt(self, act: str, day: date, by: Officer, facts: Mapping[str, Any], minute: str = "16:30") -> list[str]:
        """Try an act: the reasons shown when it is refused, nothing when it was taken."""
        self.minute = minute
        self.live.at = datetime.combine(day, max(time(16, 30), time.fromisoformat(minute)), SHANGHAI)
        self.sit(by)
        left = self.left if self.left.matches(self.page.url, act, by, self.live.at, facts) else Left()
        if not left.act:
            self.open(act)
        if self.page.locator("button[data-submit]").count() == 0:
            return self.reasons()
        self.fill(act, day, facts, left.facts)
        self.left = Left(self.page.url, act, by, self.live.at, facts)
        before = self.page.url
        go(self.page.locator("button[data-submit]"))
        confirm = self.page.locator(".confirm button[data-submit]")
        if confirm.count():
            go(confirm)
        if act == "register_lead" and self.page.url != before:
            self.ref = self.page.url.rstrip("/").rpartition("/")[2]
        return self.reasons() if "/steps/" in self.page.url or "/new/" in self.page.url else []

    def take(self, act: str, day: date, by: Officer, facts: Mapping[str, Any]) -> None:
        """An act that must be accepted."""
        refused = self.attempt(act, day, by, facts)
        assert refused == [], f"{act}: {refused}"

    def reasons(self) -> list[str]:
        """Every reason on the page with its article and the way out."""
        found = self.page.locator(".findings li, .blocked p, .field .err")
        return [text.strip() for text in found.all_inner_texts()]

    def fill(self, act: str, day: date, facts: Mapping[str, Any], there: Mapping[str, Any]) -> None:
        """Fill in the form of the act, but for what is `there`; facts not given keep what the form offers."""
        spec = law().procedure("ordinary").acts[act]
        if there:
            pass
        elif spec.happened == "minute":
            self.text("happened-day", day.isoformat())
            self.text("happened-minute", self.minute)
        elif spec.happened == "day":
            self.text("happened", day.isoformat())
        for name, fact in spec.facts.items():
            if name in facts and (fact.type == "files" or name not in there or there[name] != facts[name]):
                self.enter(name, fact.type, facts[name])

    def enter(self, name: str, kind: str, value: Any) -> None:
        """One field, by its kind."""
        special: dict[str, Callable[[str, Any], None]] = {
            "officer_pair": self.pair,
            "officer": lambda field, officer: self.choose(field, str(self.people[officer].pk)),
            "flag": lambda field, ticked: self.page.locator(f"[name='{field}']").set_checked(bool(ticked)),
            "files": lambda field, named: self.page.locator(f"[name='{field}']").set_input_files(self.picture(named)),
            "elements": lambda field, _: self.page.locator(f"input[name='{field}']").first.check(),
            "plan": self.rows, "points": self.rows, "answers": self.rows, "views": self.rows, "agents": self.rows, "mends": self.rows, "review_items": self.items,
            "things": self.rows, "proofs": self.rows,
        }  # fmt: skip
        if kind in special:
            special[kind](name, value)
        elif self.page.locator(f"select[name='{name}']").count():
            self.choose(name, str(value))
        elif self.page.locator(f"input[type=radio][name='{name}']").count():
            self.page.locator(f"input[type=radio][name='{name}'][value='{value}']").check()
        else:
            self.text(name, value.isoformat() if isinstance(value, date) else str(value))

    def picture(self, named: Any) -> Path:
        """The one photograph, or under a name of its own another one."""
        if not isinstance(named, str):
            return self.photo
        other = self.photo.with_name(f"{named}.jpg")
        Image.new("RGB", (320, 240), (150, 120, len(named))).save(other)
        return other

    def pair(self, name: str, officers: list[int]) -> None:
        """Two officers."""
        for part, officer in zip(("first", "second"), officers, strict=True):
            self.choose(f"{name}-{part}", str(self.people[officer].pk))

    def rows(self, name: str, value: list[dict[str, Any]]) -> None:
        """A list, with as many rows as it takes."""
        while self.page.locator(f"[name='{name}-{len(value) - 1}-{next(iter(value[0]))}']").count() == 0:
            go(self.page.locator(f"button[name='{name}-more']"))
        for n, row in enumerate(value):
            for key, cell in row.items():
                word = {True: "yes", False: "no"}.get(cell, cell) if isinstance(cell, bool) else cell
                if key == "officer":
                    self.choose(f"{name}-{n}-{key}", str(self.people[int(cell)].pk))
                    continue
                if self.page.locator(f"select[name='{name}-{n}-{key}']").count():
                    self.choose(f"{name}-{n}-{key}", str(cell))
                    continue
                radio = self.page.locator(f"input[type=radio][name='{name}-{n}-{key}'][value='{word}']")
                if radio.count():
                    radio.check()
                else:
                    self.text(f"{name}-{n}-{key}", str(cell))

    def items(self, name: str, value: list[dict[str, str]]) -> None:
        """The points of a legal review: each opened, judged and argued."""
        for row in value:
            point = self.page.locator(f"li[data-mark='{row['key']}']")
            point.locator(f"input[name='{name}-{row['key']}-verdict'][value='{row['verdict']}']").check()
            reason = point.locator(f"[name='{name}-{row['key']}-reason']")
            if not reason.is_visible():
                point.locator("[data-unfold]").click()
            reason.fill(row["reason"])
            if "mend" in row:
                point.locator(f"[name='{name}-{row['key']}-mend']").fill(row["mend"])
                self.choose(f"{name}-{row['key']}-act", row["act"])

    def text(self, name: str, value: str) -> None:
        """Type into one field."""
        self.page.locator(f"[name='{name}']").fill(value)

    def choose(self, name: str, value: str) -> None:
        """Choose from a list."""
        self.page.locator(f"select[name='{name}']").select_option(value)
