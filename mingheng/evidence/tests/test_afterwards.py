"""What happens to evidence once it is in: opened, judged, shown small, checked, erased."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.http import Http404
from django.test import RequestFactory
from PIL import Image

from mingheng.evidence import access, actions, commands, queries, views
from mingheng.evidence.actions.previews import preview
from mingheng.evidence.models import Description, Evidence, Reason
from mingheng.evidence.rules import FileRefused
from mingheng.evidence.tests import samples
from mingheng.evidence.tests.test_intake import AT, FOLDER, PICTURE, entries, stored, take_in
from mingheng.kit import clock
from mingheng.ledger import queries as ledger
from tests.cast import Cast


def body(response: Any) -> bytes:
    return b"".join(response) if response.streaming else bytes(response.content)


def damage(tmp_path: Path, content: bytes | None) -> None:
    """Change or remove the one stored file behind the program's back."""
    [path] = stored(tmp_path / "evidence")
    path.unlink()
    if content is not None:
        path.write_bytes(content)


def test_opening_a_file_needs_a_purpose_and_is_recorded_before_it_is_sent(cast: Cast) -> None:
    evidence = take_in(cast.handler)
    with pytest.raises(FileRefused, match="要写明用途"):
        actions.open_file(evidence_id=evidence.id, purpose=" \n", by=cast.partner, at=AT)
    assert entries("evidence.opened") == []
    reading = actions.open_file(evidence_id=evidence.id, purpose="核对现场情况", by=cast.partner, at=AT)
    with reading.open() as file:
        assert file.read() == PICTURE
    [placed] = entries("evidence.opened")
    assert placed.entry.by == f"o:{cast.partner.pk}"
    assert ledger.unseal([placed.entry_id])[placed.entry_id] == {"purpose": "核对现场情况"}


def test_the_rest_of_a_recording_comes_by_the_token_without_new_entries(cast: Cast) -> None:
    evidence = take_in(cast.handler)
    reading = actions.open_file(evidence_id=evidence.id, purpose="核对", by=cast.partner, at=AT)
    request = RequestFactory().get("/", headers={"Range": "bytes=10-19"})
    later = AT + access.READING_LASTS
    response = views.send_again(request, token=reading.token, officer_id=cast.partner.pk, at=later, inline=True)
    assert (response.status_code, body(response)) == (206, PICTURE[10:20])
    assert response["ETag"] == f'"{evidence.sha256}"'
    assert len(entries("evidence.opened")) == 1


def test_a_token_is_good_for_one_person_for_one_hour(cast: Cast) -> None:
    evidence = take_in(cast.handler)
    token = actions.open_file(evidence_id=evidence.id, purpose="核对", by=cast.partner, at=AT).token
    for officer, at, presented in (
        (cast.handler, AT, token),
        (cast.partner, AT + access.READING_LASTS + timedelta(seconds=1), token),
        (cast.partner, AT - timedelta(seconds=1), token),
        (cast.partner, AT, token[:-1]),
        (cast.partner, AT, ""),
    ):
        with pytest.raises(Http404):
            access.reading(token=presented, officer_id=officer.pk, at=at)


def test_evidence_of_another_folder_is_not_found(cast: Cast) -> None:
    evidence = take_in(cast.handler)
    assert access.evidence_in(FOLDER, evidence.id).id == evidence.id
    for folder, evidence_id in ((uuid4(), evidence.id), (FOLDER, uuid4())):
        with pytest.raises(Http404):
            access.evidence_in(folder, evidence_id)


