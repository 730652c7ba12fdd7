"""The signed scan comes back to its paper; what is no plain scan is turned away with a reason."""

import pytest
from pytest_django import Settings

from mingheng.documents import queries
from mingheng.documents.actions import attach_scan, render_waiting
from mingheng.documents.actions.order import Ordered
from mingheng.documents.rules import ScanRefused
from mingheng.documents.rules.scans import check_scan
from mingheng.documents.tests import files
from mingheng.documents.tests.orders import AT, FOLDER, order, upload
from mingheng.ledger.queries import chain_intact
from tests.cast import Cast

ENOUGH = 10 << 20


@pytest.fixture
def receipt(cast: Cast) -> Ordered:
    """A printed 送达回证, waiting to come back."""
    ordered = order("service_receipt", cast.handler)
    render_waiting(at=AT)
    return ordered


def test_the_scan_is_what_counts_once_it_is_back(cast: Cast, receipt: Ordered) -> None:
    printed = queries.instrument(receipt.id)
    content = files.scanned(2)
    view = attach_scan(instrument_id=receipt.id, upload=upload(content), by=cast.handler, at=AT)
    assert (view.state, view.pages, view.mime, view.size) == ("signed", 2, "application/pdf", len(content))
    assert view.sha256 != printed.sha256
    assert queries.content(view.file, view.sha256) == content
    assert queries.exists(printed.file, printed.sha256)
    assert chain_intact(f"papers:{FOLDER}")


@pytest.mark.parametrize(("form", "mime", "ending"), [("JPEG", "image/jpeg", "jpg"), ("PNG", "image/png", "png")])
def test_a_photographed_paper_is_a_scan_of_one_page(cast: Cast, receipt: Ordered, form: str, mime: str, ending: str) -> None:
    view = attach_scan(instrument_id=receipt.id, upload=upload(files.picture(form), "x.pdf"), by=cast.handler, at=AT)
    assert (view.mime, view.pages) == (mime, 1)
    assert view.file_name == f"送达回证.{ending}"


def test_a_better_scan_takes_the_place_of_the_first(cast: Cast, receipt: Ordered) -> None:
    first = attach_scan(instrument_id=receipt.id, upload=upload(files.scanned(1)), by=cast.handler, at=AT)
    second = attach_scan(instrument_id=receipt.id, upload=upload(files.scanned(2)), by=cast.handler, at=AT)
    assert second.pages == 2
    assert queries.exists(first.file, first.sha256)


def test_a_paper_not_printed_yet_has_no_scan(cast: Cast) -> None:
    ordered = order("service_receipt", cast.handler)
    with pytest.raises(ScanRefused, match="还没有生成"):
        attach_scan(instrument_id=ordered.id, upload=upload(files.scanned()), by=cast.handler, at=AT)


def test_the_limit_of_size_is_the_settings(cast: Cast, receipt: Ordered, settings: Settings) -> None:
    settings.MINGHENG_SCAN_MEGABYTES = 0
    with pytest.raises(ScanRefused, match="超过 0 MB"):
        attach_scan(instrument_id=receipt.id, upload=upload(files.scanned()), by=cast.handler, at=AT)
    assert queries.instrument(receipt.id).state == "rendered"


def test_the_limit_of_pages_is_the_settings(cast: Cast, receipt: Ordered, settings: Settings) -> None:
    settings.MINGHENG_SCAN_PAGES = 2
    with pytest.raises(ScanRefused, match="共 3 页，超过 2 页"):
        attach_scan(instrument_id=receipt.id, upload=upload(files.scanned(3)), by=cast.handler, at=AT)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "空的"),
        (b"MZ\x90\x00 program", "不是 PDF、JPG 或 PNG"),
        (b"<html><script>alert(1)</script>", "不是 PDF、JPG 或 PNG"),
        (b"PK\x03\x04 docx", "不是 PDF、JPG 或 PNG"),
        (b"GIF89a", "不是 PDF、JPG 或 PNG"),
        (b"%PDF-1.7\nnothing more", "已损坏"),
        (files.scanned()[:200], "已损坏"),
        (files.picture("JPEG", (900, 900))[:2000], "已损坏或者不完整"),
        (b"\xff\xd8\xff\xe0 no picture", "已损坏或者不完整"),
        (files.picture("PNG")[:60], "已损坏或者不完整"),
        (files.huge_png(), "点数太多"),
        (files.with_script(), "脚本"),
        (files.with_page_action(), "脚本"),
        (files.with_attachment(), "附件"),
        (files.locked("secret"), "密码"),
        (files.locked(""), "权限限制"),
    ],
)
def test_what_is_no_plain_scan_is_refused_with_its_reason_and_a_remedy(content: bytes, reason: str) -> None:
    with pytest.raises(ScanRefused, match=reason) as refused:
        check_scan(content, most_bytes=ENOUGH, most_pages=50)
    assert str(refused.value).startswith("扫描件：")
    assert "请" in str(refused.value)
