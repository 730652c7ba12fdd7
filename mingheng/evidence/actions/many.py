"""Taking many files in, in one go: the rows and entries that `take_in` makes of the same, in the same order."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.storage import storages

from mingheng.evidence.actions.intake import Kept, described, entered, judged_upload, refuse_damage
from mingheng.evidence.models import Description, Evidence
from mingheng.evidence.rules import FileRefused, Statement
from mingheng.kit.copying import copy_models
from mingheng.kit.stores.folder import FolderStore
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import Said

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from mingheng.organisation.models import Officer


class IntakeBook:
    """Files of new folders on their way in, within another act's transaction; rows are written at `close`.

    Files are kept at once. Who opens the book calls `give_up` when the transaction fails.
    """

    def __init__(self) -> None:
        self._store = storages["evidence"]
        if isinstance(self._store, FolderStore):
            self._store.hold()
        self._said: list[Said] = []
        self._stored: list[str] = []
        self._of: dict[UUID, list[tuple[Evidence, Description]]] = {}

    def take_in(
        self,
        *,
        folder: UUID,
        uploads: Sequence["UploadedFile[bytes]"],
        statements: Sequence[Statement],
        by: "Officer",
        at: datetime,
    ) -> list[Evidence]:
        """As `actions.take_in`. Raises FileRefused."""
        there = self._of.setdefault(folder, [])
        kept: list[Kept] = []
        for upload, statement in zip(uploads, statements, strict=True):
            file = Kept(judged_upload(upload, statement, at))
            self._stored.append(file.stored_as)
            refuse_damage(file)
            if file.sha256 in {piece.sha256 for piece, _ in there} | {one.sha256 for one in kept}:
                raise FileRefused(f"文件“{file.judged.name}”在本案里已经有了。请去掉一个再提交")
            kept.append(file)
        pieces, said = entered(folder, kept, len(there) + 1, by, at)
        there += zip(pieces, described(pieces, kept), strict=True)
        self._said.append(said)
        return pieces

    def of_folder(self, folder: UUID) -> Sequence[tuple[Evidence, Description]]:
        """What was taken into a folder here, in order."""
        return self._of.get(folder, [])

    def close(self) -> None:
        """Write the rows."""
        self._settle()
        rows = [pair for pairs in self._of.values() for pair in pairs]
        copy_models(Evidence, [piece for piece, _ in rows])
        copy_models(Description, [said for _, said in rows])
        ledger.record_many(acts=self._said)

    def give_up(self) -> None:
        """Remove the files again; their rows were never committed."""
        self._settle()
        for name in self._stored:
            self._store.delete(name)

    def _settle(self) -> None:
        if isinstance(self._store, FolderStore):
            self._store.settle()
