"""A person at a browser without scripts, over real connections: keeps cookies, reads forms, sends them."""

import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookiejar import CookieJar


@dataclass(frozen=True)
class Answer:
    """What came back, and from where after redirects."""

    status: int
    url: str
    body: str


class Forms(HTMLParser):
    """Collects what the forms of a page would send unchanged."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An input with a name and a value."""
        given = dict(attrs)
        name = given.get("name")
        if tag == "input" and name and given.get("type") not in {"radio", "checkbox", "file", "submit"}:
            self.values[name] = given.get("value") or ""


class Visitor:
    """One session."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> Answer:
        """Open a page. Raises OSError when nobody answers."""
        return self._ask(urllib.request.Request(self.site + path))

    def post(self, path: str, values: dict[str, str]) -> Answer:
        """Send a form. Raises OSError when nobody answers, or the answer breaks off."""
        return self._ask(urllib.request.Request(self.site + path, urllib.parse.urlencode(values).encode()))

    def sign_in(self, username: str, password: str) -> None:
        """Through the page."""
        form = Forms(self.get("/sign-in/").body).values
        answer = self.post("/sign-in/", {**form, "username": username, "password": password})
        assert "/sign-in/" not in answer.url, answer.body

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self.browser.open(request, timeout=20) as answer:
                return Answer(answer.status, answer.url, answer.read().decode())
        except urllib.error.HTTPError as answer:
            with answer:
                return Answer(answer.code, answer.url or "", answer.read().decode(errors="replace"))
