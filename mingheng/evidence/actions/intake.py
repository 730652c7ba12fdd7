"""Taking a file in.

The order is what keeps the store and the tables in step. First everything that can be judged without keeping anything
is judged. Then the file goes into the store under a random name, its fingerprint taken on the way. Only then are the
rows written and committed. A refusal or an error removes the file again; a crash in between leaves a file without a
row, never a row without a file, and `remove_orphans` clears it away.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, cast
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Max

from mingheng.evidence import queries
from mingheng.evidence.actions.records import hold_folder, write_down
from mingheng.evidence.models import Description, Evidence
from mingheng.evidence.rules import FileRefused, FileType, Limits, Statement, check_statement, examine
from mingheng.kit.dates import SHANGHAI, show_moment
from mingheng.kit.forms import declared_fingerprint

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from mingheng.organisation.models import Officer

MOST_PIXELS = 120_000_000
"""Unless `EVIDENCE_MOST_PIXELS` says otherwise: a little above the sharpest telephones in use."""
_LONGEST_NAME = 200
_PLAIN_STATES = {"in_use": "", "withdrawn": "（已撤回）", "excluded": "（已排除）"}


def take_in(
    *,
    folder: UUID,
    upload: "UploadedFile[bytes]",
    kind: str,
    title: str,
    source: str,
    maker: str,
    taken_at: datetime,
    place: str,
    proves: Sequence[str],
    by: "Officer",
    at: datetime,
    fingerprint: str = "",
) -> Evidence:
    """Keep a file as evidence of a folder, unaltered, under its fingerprint; whether `by` may is for the caller.

    `kind` is one of `rules.Kind`; `fingerprint` is the SHA-256 the sender's device computed, by default the one that came
    with the form. Raises FileRefused with every reason that is known, and then nothing is kept.
    """
    statement = check_statement(Statement(kind, title, source, maker, taken_at, place, tuple(proves)), at=at)
    name = _plain_name(upload.name or "")
    limits = Limits(settings.MAX_UPLOAD_MEGABYTES << 20, getattr(settings, "EVIDENCE_MOST_PIXELS", MOST_PIXELS))
    size = upload.size or 0
    file_type = examine(cast("BinaryIO", upload.file), size=size, name=name, limits=limits)
    kept = _Kept(upload, size)
    try:
        _refuse_damage(name, kept, fingerprint or declared_fingerprint(upload))
        with transaction.atomic():
            return _enter(folder, kept, file_type, statement, name, by, at)
    except (OperationalError, InterfaceError):
        raise  # the commit may have succeeded unseen, and then the file is needed; if not, it is an orphan
    except BaseException:
        storages["evidence"].delete(kept.stored_as)
        raise


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


class _Kept:
    """A file in the store under a random name; raises OSError, keeping nothing, when not all of it arrived."""

    def __init__(self, upload: "UploadedFile[bytes]", size: int) -> None:
        token = uuid4().hex
        store, content = storages["evidence"], _Hashed(upload)
        self.stored_as = store.save(f"{token[:2]}/{token}", content)
        self.sha256, self.size = content.digest.hexdigest(), size
        if not content.count == size == store.size(self.stored_as):
            store.delete(self.stored_as)
            raise OSError(f"{content.count} of {size} bytes were stored as {self.stored_as}")


def _enter(
    folder: UUID, kept: _Kept, file_type: FileType, statement: Statement, name: str, by: "Officer", at: datetime
) -> Evidence:
    hold_folder(folder)
    _refuse_twin(folder, kept.sha256, at)
    last = Evidence.objects.filter(folder=folder).aggregate(last=Max("n"))["last"] or 0
    evidence = Evidence.objects.create(
        folder=folder,
        n=last + 1,
        kind=statement.kind,
        sha256=kept.sha256,
        size=kept.size,
        mime=file_type.mime,
        stored_as=kept.stored_as,
        taken_in_by=by,
        taken_in_at=at,
    )
    said = asdict(statement) | {"proves": list(statement.proves), "original_name": name}
    del said["kind"]
    Description.objects.create(evidence=evidence, **said)
    write_down(
        "evidence.taken_in",
        folder,
        facts={
            "evidence": str(evidence.id),
            "n": evidence.n,
            "kind": evidence.kind,
            "mime": evidence.mime,
            "size": evidence.size,
        },
        personal=said | {"taken_at": statement.taken_at.astimezone(SHANGHAI).isoformat()},
        by=by,
        at=at,
        happened=statement.taken_at,
        files=[kept.sha256],
    )
    return evidence


def _refuse_damage(name: str, kept: _Kept, fingerprint: str) -> None:
    if fingerprint and fingerprint.strip().lower() != kept.sha256:
        raise FileRefused(f"文件“{name}”传到时的指纹与上传前不一致，传输中可能损坏。请重新上传")


def _refuse_twin(folder: UUID, sha256: str, at: datetime) -> None:
    """The same file twice in one folder would count as two pieces of evidence."""
    twin = Evidence.objects.filter(folder=folder, sha256=sha256).first()
    if twin is None:
        return
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
