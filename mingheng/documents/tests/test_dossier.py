"""One case, one dossier: the order of its papers, its page numbers, its outline, what is shown of the evidence."""

import hashlib
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.files.base import ContentFile

from mingheng.documents import queries
from mingheng.documents.actions import Exhibit, attach_scan, bind_dossier, render_waiting
from mingheng.documents.queries import DossierView
from mingheng.documents.rules import DossierRefused, MissingFields
from mingheng.documents.tests import files
from mingheng.documents.tests.orders import AT, FOLDER, order, upload
from mingheng.documents.tests.reading import page_texts
from mingheng.documents.tests.samples import SAMPLES
from mingheng.documents.tests.test_typesetting import IN_NO_FONT
from mingheng.ledger.queries import chain_intact
from tests.cast import Cast

COVER = SAMPLES["dossier_cover"]
KEYS = [
    "lead_registration", "lead_check", "filing_approval", "scene_record", "prior_notice", "legal_review_opinion",
    "penalty_decision", "service_receipt", "closing_approval", "archive_note",
]  # fmt: skip


def exhibit(title: str, mime: str, content: bytes, minutes: int | None = None) -> Exhibit:
    formed = AT + timedelta(minutes=minutes) if minutes is not None else None
    digest = hashlib.sha256(content).hexdigest()
    return Exhibit(title, f"视听资料　来源：{title}", mime, digest, len(content), formed_at=formed, content=content)


def bound(cast: Cast, keys: list[str] = KEYS, evidence: list[Exhibit] | None = None) -> DossierView:
    """The dossier of these instruments, ordered ten minutes apart."""
    for n, key in enumerate(keys):
        order(key, cast.handler, at=AT + timedelta(minutes=10 * n), informant="")
    bind_dossier(folder=FOLDER, cover=COVER, evidence=evidence or [], by=cast.handler, at=AT + timedelta(days=1))
    render_waiting(at=AT + timedelta(days=1), limit=100)
    view = queries.dossier_of(FOLDER)
    assert view is not None
    assert view.reason == ""
    return view


def content_of(view: DossierView) -> bytes:
    return queries.content(view.file, view.sha256)


def test_decision_and_receipt_come_first_then_the_order_of_forming_and_the_inner_volume_last(cast: Cast) -> None:
    view = bound(cast)
    assert [(line["volume"], line["title"]) for line in view.contents] == [
        ("正卷", "行政处罚决定书"),
        ("正卷", "送达回证"),
        ("正卷", "核查情况表"),
        ("正卷", "现场检查（勘验）笔录"),
        ("正卷", "行政处罚事先告知书（听证告知）"),
        ("副卷", "案件线索登记表"),
        ("副卷", "立案审批表"),
        ("副卷", "法制审核意见书"),
        ("副卷", "结案审批表"),
    ]
    assert chain_intact(f"papers:{FOLDER}")


def test_pages_are_numbered_without_gap_and_cover_catalogue_and_note_are_not(cast: Cast) -> None:
    view = bound(cast)
    texts = page_texts(content_of(view))
    assert len(texts) == view.pages
    assert texts[0].startswith("上海市澜江区城市管理行政执法局行政处罚案卷")
    assert texts[1].startswith("卷内目录")
    assert "备考表" in texts[-1]
    numbered = texts[view.pages - 1 - view.contents[-1]["last"] : -1]
    assert all(text.endswith(str(n)) for n, text in enumerate(numbered, 1))
    assert not texts[-1].endswith(str(len(numbered) + 1))
    assert view.contents[0]["first"] == 1
    assert view.contents[-1]["last"] == len(numbered)
    for before, after in zip(view.contents, view.contents[1:], strict=False):
        assert after["first"] == before["last"] + 1


def test_the_catalogue_gives_titles_numbers_dates_and_pages(cast: Cast) -> None:
    catalogue = page_texts(content_of(bound(cast)))[1]
    assert "1澜城管罚决〔2026〕1号上海市澜江区城市管理行政执法局行政处罚决定书202611201-3" in catalogue
    assert "2上海市澜江区城市管理行政执法局送达回证202611204" in catalogue


def test_the_closing_note_says_how_many_papers_and_pages_there_are(cast: Cast) -> None:
    view = bound(cast)
    assert f"卷内文件9件卷内页数{view.contents[-1]['last']}页" in page_texts(content_of(view))[-1]


def test_the_outline_leads_to_the_page_of_each_paper(cast: Cast) -> None:
    view = bound(cast)
    with pikepdf.open(BytesIO(content_of(view))) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["封面", "卷内目录", "正卷", "副卷", "备考表"]
        decision = outline.root[2].children[0]
        assert decision.title == "1. 行政处罚决定书 澜城管罚决〔2026〕1号"
        assert isinstance(decision.destination, pikepdf.Array)
        assert decision.destination[0].objgen == pdf.pages[view.pages - 1 - view.contents[-1]["last"]].obj.objgen


def test_a_signed_scan_takes_the_place_of_the_printed_paper(cast: Cast) -> None:
    ordered = order("penalty_decision", cast.handler)
    render_waiting(at=AT)
    attach_scan(instrument_id=ordered.id, upload=upload(files.scanned(5, size=(420, 595))), by=cast.handler, at=AT)
    view = bound(cast, ["service_receipt"])
    assert (view.contents[0]["first"], view.contents[0]["last"]) == (1, 5)
    with pikepdf.open(BytesIO(content_of(view))) as pdf:
        assert {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages} == {(0, 0, 595, 842)}


