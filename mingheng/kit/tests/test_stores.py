"""What every store of files promises. The list of stores grows by a line for each service the suite is run against."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

from mingheng.kit.stores.folder import FolderStore

DATA = os.urandom(3 << 20)


@pytest.fixture
def store(tmp_path: Path) -> Storage:
    return FolderStore(tmp_path / "files")


class Breaking(File):  # type: ignore[type-arg]  # generic only in the stubs
    """Content whose reading fails half-way, as when a client goes away."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"half"
        raise ConnectionResetError("gone")


def names(store: Storage, path: str = "") -> list[str]:
    folders, files = store.listdir(path)
    return sorted(files + [f"{folder}/{name}" for folder in folders for name in names(store, f"{path}{folder}/")])


def test_it_gives_back_what_was_put_in(store: Storage) -> None:
    assert store.save("ab/cd/one", ContentFile(DATA)) == "ab/cd/one"
    assert store.size("ab/cd/one") == len(DATA)
    assert store.exists("ab/cd/one")
    with store.open("ab/cd/one") as file:
        assert file.read() == DATA


def test_it_reads_from_any_place(store: Storage) -> None:
    store.save("one", ContentFile(DATA))
    with store.open("one") as file:
        file.seek(len(DATA) - 100)
        assert file.read(50) == DATA[-100:-50]
        file.seek(10)
        assert file.read(5) == DATA[10:15]
        assert file.seek(0, io.SEEK_END) == len(DATA)
        assert file.read() == b""


def test_a_name_that_is_taken_is_refused_and_the_first_file_stays(store: Storage) -> None:
    store.save("one", ContentFile(b"first"))
    with pytest.raises(FileExistsError):
        store.save("one", ContentFile(b"second"))
    with store.open("one") as file:
        assert file.read() == b"first"


def test_a_file_cut_off_half_way_leaves_nothing(store: Storage) -> None:
    with pytest.raises(ConnectionResetError):
        store.save("ab/one", Breaking(io.BytesIO(b"")))
    assert not store.exists("ab/one")
    assert not [name for name in names(store) if not name.endswith("/")]


def test_what_is_not_there_is_said_so(store: Storage) -> None:
    assert not store.exists("none")
    with pytest.raises(FileNotFoundError):
        store.open("none")
    with pytest.raises(FileNotFoundError):
        store.size("none")
    store.delete("none")


def test_it_lists_and_deletes(store: Storage) -> None:
    for name in ("ab/one", "ab/two", "three"):
        store.save(name, ContentFile(b"x"))
    assert names(store) == ["ab/one", "ab/two", "three"]
    store.delete("ab/one")
    assert names(store) == ["ab/two", "three"]
    assert store.get_modified_time("three").tzinfo is not None


def test_files_have_no_address(store: Storage) -> None:
    with pytest.raises(NotImplementedError):
        store.url("one")


def test_a_folder_never_writes_outside_itself(store: Storage, tmp_path: Path) -> None:
    for name in ("../out", "/etc/out", "ab/../../out"):
        with pytest.raises(SuspiciousFileOperation):
            store.save(name, ContentFile(b"x"))
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "files") == []


def test_a_folder_keeps_files_readable_by_their_owner_only(store: Storage, tmp_path: Path) -> None:
    store.save("ab/one", ContentFile(b"x"))
    assert (tmp_path / "files/ab/one").stat().st_mode & 0o777 == 0o400
    assert (tmp_path / "files/ab").stat().st_mode & 0o777 == 0o700
