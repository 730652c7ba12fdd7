"""Taking files in: what is kept, what is refused, and that a refusal leaves nothing behind."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.datastructures import MultiValueDict

from mingheng.evidence import actions, queries
from mingheng.evidence.models import Description, Evidence
from mingheng.evidence.rules import FileRefused
from mingheng.evidence.tests import samples
from mingheng.kit.dates import SHANGHAI
from mingheng.kit.forms import EvidenceUpload
from mingheng.ledger import queries as ledger
from mingheng.ledger.actions import erase_chain, sequence_entries
from mingheng.ledger.rules import ContentErased, Json
from tests.cast import Cast

AT = datetime(2026, 11, 21, 10, 0, tzinfo=SHANGHAI)
TAKEN = AT - timedelta(hours=2)
FOLDER = UUID(int=7)
PICTURE = samples.picture()


def take_in(by: Any, content: bytes = PICTURE, name: str = "现场.jpg", **changed: Any) -> Evidence:
    details: dict[str, Any] = {
        "folder": FOLDER,
        "uploads": [SimpleUploadedFile(name, content)],
        "kind": "documentary",
        "title": "占道摆摊现场照片",
        "source": "现场拍摄",
        "maker": "陈砚秋",
        "taken_at": TAKEN,
        "place": "云汀路18号",
        "proves": ["conduct"],
    }
    with transaction.atomic():  # as a step has it; a refusal undoes no more than this
        [piece] = actions.take_in(**(details | changed), by=by, at=AT)
    return piece


def stored(tmp_path: Path) -> list[Path]:
    return [path for path in tmp_path.rglob("*") if path.is_file()]


def entries(kind: str = "evidence.") -> list[Any]:
    sequence_entries(at=AT)
    return [placed for placed in ledger.entries_after(0, 1000) if placed.entry.kind.startswith(kind)]


def test_it_keeps_the_file_unaltered_under_its_fingerprint(cast: Cast, tmp_path: Path) -> None:
    evidence = take_in(cast.handler)
    [path] = stored(tmp_path)
    assert path.read_bytes() == PICTURE
    assert evidence.sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert (evidence.n, evidence.size, evidence.mime) == (1, len(PICTURE), "image/jpeg")
    assert "现场" not in str(path)
    assert path.suffix == ""
    assert path.stat().st_mode & 0o777 == 0o400


def test_a_large_upload_streams_from_disk_and_is_kept_whole(cast: Cast, tmp_path: Path) -> None:
    content = samples.media("isom") + bytes(3 << 20)
    upload = TemporaryUploadedFile("录像.mp4", "video/mp4", len(content), None)
    upload.write(content)
    upload.seek(0)
    evidence = take_in(cast.handler, uploads=[upload], kind="audiovisual")
    assert evidence.sha256 == hashlib.sha256(content).hexdigest()
    assert stored(tmp_path / "evidence")[0].read_bytes() == content
    assert Path(upload.temporary_file_path()).exists()


def test_what_was_said_about_it_is_shown_and_sealed(cast: Cast) -> None:
    evidence = take_in(cast.handler)
    [view] = queries.of_folder(FOLDER)
    assert (view.id, view.n, view.kind_title, view.type_title) == (evidence.id, 1, "书证", "照片")
    assert (view.title, view.source, view.maker, view.place) == ("占道摆摊现场照片", "现场拍摄", "陈砚秋", "云汀路18号")
    assert (view.taken_at, view.taken_in_by_name, view.original_name) == (TAKEN, "陈砚秋", "现场.jpg")
    assert (view.is_image, view.has_preview, view.state, view.proves) == (True, True, "in_use", ("conduct",))
    [placed] = entries()
    assert placed.entry.kind == "evidence.taken_in"
    assert placed.entry.chain == f"evidence:{FOLDER}"
    assert [file.hex() for file in placed.entry.files] == [evidence.sha256]
    said: Any = ledger.unseal([placed.entry_id])[placed.entry_id]["said"]
    assert [words["maker"] for words in said] == ["陈砚秋"]
    shown: Json = {"evidence": str(evidence.id), "n": 1, "kind": "documentary", "mime": evidence.mime, "size": evidence.size}
    assert ledger.open_commitment(placed.entry_id, "pieces", [shown])
    assert "陈砚秋".encode() not in placed.entry.to_bytes()


def test_numbers_run_on_within_a_folder_and_folders_do_not_see_each_other(cast: Cast) -> None:
    assert [take_in(cast.handler, samples.picture(seed=i)).n for i in range(3)] == [1, 2, 3]
    assert take_in(cast.handler, folder=uuid4()).n == 1
    assert [view.n for view in queries.of_folder(FOLDER)] == [1, 2, 3]


def test_the_same_file_twice_in_one_folder_is_told_where_it_is_already(cast: Cast, tmp_path: Path) -> None:
    take_in(cast.handler)
    with pytest.raises(FileRefused, match="已经是本案第1号证据“占道摆摊现场照片”，由陈砚秋于11-21 10:00上传。不用再传"):
        take_in(cast.partner, name="另一个名字.jpg")
    assert len(stored(tmp_path)) == Evidence.objects.count() == 1
    take_in(cast.partner, folder=uuid4())


def together(by: Any, *contents: bytes) -> list[Evidence]:
    """Several files handed in at once."""
    uploads = [SimpleUploadedFile(f"{i}.jpg", content) for i, content in enumerate(contents, 1)]
    with transaction.atomic():
        return actions.take_in(
            folder=FOLDER, uploads=uploads, kind="documentary", title="", source="现场拍摄", maker="陈砚秋", taken_at=TAKEN,
            place="", proves=["conduct"], by=by, at=AT,
        )  # fmt: skip


def test_files_handed_in_together_are_one_entry_and_go_by_their_own_names(cast: Cast) -> None:
    pieces = together(cast.handler, *(samples.picture(seed=seed) for seed in range(3)))
    [placed] = entries()
    assert [placed_file.hex() for placed_file in placed.entry.files] == [piece.sha256 for piece in pieces]
    assert [(view.n, view.title) for view in queries.of_folder(FOLDER)] == [(1, "1.jpg"), (2, "2.jpg"), (3, "3.jpg")]


def test_of_files_handed_in_together_all_are_kept_or_none(cast: Cast, tmp_path: Path) -> None:
    for bad, reason in ((samples.picture(seed=0), "“1.jpg”和“3.jpg”内容完全相同"), (samples.EXE, "3.jpg")):
        with pytest.raises(FileRefused, match=reason):
            together(cast.handler, samples.picture(seed=0), samples.picture(seed=1), bad)
        assert stored(tmp_path) == []
        assert entries() == []


def test_more_files_ask_the_database_no_more(cast: Cast) -> None:
    asked = []
    for seeds in (range(1), range(1, 9)):
        pictures = [samples.picture(seed=seed) for seed in seeds]
        with CaptureQueriesContext(connection) as queried:
            together(cast.handler, *pictures)
        asked.append(len(queried))
    assert asked[0] == asked[1]


def test_of_a_double_submit_one_is_kept(committed_cast: Cast, tmp_path: Path) -> None:
    def one(_: int) -> str:
        try:
            take_in(committed_cast.handler)
        except FileRefused:
            return "refused"
        finally:
            connections.close_all()
        return "kept"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == ["kept", "refused", "refused", "refused"]
    assert len(stored(tmp_path)) == Evidence.objects.count() == 1


def test_files_handed_in_at_once_get_different_numbers(committed_cast: Cast) -> None:
    def one(seed: int) -> int:
        try:
            return take_in(committed_cast.handler, samples.picture(seed=seed)).n
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(6))) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "rumour"}, "kind"),
        ({"title": "\u3000"}, "title"),
        ({"title": "长" * 121}, "title"),
        ({"source": ""}, "source"),
        ({"maker": "\n"}, "maker"),
        ({"taken_at": AT + timedelta(seconds=1)}, "taken_at"),
        ({"taken_at": TAKEN.replace(tzinfo=None)}, "taken_at"),
        ({"taken_at": TAKEN.replace(year=1026)}, "taken_at"),
        ({"content": b""}, "upload"),
        ({"content": samples.EXE}, "upload"),
        ({"content": b"\xff\xd8\xff\xe0" + bytes(5 << 20)}, "upload"),
    ],
)
def test_a_refusal_names_the_field_and_leaves_nothing(cast: Cast, tmp_path: Path, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(FileRefused) as refused:
        take_in(cast.handler, **changed)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert not Evidence.objects.exists()
    assert not Description.objects.exists()
    assert stored(tmp_path) == []
    assert entries() == []


def test_every_problem_of_the_statement_is_named_at_once(cast: Cast) -> None:
    with pytest.raises(FileRefused) as refused:
        take_in(cast.handler, kind="", title="", source="", taken_at=AT + timedelta(days=1))
    assert [problem.field for problem in refused.value.problems] == ["kind", "source", "taken_at"]


def sent_with(fingerprint: str) -> Any:
    """An upload as a form brings it, with the fingerprint the sender's device took of it."""
    widget = EvidenceUpload(label="文件").widget
    sent = MultiValueDict({"files": [SimpleUploadedFile("现场.jpg", PICTURE)]})
    return widget.value_from_datadict({"files-fingerprints": f"现场.jpg:{fingerprint}"}, sent, "files")


