"""Counts statements of pages and acts on the data folder of the environment: `python -m tests.bench.statements`."""

import os
from collections.abc import Callable
from functools import partial
from importlib import import_module

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

PAGES = {
    "list of 50, squad member": ("LJ0103", "/cases/?state=all&stage=archive&page=2"),
    "list of 50, sees all": ("LJ0003", "/cases/?state=all&stage=archive&page=2"),
    "search": ("LJ0103", "/search/?q=云汀路"),
    "search, sees all": ("LJ0003", "/search/?q=云汀路"),
    "worklist": ("LJ0103", "/"),
    "worklist, sees all": ("LJ0003", "/"),
}


def counted(act: Callable[[], object]) -> int:
    """Statements of one call, the second one: what a process reads once in its life is read."""
    act()
    with CaptureQueriesContext(connection) as asked:
        act()
    return sum("SAVEPOINT" not in query["sql"] for query in asked)


def main() -> None:
    """Say each count on a line."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    bench = import_module("tests.bench.bench_pages")
    officers, cases = (
        import_module("mingheng.organisation.models").Officer.objects,
        import_module("mingheng.cases.models").Case.objects,
    )

    def visitor(username: str) -> Client:
        found = Client(HTTP_HOST="localhost")
        found.force_login(officers.get(username=username))
        return found

    for name, (username, path) in PAGES.items():
        say(name, counted(partial(visitor(username).get, path)))
    officer, refs = visitor("LJ0103"), list[str]()
    long = cases.filter(unit="yunting", closed=True, source="").order_by("-steps").first()
    say("case page", counted(lambda: officer.get(f"/cases/{long.ref}/")))
    say("create", counted(lambda: refs.append(officer.post("/cases/new/", bench.LEAD)["Location"].strip("/").rpartition("/")[2])))
    say("step", counted(lambda: officer.post(f"/cases/{refs.pop()}/steps/check_lead/", bench.CHECK)))
    say("cases", cases.count())


def say(name: str, count: int) -> None:
    """One line."""
    print(f"{name}: {count}")


if __name__ == "__main__":
    main()