def test_pictures_and_pdfs_of_evidence_are_shown_under_their_captions(cast: Cast) -> None:
    evidence = [
        exhibit("现场照片", "image/jpeg", files.picture(size=(3000, 2000), turned=True), 25),
        exhibit("测量报告", "application/pdf", files.scanned(2), 35),
        exhibit("聊天截图", "image/png", files.picture("PNG")),
    ]
    view = bound(cast, ["lead_check", "penalty_decision", "prior_notice", "scene_record"], evidence)
    titles = [line["title"] for line in view.contents]
    assert titles == [
        "行政处罚决定书",
        "核查情况表",
        "行政处罚事先告知书（听证告知）",
        "现场照片",
        "现场检查（勘验）笔录",
        "测量报告",
        "聊天截图",
    ]
    texts = page_texts(content_of(view))
    photo = view.contents[3]
    assert "现场照片视听资料来源：现场照片" in texts[1 + photo["first"]]
    report = view.contents[5]
    assert "（第1页，共2页）" in texts[1 + report["first"]]
    assert "（第2页，共2页）" in texts[1 + report["last"]]


def test_a_recording_has_a_sheet_that_says_where_it_is_and_its_digest(cast: Cast) -> None:
    video = exhibit("执法记录仪视频", "video/mp4", b"\x00\x00\x00 ftyp")
    view = bound(cast, ["penalty_decision"], [video])
    sheet = page_texts(content_of(view))[1 + view.contents[1]["first"]]
    assert "存于电子证据库" in sheet
    assert video.sha256 in sheet


def test_evidence_is_read_from_the_store_it_lies_in(cast: Cast, papers: Path) -> None:
    content = files.picture()
    name = queries.store().save("elsewhere/1", ContentFile(content))
    there = Exhibit(
        "照片", "书证", "image/jpeg", hashlib.sha256(content).hexdigest(), len(content), storage="documents", name=name
    )
    assert bound(cast, ["penalty_decision"], [there]).contents[1]["title"] == "照片"


def test_evidence_that_is_not_there_stops_the_order(cast: Cast) -> None:
    order("penalty_decision", cast.handler)
    lost = Exhibit("照片", "书证", "image/jpeg", "00" * 32, 9, storage="documents", name="nowhere")
    with pytest.raises(DossierRefused, match="《照片》的文件找不到"):
        bind_dossier(folder=FOLDER, cover=COVER, evidence=[lost], by=cast.handler, at=AT)


def test_a_file_changed_behind_our_back_is_not_bound(cast: Cast, papers: Path) -> None:
    ordered = order("penalty_decision", cast.handler)
    render_waiting(at=AT)
    stored = papers / queries.instrument(ordered.id).file
    stored.chmod(0o600)
    stored.write_bytes(stored.read_bytes() + b"%")
    bind_dossier(folder=FOLDER, cover=COVER, by=cast.handler, at=AT)
    render_waiting(at=AT)
    view = queries.dossier_of(FOLDER)
    assert view is not None
    assert view.state == "failed"
    assert "与存证不一致" in view.reason


def test_a_picture_that_cannot_be_read_fails_the_dossier_by_its_title(cast: Cast) -> None:
    order("penalty_decision", cast.handler)
    broken = exhibit("坏照片", "image/jpeg", files.picture()[:100])
    bind_dossier(folder=FOLDER, cover=COVER, evidence=[broken], by=cast.handler, at=AT)
    render_waiting(at=AT)
    view = queries.dossier_of(FOLDER)
    assert view is not None
    assert (view.state, "《坏照片》的图片打不开" in view.reason) == ("failed", True)


def test_a_dossier_waits_for_its_papers(cast: Cast) -> None:
    order("penalty_decision", cast.handler, at=AT + timedelta(hours=1))
    bind_dossier(folder=FOLDER, cover=COVER, by=cast.handler, at=AT)
    render_waiting(at=AT)
    view = queries.dossier_of(FOLDER)
    assert view is not None
    assert view.state == "waiting"
    render_waiting(at=AT + timedelta(hours=2))
    view = queries.dossier_of(FOLDER)
    assert view is not None
    assert view.state == "bound"


def test_a_paper_that_failed_stops_the_order_of_the_dossier(cast: Cast) -> None:
    order("penalty_decision", cast.handler, parties=[{"name": IN_NO_FONT, "kind": "citizen"}])
    render_waiting(at=AT)
    with pytest.raises(DossierRefused, match="《行政处罚决定书》生成失败"):
        bind_dossier(folder=FOLDER, cover=COVER, by=cast.handler, at=AT)


def test_an_empty_folder_has_no_dossier(cast: Cast) -> None:
    with pytest.raises(DossierRefused, match="没有文书"):
        bind_dossier(folder=FOLDER, cover=COVER, by=cast.handler, at=AT)
    assert queries.dossier_of(FOLDER) is None


def test_a_cover_without_its_contents_is_refused(cast: Cast) -> None:
    order("penalty_decision", cast.handler)
    with pytest.raises(MissingFields, match="处理结果"):
        bind_dossier(folder=FOLDER, cover=COVER | {"outcome": ""}, by=cast.handler, at=AT)


def test_binding_again_makes_a_new_dossier(cast: Cast) -> None:
    first = bound(cast, ["penalty_decision"])
    second = bound(cast, ["service_receipt"])
    assert first.id != second.id
    assert len(second.contents) == 2
