"""Counts the statements of pages and acts on the data folder of the environment: `python -m tests.bench.statements`.

A process of its own, beside the served one: the whole request, with session, person and transaction; of savepoints none.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingheng.kit import installation
from mingheng.kit.paths import data_dir
from tests.bench.measures import CHECK, LEAD, OFFICER, STEP, pages
from tests.bench.site import HIDDEN, District


def counted_in(data: Path) -> dict[str, int]:
    """How often each page and act asks the database."""
    surroundings = {**os.environ, "MINGHENG_DATA": str(data)}
    words = [sys.executable, "-m", "tests.bench.statements"]
    done = subprocess.run(words, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout)
    return found


def counted(act: Callable[[], object]) -> int:
    """Statements of one call."""
    with CaptureQueriesContext(connection) as asked:
        act()
        return sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries)


def main() -> dict[str, int]:
    """The count of each, the second time: what a process reads once in its life is read."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    with installation.database(stays=True):
        district = District(data_dir())
        wanted = pages(district.long_cases())
        readers = {who: _reader(who) for who, _ in wanted.values()}
        found = {}
        for name, (who, path) in wanted.items():
            readers[who].get(path)
            found[name] = counted(partial(readers[who].get, path))
        for _ in range(2):
            page, found["create"] = _sent(readers[OFFICER], "/cases/new/", LEAD)
            _, found[STEP] = _sent(readers[OFFICER], f"{page}steps/check_lead/", CHECK)
    return found


def _reader(username: str) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(import_module("mingheng.organisation.models").Officer.objects.get(username=username))
    return client


def _sent(officer: Client, path: str, typed: Mapping[str, str]) -> tuple[str, int]:
    """Fill in the form of a page and send it: where it leads to, and what sending it asks."""
    form = {**dict(HIDDEN.findall(officer.get(path).content.decode())), **typed}
    led: list[str] = []
    asked = counted(lambda: led.append(officer.post(path, form).headers["Location"]))
    return led[0], asked


if __name__ == "__main__":
    print(json.dumps(main()))
