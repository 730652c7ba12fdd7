"""The papers of a case are signed and scanned back before it goes to the archive."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from mingheng.demo.rules.pictures import signed_paper
from mingheng.documents import actions, queries
from mingheng.documents.queries.files import content

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


def sign_papers(case: UUID, names: tuple[str, ...], by: "Officer", at: datetime) -> None:
    """Make the papers that wait, sign those that are to come back, and keep their scans."""
    actions.render_folder(folder=case, at=at)
    for paper in queries.of_folder(case):
        if queries.definition(paper.key).comes_back:
            scan = signed_paper(content(paper.file, paper.sha256), names)
            upload = SimpleUploadedFile(f"{paper.title}.pdf", scan, "application/pdf")
            actions.attach_scan(instrument_id=paper.id, upload=upload, by=by, at=at)
