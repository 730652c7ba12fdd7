"""The data folder of an older version is taken over by this one with every row.

The older version is the commit named in `UPGRADE_FROM` beside this file: one that was in use.
"""

import logging
import subprocess
from pathlib import Path

import psycopg
import pytest

from mingheng.kit.paths import CHECKOUT
from mingheng.kit.postgres import DATABASE, SUPERUSER, Cluster
from tests.trouble.servers import Server, mingheng

pytestmark = pytest.mark.trouble
UPGRADE_FROM = Path(__file__).with_name("UPGRADE_FROM")
PASSING = {"auth_permission", "django_content_type", "django_migrations", "django_session", "ledger_outbox"}  # not kept for ever


def older_code(target: Path) -> Path:
    """The files of the older commit under `target`; this checkout where it came without its history."""
    commit = UPGRADE_FROM.read_text(encoding="ascii").strip()
    known = subprocess.run(["git", "cat-file", "-e", f"{commit}^{{commit}}"], cwd=CHECKOUT, check=False, capture_output=True)
    if known.returncode:
        logging.getLogger(__name__).warning("commit %s is not in this clone: its own data is taken over instead", commit)
        return CHECKOUT
    packed = subprocess.run(["git", "archive", commit], cwd=CHECKOUT, capture_output=True, check=True).stdout
    target.mkdir()
    subprocess.run(["tar", "-x", "-C", target], input=packed, check=True)
    return target


def rows(data: Path) -> dict[str, int]:
    """How many rows each of our tables has."""
    with Cluster(data).running() as cluster, psycopg.connect(cluster.url(SUPERUSER, DATABASE)) as connection:
        names = [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in names if name not in PASSING}
    return {name: count[0] for name, count in counts.items() if count}


def test_an_older_installation_is_upgraded_with_all_its_rows(open_folder: Path) -> None:
    old = older_code(open_folder / "old")
    data = open_folder / "data"
    for words in (["migrate"], ["law", "load"], ["demo", "seed"]):
        made = mingheng(data, *words, code=old)
        assert made.returncode == 0, made.stderr
    before = rows(data)
    server = Server(data).wait_until_it_serves()
    assert server.answers()
    server.process.terminate()
    server.process.wait(30)
    after = rows(data)
    assert sum(before.values()) > 0
    assert {name: count for name, count in before.items() if after.get(name, 0) < count} == {}
