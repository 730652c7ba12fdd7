"""A backup holds everything; it is verified before anything is replaced, and replaces all or nothing."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from mingheng.kit.postgres import DATABASE, SUPERUSER, Cluster
from tests.trouble.conftest import folder_for_all
from tests.trouble.servers import Server, mingheng

pytestmark = pytest.mark.trouble
ROW = ("key", "data", "2026-11-21 11:05:40+08")
INSERT = "INSERT INTO django_session VALUES (%s, %s, %s)"


@pytest.fixture(scope="module")
def backup(data: Path) -> Iterator[Path]:
    """An archive of an installation with one row and one file."""
    assert mingheng(data, "migrate").returncode == 0
    with Cluster(data).running() as cluster, psycopg.connect(cluster.url(SUPERUSER, DATABASE)) as connection:
        connection.execute(INSERT, ROW)
    (data / "files" / "2026").mkdir(parents=True)
    (data / "files" / "2026" / "照片.jpg").write_bytes(b"picture")
    with folder_for_all() as folder:
        made = mingheng(data, "backup", str(folder / "made.tar"))
        assert made.returncode == 0, made.stderr
        yield folder / "made.tar"


def sessions(data: Path) -> list[str]:
    with Cluster(data).running() as cluster, psycopg.connect(cluster.url(SUPERUSER, DATABASE)) as connection:
        return [key for (key,) in connection.execute("SELECT session_key FROM django_session ORDER BY 1")]


def test_everything_comes_back(backup: Path, data: Path, open_folder: Path) -> None:
    restored = mingheng(open_folder, "restore", str(backup))
    assert restored.returncode == 0, restored.stderr
    assert sessions(open_folder) == ["key"]
    assert (open_folder / "files/2026/照片.jpg").read_bytes() == b"picture"
    for key in ("secret_key", "master_key"):
        assert (open_folder / "secrets" / key).read_bytes() == (data / "secrets" / key).read_bytes()
        assert (open_folder / "secrets" / key).stat().st_mode & 0o077 == 0


def test_the_application_may_do_no_more_than_before(backup: Path, open_folder: Path) -> None:
    assert mingheng(open_folder, "restore", str(backup)).returncode == 0
    with Cluster(open_folder).running() as cluster, psycopg.connect(cluster.url("mingheng_app")) as connection:
        connection.execute("SELECT 1 FROM django_session")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM ledger_entry")


def test_only_its_owner_can_read_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


def test_an_installation_with_data_is_not_overwritten_unasked(backup: Path, open_folder: Path) -> None:
    assert mingheng(open_folder, "migrate").returncode == 0
    refused = mingheng(open_folder, "restore", str(backup))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert sessions(open_folder) == []
    assert mingheng(open_folder, "restore", "--replace", str(backup)).returncode == 0
    assert sessions(open_folder) == ["key"]


def test_an_altered_part_is_found_before_anything_changes(backup: Path, open_folder: Path) -> None:
    altered = rewritten(backup, open_folder / "altered.tar", "files/2026/照片.jpg", b"another")
    refused = mingheng(open_folder / "data", "restore", str(altered))
    assert refused.returncode == 1
    assert "files/2026/照片.jpg" in refused.stderr
    assert not (open_folder / "data/files").exists()


def test_a_dump_that_does_not_load_leaves_the_old_data(backup: Path, open_folder: Path) -> None:
    assert mingheng(open_folder, "restore", str(backup)).returncode == 0
    broken = rewritten(backup, open_folder / "broken.tar", "database.dump", b"PGDMP but no more", honest=True)
    refused = mingheng(open_folder, "restore", "--replace", str(broken))
    assert refused.returncode == 1
    assert "原数据未动" in refused.stderr
    assert sessions(open_folder) == ["key"]
    assert (open_folder / "files/2026/照片.jpg").exists()


def test_no_part_can_be_written_outside(backup: Path, open_folder: Path) -> None:
    sly = rewritten(backup, open_folder / "sly.tar", "files/../../../outside", b"sly", honest=True)
    refused = mingheng(open_folder / "a/b/data", "restore", str(sly))
    assert refused.returncode == 1
    assert list(open_folder.rglob("outside")) == []


def test_it_is_made_while_serving_and_not_restored_while_serving(serve: Callable[[], Server], data: Path, backup: Path) -> None:
    server = serve()
    live = backup.with_name(f"live-{os.getpid()}.tar")
    assert mingheng(data, "backup", str(live)).returncode == 0
    refused = mingheng(data, "restore", "--replace", str(live))
    assert refused.returncode == 1
    assert "停止" in refused.stderr
    assert server.answers()


def test_an_existing_file_is_not_overwritten(backup: Path, data: Path) -> None:
    before = backup.read_bytes()
    assert mingheng(data, "backup", str(backup)).returncode != 0
    assert backup.read_bytes() == before


def rewritten(archive: Path, target: Path, name: str, content: bytes, *, honest: bool = False) -> Path:
    """A copy of the archive with one part changed or added; `honest` puts its digest into the manifest."""
    with tarfile.open(archive) as source:
        parts = {member.name: opened.read() for member in source if (opened := source.extractfile(member))}
    parts[name] = content
    manifest = json.loads(parts["manifest.json"])
    if honest:
        manifest["parts"][name] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    parts["manifest.json"] = json.dumps(manifest).encode()
    with tarfile.open(target, "w") as made:
        for part, body in parts.items():
            entry = tarfile.TarInfo(part)
            entry.size = len(body)
            made.addfile(entry, io.BytesIO(body))
    return target
