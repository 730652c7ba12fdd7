"""The files of cases, evidence and papers, read again from the first byte to the last."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from uuid import UUID
from zlib import crc32

from mingheng.documents.queries.auditing import stored_papers
from mingheng.evidence.queries.auditing import stored_evidence
from mingheng.kit.sharing import Tell, shared_out
from mingheng.kit.stored import FileRead, StoredFile, read_again
from mingheng.ledger.rules.auditing.differences import Difference

BATCH = 16  # files read at once by one process


def files_of(folders: Sequence[UUID] | None = None) -> Iterator[StoredFile]:
    """Every file of these cases, or of all."""
    return chain(stored_evidence(folders), stored_papers(folders))


def share_of(files: Iterable[StoredFile], days: int, day: int) -> list[StoredFile]:
    """Those whose turn it is on a day, when every file has its turn once in so many days."""
    return [file for file in files if crc32(f"{file.storage}/{file.name}".encode()) % days == day % days]


def read_files(*, files: Sequence[StoredFile], processes: int = 1, tell: Tell = lambda done, total: None) -> Iterator[FileRead]:
    """Each of these files read again, as they come."""
    done = 0
    for batch in shared_out(read_again, [(files[i : i + BATCH],) for i in range(0, len(files), BATCH)], processes):
        done += len(batch)
        tell(done, len(files))
        yield from batch


def differing(read: Iterable[FileRead]) -> list[Difference]:
    """What of it is not what was recorded."""
    return [
        Difference(
            "file-missing" if one.state == "missing" else "file-altered", one.file.folder, 0, one.file.title,
            one.file.sha256, one.sha256,
        )
        for one in read
        if one.state != "intact"
    ]  # fmt: skip


def differing_files(folders: Sequence[UUID] | None = None) -> list[Difference]:
    """What is wrong with the files of these cases, or of all."""
    return differing(read_files(files=list(files_of(folders))))
