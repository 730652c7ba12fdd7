"""A lock between processes that the kernel releases when its holder ends, with a note from the holder for the others."""

import fcntl
import os
from pathlib import Path


class Lock:
    """One lock file. Held until `release` or the end of the process, `kill -9` included."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def take(self, note: str = "") -> bool:
        """Take the lock and leave a note; False when somebody else holds it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        opened = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(opened)
            return False
        self._file = opened
        self.write(note)
        return True

    def write(self, note: str) -> None:
        """Replace the note; only the holder may."""
        if self._file is None:
            raise RuntimeError("only the holder of a lock may leave a note")
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, note.encode(), 0)

    def note(self) -> str:
        """What the holder wrote; empty when nobody ever did."""
        return self.path.read_text(encoding="utf-8") if self.path.exists() else ""

    def release(self) -> None:
        """Let the next one in."""
        if self._file is not None:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None
