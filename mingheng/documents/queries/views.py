"""Instruments and dossiers as other rooms see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from mingheng.documents.models import Dossier, Instrument, State


class NoSuchInstrument(LookupError):
    """No instrument of this id."""


@dataclass(frozen=True)
class InstrumentView:
    """One instrument. `state`: waiting, rendered, signed (the scan is back) or failed; file facts are of what counts now."""

    id: UUID
    folder: UUID
    key: str
    title: str
    number: str
    source: str
    state: str
    reason: str
    pages: int
    sha256: str
    size: int
    mime: str
    file: str
    ordered_at: datetime
    made_at: datetime | None
    signed_at: datetime | None

    @property
    def file_name(self) -> str:
        """A name to save it under: title and number, with the ending of its kind."""
        ending = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}[self.mime]
        return f"{self.title}{self.number}.{ending}"


@dataclass(frozen=True)
class DossierView:
    """The newest binding of a folder. `state`: waiting, bound or failed; `contents` are the lines of its catalogue."""

    id: UUID
    folder: UUID
    state: str
    reason: str
    pages: int
    sha256: str
    size: int
    mime: str
    file: str
    file_name: str
    ordered_at: datetime
    made_at: datetime | None
    contents: tuple[Mapping[str, Any], ...]


def of_folder(folder: UUID) -> list[InstrumentView]:
    """The folder's instruments in order of forming. One query."""
    return [_view(row) for row in Instrument.objects.filter(folder=folder).defer("paper").order_by("ordered_at", "n")]


@dataclass(frozen=True)
class PaperFiles:
    """An instrument's own PDF and the signed scan, where there is one, by name and SHA-256."""

    title: str
    number: str
    body: str
    body_sha256: str
    scan: str
    scan_sha256: str


def files_of(folder: UUID) -> list[PaperFiles]:
    """The files of the folder's instruments that are made, in order of forming. One query."""
    rows = Instrument.objects.filter(folder=folder).exclude(sha256="").order_by("ordered_at", "n")
    return [PaperFiles(*row) for row in rows.values_list("title", "number", "file", "sha256", "scan_file", "scan_sha256")]


def instrument(instrument_id: UUID) -> InstrumentView:
    """One instrument; raises NoSuchInstrument."""
    row = Instrument.objects.filter(uid=instrument_id).defer("paper").first()
    if row is None:
        raise NoSuchInstrument(str(instrument_id))
    return _view(row)


def dossier_of(folder: UUID) -> DossierView | None:
    """The newest dossier of a folder, bound or not; None before the first."""
    row = Dossier.objects.filter(folder=folder).order_by("-ordered_at", "-n").first()
    return _dossier(row) if row is not None else None


def dossier(dossier_id: UUID) -> DossierView | None:
    """One binding by its id, whatever was bound since; None when there is none."""
    row = Dossier.objects.filter(uid=dossier_id).first()
    return _dossier(row) if row is not None else None


def _dossier(row: Dossier) -> DossierView:
    return DossierView(
        id=row.uid, folder=row.folder, state="bound" if row.state == State.READY else row.state, reason=row.reason,
        pages=row.pages, sha256=row.sha256, size=row.size, mime="application/pdf", file=row.file,
        file_name=f"{row.cover['title']} {row.cover['case_line']}.pdf", ordered_at=row.ordered_at, made_at=row.made_at,
        contents=tuple(row.contents),
    )  # fmt: skip


def _view(row: Instrument) -> InstrumentView:
    signed = row.signed_at is not None
    state = "signed" if signed else ("rendered" if row.state == State.READY else row.state)
    return InstrumentView(
        id=row.uid, folder=row.folder, key=row.key, title=row.title, number=row.number, source=row.source, state=state,
        reason=row.reason, pages=row.scan_pages if signed else row.pages, sha256=row.scan_sha256 if signed else row.sha256,
        size=row.scan_size if signed else row.size, mime=row.scan_mime if signed else "application/pdf",
        file=row.scan_file if signed else row.file, ordered_at=row.ordered_at, made_at=row.made_at, signed_at=row.signed_at,
    )  # fmt: skip


def by_number(number: str) -> InstrumentView | None:
    """The instrument that has this number."""
    found = Instrument.objects.filter(number=number).first() if number else None
    return _view(found) if found else None
