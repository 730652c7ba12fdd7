"""Taking a file in.

The order is what keeps the store and the tables in step. First everything that can be judged without keeping anything
is judged. Then the file goes into the store under a random name, its fingerprint taken on the way. Only then are the
rows written and committed. A refusal or an error removes the file again; a crash in between leaves a file without a
row, never a row without a file, and `remove_orphans` clears it away.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import InterfaceError, OperationalError, transaction

from mingheng.evidence import queries
from mingheng.evidence.actions.records import hold_folder, said_of, write_down
from mingheng.evidence.models import Description, Evidence
from mingheng.evidence.rules import FileRefused, FileType, Limits, Statement, check_statement, examine
from mingheng.kit.dates import SHANGHAI, show_moment
from mingheng.kit.forms import declared_fingerprint
from mingheng.ledger.rules import Json, Said

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from mingheng.organisation.models import Officer

MOST_PIXELS = 120_000_000
"""Unless `EVIDENCE_MOST_PIXELS` says otherwise: a little above the sharpest telephones in use."""
_LONGEST_NAME = 200
_PLAIN_STATES = {"in_use": "", "withdrawn": "（已撤回）", "excluded": "（已排除）"}


@dataclass(frozen=True, slots=True)
class Judged:
    """An upload that may be kept, as far as can be told without keeping it."""

    upload: "UploadedFile[bytes]"
    name: str
    size: int
    type: FileType
    statement: Statement


def take_in(
    *,
    folder: UUID,
    uploads: Sequence["UploadedFile[bytes]"],
    kind: str,
    title: str,
    source: str,
    maker: str,
    taken_at: datetime,
    place: str,
    proves: Sequence[str],
    by: "Officer",
    at: datetime,
) -> list[Evidence]:
    """Keep files handed in together as evidence of a folder, unaltered, under their fingerprints, all of them or none.

    `kind` is one of `rules.Kind`; without `title` each goes by the name of its file. Whether `by` may is for the caller.
    Raises FileRefused with every reason that is known, and then nothing is kept.
    """
    judged = [
        judged_upload(upload, Statement(kind, title or upload.name or "", source, maker, taken_at, place, tuple(proves)), at)
        for upload in uploads
    ]
    kept: list[Kept] = []
    try:
        for one in judged:
            kept.append(Kept(one))
            refuse_damage(kept[-1])
        with transaction.atomic(savepoint=False):
            return _enter(folder, kept, by, at)
    except (OperationalError, InterfaceError):
        raise  # the commit may have succeeded unseen, and then the files are needed; if not, they are orphans
    except BaseException:
        for file in kept:
            storages["evidence"].delete(file.stored_as)
        raise


def judged_upload(upload: "UploadedFile[bytes]", statement: Statement, at: datetime) -> Judged:
    """The upload examined, nothing kept yet. Raises FileRefused."""
    checked = check_statement(statement, at=at)
    name, size = _plain_name(upload.name or ""), upload.size or 0
    limits = Limits(settings.MAX_UPLOAD_MEGABYTES << 20, getattr(settings, "EVIDENCE_MOST_PIXELS", MOST_PIXELS))
    file_type = examine(cast("BinaryIO", upload.file), size=size, name=name, limits=limits)
    return Judged(upload, name, size, file_type, checked)


class _Hashed(File):  # type: ignore[type-arg]  # generic only in the stubs
    """An upload whose fingerprint is taken while it is being stored."""

    def __init__(self, upload: "UploadedFile[bytes]") -> None:
        super().__init__(cast("File[bytes]", upload.file), name=upload.name)
        self._upload = upload
        self.digest, self.count = hashlib.sha256(), 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        self.digest, self.count = hashlib.sha256(), 0
        for chunk in self._upload.chunks(chunk_size or 1 << 20):
            self.digest.update(chunk)
            self.count += len(chunk)
            yield chunk


class Kept:
    """A file in the store under a random name; raises OSError, keeping nothing, when not all of it arrived."""

    def __init__(self, judged: Judged) -> None:
        token = uuid4().hex
        store, content = storages["evidence"], _Hashed(judged.upload)
        self.judged = judged
        self.stored_as = store.save(f"{token[:2]}/{token}", content)
        self.sha256 = content.digest.hexdigest()
        if not content.count == judged.size == store.size(self.stored_as):
            store.delete(self.stored_as)
            raise OSError(f"{content.count} of {judged.size} bytes were stored as {self.stored_as}")


def _enter(folder: UUID, kept: Sequence[Kept], by: "Officer", at: datetime) -> list[Evidence]:
    hold_folder(folder)
    numbers = dict(Evidence.objects.filter(folder=folder).values_list("sha256", "n"))
    _refuse_twins(folder, kept, numbers, at)
    pieces, said = entered(folder, kept, max(numbers.values(), default=0) + 1, by, at)
    Evidence.objects.bulk_create(pieces)
    Description.objects.bulk_create(described(pieces, kept))
    write_down(said)
    return pieces


def entered(folder: UUID, kept: Sequence[Kept], first: int, by: "Officer", at: datetime) -> tuple[list[Evidence], Said]:
    """The rows of files handed in together, numbered from `first`, and their entry."""
    pieces = [
        Evidence(
            folder=folder,
            n=n,
            kind=file.judged.statement.kind,
            sha256=file.sha256,
            size=file.judged.size,
            mime=file.judged.type.mime,
            stored_as=file.stored_as,
            taken_in_by=by,
            taken_in_at=at,
        )
        for n, file in enumerate(kept, first)
    ]
    shown: list[Json] = [{"evidence": str(p.id), "n": p.n, "kind": p.kind, "mime": p.mime, "size": p.size} for p in pieces]
    taken_at = kept[0].judged.statement.taken_at
    words = [_said(file) | {"taken_at": taken_at.astimezone(SHANGHAI).isoformat()} for file in kept]
    return pieces, said_of(
        "evidence.taken_in", folder, facts={"pieces": shown}, personal={"said": words}, by=by, at=at, happened=taken_at,
        files=[file.sha256 for file in kept],
    )  # fmt: skip


def described(pieces: Sequence[Evidence], kept: Sequence[Kept]) -> list[Description]:
    """What was said about each, as rows."""
    return [Description(evidence=piece, **_said(file)) for piece, file in zip(pieces, kept, strict=True)]


def _said(file: Kept) -> dict[str, Any]:
    said = asdict(file.judged.statement) | {"proves": [*file.judged.statement.proves], "original_name": file.judged.name}
    del said["kind"]
    return said


def refuse_damage(kept: Kept) -> None:
    """Raises FileRefused when what arrived is not what was sent."""
    fingerprint = declared_fingerprint(kept.judged.upload)
    if fingerprint and fingerprint.strip().lower() != kept.sha256:
        raise FileRefused(f"文件“{kept.judged.name}”传到时的指纹与上传前不一致，传输中可能损坏。请重新上传")


def _refuse_twins(folder: UUID, kept: Sequence[Kept], numbers: Mapping[str, int], at: datetime) -> None:
    """The same file twice in one folder would count as two pieces of evidence."""
    first: dict[str, str] = {}
    for file in kept:
        if file.sha256 in numbers:
            _refuse_twin(Evidence.objects.get(folder=folder, sha256=file.sha256), at)
        if file.sha256 in first:
            raise FileRefused(f"文件“{first[file.sha256]}”和“{file.judged.name}”内容完全相同。请去掉一个再提交")
        first[file.sha256] = file.judged.name


def _refuse_twin(twin: Evidence, at: datetime) -> None:
    known = queries.one(twin.pk)
    when = show_moment(known.taken_in_at, today=at.astimezone(SHANGHAI).date())
    remedy = "不用再传" if known.state == "in_use" else "需要再用的，请恢复这一份"
    raise FileRefused(
        f"这个文件已经是本案第{known.n}号证据“{known.title}”{_PLAIN_STATES[known.state]}，"
        f"由{known.taken_in_by_name}于{when}上传。{remedy}"
    )


def _plain_name(name: str) -> str:
    """The name as the sender had it, without folders and without characters that could deceive a reader."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(character for character in last if unicodedata.category(character)[0] != "C").strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if len(plain) > _LONGEST_NAME and dot:
        return f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"[-_LONGEST_NAME:]
    return plain[:_LONGEST_NAME] or "未命名"
