"""A folder on this machine."""

import os
from pathlib import Path
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

from mingheng.kit.durable import sync_folder


@deconstructible(path="mingheng.kit.stores.folder.FolderStore")
class FolderStore(FileSystemStorage):
    """Files under `location`, readable by this program's user only. A crash leaves at worst a draft (`.….draft`)."""

    def __init__(self, location: str | Path) -> None:
        super().__init__(location=location, file_permissions_mode=0o400, directory_permissions_mode=0o700)
        self._held = False

    def hold(self) -> None:
        """From now on files are not forced to disk one by one, but together by `settle`."""
        self._held = True

    def settle(self) -> None:
        """Force to disk what was held back; only then may rows name those files."""
        if self._held:
            os.sync()
        self._held = False

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: another one would hide that it was taken."""
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        """Write beside the place, force to disk, then link into place; raises FileExistsError when it is taken."""
        place = Path(self.path(name))
        self._make_folders(place.parent)
        draft = place.with_name(f".{uuid4().hex}.draft")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "wb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                if not self._held:
                    os.fsync(out.fileno())
            os.link(draft, place)
        finally:
            draft.unlink(missing_ok=True)
        if not self._held:
            sync_folder(place.parent)
        return name

    def _make_folders(self, folder: Path) -> None:
        missing = [ancestor for ancestor in (folder, *folder.parents) if not ancestor.exists()]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for made in missing:
            sync_folder(made.parent)

    def url(self, name: str | None) -> str:
        """There is none."""
        raise NotImplementedError("stored files have no address; a room serves them after checking who asks")
