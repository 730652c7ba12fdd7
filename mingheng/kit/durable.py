"""Files that are whole and on the disk, or not there at all, at whatever moment we end."""

import os
from pathlib import Path


def write_whole(path: Path, data: bytes, draft: Path | None = None, *, mode: int = 0o600) -> None:
    """Put a file in the place of what was there; it is on the disk once its folder is, see `sync_folder`.

    Written first as `draft` on the same disk, by default a name of this process beside it.
    """
    draft = draft or path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def sync_folder(folder: Path) -> None:
    """A new name in a folder is only on the disk once the folder is."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