def test_a_fingerprint_taken_before_upload_is_compared(cast: Cast) -> None:
    assert take_in(cast.handler, uploads=sent_with(hashlib.sha256(PICTURE).hexdigest())).n == 1


def test_a_file_damaged_on_its_way_is_refused(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="传输中可能损坏"):
        take_in(cast.handler, uploads=sent_with("0" * 64))
    assert stored(tmp_path) == []


class Dropped(SimpleUploadedFile):
    """An upload that ends early, though its size says otherwise."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"half"


def test_a_file_that_did_not_arrive_whole_is_not_kept(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="were stored"):
        take_in(cast.handler, uploads=[Dropped("现场.jpg", PICTURE)])
    assert stored(tmp_path) == []


def test_an_error_after_storing_removes_the_file_again(cast: Cast, tmp_path: Path) -> None:
    take_in(cast.handler)
    by, second = f"o:{cast.supervisor.pk}", f"o:{cast.bureau_head.pk}"
    erase_chain(chain=f"evidence:{FOLDER}", ground="grxx/47/1", by=by, second=second, unit="u:brigade", at=AT)
    with pytest.raises(ContentErased):
        take_in(cast.handler, samples.picture(seed=1))
    assert len(stored(tmp_path)) == Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("..\\..\\boot.jpg", "boot.jpg"),
        ("照\u202egpj.jpg", "照gpj.jpg"),
        ("a\r\nb.jpg", "ab.jpg"),
        ("长" * 300 + ".jpg", "长" * 196 + ".jpg"),
        ("无后缀", "无后缀"),
    ],
)
def test_the_original_name_is_kept_without_what_could_deceive(cast: Cast, name: str, kept: str) -> None:
    upload = SimpleUploadedFile("x.jpg", PICTURE)
    upload._name = name  # type: ignore[attr-defined]  # as a client that does not go through Django's own cleaning would
    take_in(cast.handler, uploads=[upload])
    assert queries.of_folder(FOLDER)[0].original_name == kept


def test_rows_of_evidence_can_be_neither_changed_nor_removed(cast: Cast, owner_connection: psycopg.Connection) -> None:
    evidence = take_in(cast.handler)
    for change in (
        lambda: Evidence.objects.filter(pk=evidence.pk).update(size=1),
        lambda: Evidence.objects.filter(pk=evidence.pk).delete(),
        lambda: Description.objects.filter(pk=evidence.pk).update(title="改过"),
    ):
        with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
            change()
    for statement in (
        "UPDATE evidence_evidence SET size = 1",
        "DELETE FROM evidence_evidence",
        "UPDATE evidence_fate SET effect = 'restored'",
        "DELETE FROM evidence_fate",
        "UPDATE evidence_description SET title = ''",
        "UPDATE evidence_reason SET text = ''",
    ):
        with pytest.raises(psycopg.Error, match="refused"):
            owner_connection.execute(statement)
        owner_connection.rollback()


def test_a_list_of_evidence_takes_a_fixed_number_of_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for seed in range(5):
        take_in(cast.handler, samples.picture(seed=seed))
    with django_assert_max_num_queries(3):
        assert len(queries.of_folder(FOLDER)) == 5


def test_the_store_is_behind_djangos_interface(cast: Cast) -> None:
    evidence = take_in(cast.handler)
    assert storages["evidence"].size(evidence.stored_as) == len(PICTURE)