def test_an_original_is_saved_under_its_name_and_never_run(cast: Cast) -> None:
    evidence = take_in(cast.handler, samples.PDF, "合同.pdf")
    reading = actions.open_file(evidence_id=evidence.id, purpose="核对", by=cast.handler, at=AT)
    response = views.send_original(RequestFactory().get("/"), reading, inline=True)
    assert body(response) == samples.PDF
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(("content", "words"), [(None, "不在存储中，已锁定"), (b"short", "大小与存证不一致，已锁定")])
def test_a_file_that_is_not_what_was_taken_in_is_not_sent(cast: Cast, tmp_path: Path, content: bytes | None, words: str) -> None:
    evidence = take_in(cast.handler)
    reading = actions.open_file(evidence_id=evidence.id, purpose="核对", by=cast.handler, at=AT)
    damage(tmp_path, content)
    response = views.send_original(RequestFactory().get("/"), reading)
    assert response.status_code == 409
    assert words in body(response).decode()


def test_a_fresh_look_tells_intact_from_altered_and_missing(cast: Cast, tmp_path: Path) -> None:
    evidence = take_in(cast.handler)
    assert queries.check_file(evidence.id).state == "intact"
    damage(tmp_path, PICTURE[:-1] + b"x")
    assert queries.check_file(evidence.id).state == "differs"
    damage(tmp_path, None)
    assert queries.check_file(evidence.id).state == "missing"


def test_evidence_is_withdrawn_excluded_and_restored_by_new_rows(cast: Cast) -> None:
    evidence = take_in(cast.handler)
    actions.withdraw(evidence_id=evidence.id, reason="传错了案件", by=cast.handler, at=AT)
    [view] = queries.of_folder(FOLDER)
    assert (view.state, view.state_reason, view.title) == ("withdrawn", "传错了案件", "占道摆摊现场照片")
    with pytest.raises(FileRefused, match=r"已撤回），由陈砚秋于.*需要再用的，请恢复这一份"):
        take_in(cast.handler)
    actions.restore(evidence_id=evidence.id, reason="核实为本案现场", by=cast.handler, at=AT)
    assert queries.one(evidence.id).state == "in_use"
    actions.exclude(evidence_id=evidence.id, reason="未表明身份即拍摄", by=cast.squad_legal_officer, at=AT)
    assert queries.one(evidence.id).state == "excluded"
    kinds = [placed.entry.kind for placed in entries()]
    assert kinds == ["evidence.taken_in", "evidence.withdrawn", "evidence.restored", "evidence.excluded"]


def test_a_fate_needs_a_reason_and_makes_sense_only_once(cast: Cast) -> None:
    evidence = take_in(cast.handler)
    with pytest.raises(FileRefused, match="撤回的理由还是空的"):
        actions.withdraw(evidence_id=evidence.id, reason=" ", by=cast.handler, at=AT)
    with pytest.raises(FileRefused, match="现在在用，不能恢复"):
        actions.restore(evidence_id=evidence.id, reason="恢复", by=cast.handler, at=AT)
    actions.withdraw(evidence_id=evidence.id, reason="传错", by=cast.handler, at=AT)
    with pytest.raises(FileRefused, match="现在已撤回，不能排除"):
        actions.exclude(evidence_id=evidence.id, reason="违法取得", by=cast.handler, at=AT)
    with pytest.raises(FileRefused, match="最多500字"):
        actions.restore(evidence_id=evidence.id, reason="长" * 501, by=cast.handler, at=AT)
    assert len(queries.of_folder(FOLDER)) == 1


