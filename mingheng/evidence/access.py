"""Reaching a file. Who may see which folder is for the room of cases; here only that a file belongs to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO, cast
from uuid import UUID

from django.core import signing
from django.core.files.storage import storages
from django.db.models import OuterRef, Subquery
from django.http import Http404

from mingheng.evidence import queries
from mingheng.evidence.models import Evidence, Fate
from mingheng.evidence.queries import EvidenceView
from mingheng.evidence.rules import KIND_TITLES, Effect

READING_LASTS = timedelta(hours=1)
_SALT = "evidence.reading"


class FileDamaged(OSError):
    """The stored file is gone or has another size than when it was taken in; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A recorded opening of a file. `token` stands for it in later requests of the same person."""

    evidence: EvidenceView
    token: str

    def open(self) -> BinaryIO:
        """The original, seekable; raises FileDamaged."""
        return open_original(self.evidence.id)


def evidence_in(folder: UUID, evidence_id: UUID) -> EvidenceView:
    """A piece of evidence of this folder; Http404 when there is none, whatever other folder it may be in."""
    try:
        view = queries.one(evidence_id)
    except Evidence.DoesNotExist as error:
        raise Http404 from error
    if view.folder != folder:
        raise Http404
    return view


def begin_reading(view: EvidenceView, officer_id: int, at: datetime) -> Reading:
    """For `actions.open_file` alone, which records it."""
    claim = {"e": str(view.id), "o": officer_id, "t": at.timestamp()}
    return Reading(view, signing.dumps(claim, salt=_SALT))


def reading(*, token: str, officer_id: int, at: datetime) -> Reading:
    """The reading a token stands for; Http404 when it is another person's, over, or not ours at all."""
    try:
        claim = signing.loads(token, salt=_SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    age = at.timestamp() - claim["t"]
    if claim["o"] != officer_id or not 0 <= age <= READING_LASTS.total_seconds():
        raise Http404
    return Reading(queries.one(UUID(claim["e"])), token)


def open_original(evidence_id: UUID) -> BinaryIO:
    """The stored file itself, for a reader inside the house (preview, dossier); people go through a Reading."""
    stored_as, size, n = Evidence.objects.values_list("stored_as", "size", "n").get(pk=evidence_id)
    store = storages["evidence"]
    try:
        if store.size(stored_as) == size:
            return cast("BinaryIO", store.open(stored_as))
    except FileNotFoundError as error:
        raise FileDamaged(f"第{n}号证据的文件不在存储中，已锁定。请不要重新上传，报告督察大队查明") from error
    raise FileDamaged(f"第{n}号证据的文件大小与存证不一致，已锁定。请不要修改，报告督察大队查明")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in use, for a reader inside the house that binds it later; `name` is its name in the storage `evidence`."""

    title: str
    kind_title: str
    maker: str
    place: str
    taken_at: datetime | None
    mime: str
    sha256: str
    size: int
    name: str


def in_use(folder: UUID) -> list[Stored]:
    """The files of a folder that are neither withdrawn nor excluded, in the order of their numbers. One statement."""
    last = Fate.objects.filter(evidence=OuterRef("pk")).order_by("-id").values("effect")[:1]
    rows = Evidence.objects.filter(folder=folder).select_related("description").annotate(fate=Subquery(last)).order_by("n")
    return [_stored(row) for row in rows if row.fate in (None, Effect.RESTORED)]


def _stored(row: Evidence) -> Stored:
    said = getattr(row, "description", None)
    return Stored(
        title=said.title if said else queries.ERASED, kind_title=KIND_TITLES[row.kind], maker=said.maker if said else "",
        place=said.place if said else "", taken_at=said.taken_at if said else None, mime=row.mime, sha256=row.sha256,
        size=row.size, name=row.stored_as,
    )  # fmt: skip
