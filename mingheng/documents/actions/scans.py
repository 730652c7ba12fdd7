"""The signed scan of a paper comes back to its instrument; from then on it is what counts."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction

from mingheng.documents import queries
from mingheng.documents.actions.records import record_paper
from mingheng.documents.actions.storing import keep
from mingheng.documents.models import Instrument, State
from mingheng.documents.queries import InstrumentView
from mingheng.documents.rules import ScanRefused
from mingheng.documents.rules.recorded import SIGNED
from mingheng.documents.rules.scans import check_scan
from mingheng.ledger.rules import Json

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from mingheng.organisation.models import Officer

_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@transaction.atomic
def attach_scan(*, instrument_id: UUID, upload: "UploadedFile[bytes]", by: "Officer", at: datetime) -> InstrumentView:
    """Keep the scan of the signed paper; a later scan takes the place of an earlier one, whose file and entry stay.

    Limits: MINGHENG_SCAN_MEGABYTES and MINGHENG_SCAN_PAGES. Raises ScanRefused, and Instrument.DoesNotExist.
    """
    most = getattr(settings, "MINGHENG_SCAN_MEGABYTES", 50) << 20
    if (upload.size or 0) > most:
        raise ScanRefused(f"扫描件：文件超过 {most >> 20} MB。请降低扫描分辨率（300 dpi 足够）或者分开扫描")
    content = upload.read()
    scan = check_scan(content, most_bytes=most, most_pages=getattr(settings, "MINGHENG_SCAN_PAGES", 200))
    row = Instrument.objects.select_for_update().get(uid=instrument_id)
    if row.state != State.READY:
        raise ScanRefused(f"扫描件：《{row.title}》还没有生成，不会有签过的纸件。请等文书生成后，打印、签名再扫描")
    kept = keep(content, f"{row.folder}/{row.uid}-signed", _ENDINGS[scan.mime])
    Instrument.objects.filter(pk=row.pk).update(
        scan_file=kept.name, scan_sha256=kept.sha256, scan_size=kept.size, scan_pages=scan.pages, scan_mime=scan.mime,
        signed_at=at, signed_by=by,
    )  # fmt: skip
    facts: dict[str, Json] = {"instrument": str(row.uid), "pages": scan.pages}
    record_paper(SIGNED, row.folder, facts, files=[kept.sha256], by=by, at=at)
    return queries.instrument(row.uid)