def test_a_preview_is_a_small_new_picture_without_the_cameras_notes(cast: Cast, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SecretCamera"  # turned on its side; the maker of the camera
    evidence = take_in(cast.handler, samples.picture(size=(1600, 1000), exif=exif.tobytes()))
    first = preview(evidence_id=evidence.id)
    assert first is not None
    with Image.open(io.BytesIO(first.data)) as small:
        assert max(small.size) == 480
        assert small.height > small.width
    assert b"SecretCamera" not in first.data
    assert len(stored(tmp_path / "previews")) == 1
    again = preview(evidence_id=evidence.id)
    assert again == first
    response = views.send_preview(queries.one(evidence.id))
    assert (response["Content-Type"], response.content) == ("image/jpeg", first.data)
    assert queries.check_file(evidence.id).state == "intact"


@pytest.mark.parametrize("fmt", ["PNG", "GIF", "WEBP", "BMP", "TIFF"])
def test_every_format_of_picture_has_a_preview(cast: Cast, fmt: str) -> None:
    evidence = take_in(cast.handler, samples.picture(fmt), f"照片.{fmt.lower()}")
    assert preview(evidence_id=evidence.id) is not None


def test_what_cannot_be_shown_has_no_preview(cast: Cast) -> None:
    recording = take_in(cast.handler, samples.media("isom"), "录像.mp4")
    torn = take_in(cast.handler, samples.picture("PNG", (400, 400))[:2000], "断.png")
    for evidence in (recording, torn):
        assert preview(evidence_id=evidence.id) is None
        with pytest.raises(Http404):
            views.send_preview(queries.one(evidence.id))


def test_files_no_row_knows_are_cleared_away_after_a_day(
    cast: Cast, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    evidence = take_in(cast.handler)
    storages["evidence"].save("zz/orphan", ContentFile(b"left by a crash"))
    (tmp_path / "evidence/zz/.cut.draft").write_bytes(b"half")
    now = clock.now()
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.remove_orphans(by="s:clean", at=now + timedelta(hours=23)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.remove_orphans(by="s:clean", at=now + timedelta(hours=25)) == 2
    [placed] = entries("evidence.orphans_removed")
    assert ledger.open_commitment(placed.entry_id, "files", sorted(["zz/orphan", "zz/.cut.draft"]))
    assert queries.check_file(evidence.id).state == "intact"
    assert len(stored(tmp_path)) == 1


def test_every_file_is_looked_at_once_in_its_round(cast: Cast) -> None:
    ids = {take_in(cast.handler, samples.picture(seed=seed)).id for seed in range(12)}
    days = [AT.date() + timedelta(days=day) for day in range(5)]
    looked = [evidence_id for day in days for evidence_id in queries.share_of_the_day(day, 5)]
    assert sorted(looked) == sorted(ids)


def test_the_command_reports_what_is_wrong(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evidence = take_in(cast.handler)
    assert commands.main(["check", "all"]) == 0
    damage(tmp_path, PICTURE[:-1] + b"x")
    assert commands.main(["check", "all"]) == 1
    assert str(evidence.id) in capsys.readouterr().out
    assert commands.main(["clean"]) == 0
    assert commands.main(["nonsense"]) == 2


def test_erasure_leaves_the_fingerprint_and_nothing_that_was_said(
    cast: Cast, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    evidence = take_in(cast.handler)
    preview(evidence_id=evidence.id)
    actions.exclude(evidence_id=evidence.id, reason="违法取得", by=cast.handler, at=AT)
    with pytest.raises(FileRefused, match="两名不同的人"):
        actions.erase_folder(folder=FOLDER, ground="grxx/47/1", by=cast.supervisor, second=cast.supervisor, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        erased = actions.erase_folder(folder=FOLDER, ground="grxx/47/1", by=cast.supervisor, second=cast.bureau_head, at=AT)
    assert erased == 1
    assert stored(tmp_path) == []
    assert not Description.objects.exists()
    assert not Reason.objects.exists()
    [view] = queries.of_folder(FOLDER)
    assert (view.title, view.maker, view.taken_at, view.state_reason) == (queries.ERASED, "", None, queries.ERASED)
    assert (view.sha256, view.has_preview, view.state) == (evidence.sha256, False, "excluded")
    assert queries.check_file(evidence.id).state == "erased"
    assert list(queries.share_of_the_day(AT.date(), 1)) == []
    assert ledger.unseal([placed.entry_id for placed in entries()]) == {}
    assert ledger.chain_intact(f"evidence:{FOLDER}")
    assert Evidence.objects.count() == 1
    with pytest.raises(FileRefused, match="没有证据文件"):
        actions.erase_folder(folder=uuid4(), ground="grxx/47/1", by=cast.supervisor, second=cast.bureau_head, at=AT)
