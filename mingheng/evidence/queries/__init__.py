"""Reading evidence: what a folder holds, and whether the files are still what was taken in."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.core.files.storage import storages
from django.db.models import QuerySet

from mingheng.evidence.models import Evidence, Fate
from mingheng.evidence.rules import ALL_TYPES, KIND_TITLES, Effect

ERASED = "（已删除）"
_TYPES = {kind.mime: kind for kind in ALL_TYPES}

State = Literal["in_use", "withdrawn", "excluded"]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A piece of evidence as screens show it. `n` numbers it within its folder; once erased, only bare facts are left."""

    id: UUID
    folder: UUID
    n: int
    kind: str
    kind_title: str
    title: str
    source: str
    maker: str
    taken_at: datetime | None
    place: str
    proves: tuple[str, ...]
    sha256: str
    size: int
    mime: str
    type_title: str
    original_name: str
    is_image: bool
    has_preview: bool
    taken_in_by: int
    taken_in_by_name: str
    taken_in_at: datetime
    state: State
    state_reason: str


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What reading a stored file afresh showed; `sha256` is what was read, empty when nothing was."""

    evidence_id: UUID
    state: Literal["intact", "differs", "missing", "erased"]
    sha256: str


def of_folder(folder: UUID) -> list[EvidenceView]:
    """All evidence of a folder in the order of its numbers, withdrawn and excluded pieces included."""
    return [_view(row) for row in _rows().filter(folder=folder).order_by("n")]


def one(evidence_id: UUID) -> EvidenceView:
    """One piece; raises Evidence.DoesNotExist."""
    return _view(_rows().get(pk=evidence_id))


def check_file(evidence_id: UUID) -> FileCheck:
    """Read the stored file and compare its fingerprint with the one taken at intake; raises Evidence.DoesNotExist."""
    row = Evidence.objects.select_related("description").get(pk=evidence_id)
    if not hasattr(row, "description"):
        return FileCheck(evidence_id, "erased", "")
    digest = hashlib.sha256()
    try:
        with storages["evidence"].open(row.stored_as) as file:
            for chunk in file.chunks(1 << 20):
                digest.update(chunk)
    except FileNotFoundError:
        return FileCheck(evidence_id, "missing", "")
    found = digest.hexdigest()
    return FileCheck(evidence_id, "intact" if found == row.sha256 else "differs", found)


def share_of_the_day(day: date, days: int) -> Iterator[UUID]:
    """The evidence whose turn it is to be checked: every piece comes up once in `days` days, spread evenly."""
    turn = day.toordinal() % days
    standing = Evidence.objects.filter(description__isnull=False)
    for evidence_id in standing.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5000):
        if evidence_id.int % days == turn:
            yield evidence_id


def _rows() -> QuerySet[Evidence]:
    return Evidence.objects.select_related("taken_in_by", "description").prefetch_related("fates__reason")


def _view(row: Evidence) -> EvidenceView:
    said = getattr(row, "description", None)
    fates = list(row.fates.all())
    kind = _TYPES[row.mime]
    return EvidenceView(
        id=row.id,
        folder=row.folder,
        n=row.n,
        kind=row.kind,
        kind_title=KIND_TITLES[row.kind],
        title=said.title if said else ERASED,
        source=said.source if said else "",
        maker=said.maker if said else "",
        taken_at=said.taken_at if said else None,
        place=said.place if said else "",
        proves=tuple(said.proves) if said else (),
        sha256=row.sha256,
        size=row.size,
        mime=row.mime,
        type_title=kind.title,
        original_name=said.original_name if said else f"{row.sha256[:12]}.{kind.endings[0]}",
        is_image=kind.family == "image",
        has_preview=kind.previewed and said is not None,
        taken_in_by=row.taken_in_by_id,
        taken_in_by_name=row.taken_in_by.name,
        taken_in_at=row.taken_in_at,
        state=state_after(fates),
        state_reason=_reason(fates[-1]) if fates else "",
    )


def state_after(fates: list[Fate]) -> State:
    """What the last fate leaves a piece of evidence in."""
    if not fates or fates[-1].effect == Effect.RESTORED:
        return "in_use"
    return "withdrawn" if fates[-1].effect == Effect.WITHDRAWN else "excluded"


def _reason(fate: Fate) -> str:
    reason = getattr(fate, "reason", None)
    return reason.text if reason else ERASED
