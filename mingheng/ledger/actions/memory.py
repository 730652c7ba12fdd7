"""What the signer remembers outside the database: the last checkpoint it signed.

Who puts an old database back in place of the live one cannot put this back with it, so a signer that remembers more than
the database knows does not sign.
"""

from pathlib import Path

from django.conf import settings

from mingheng.kit.durable import sync_folder, write_whole
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.notes import BadNote, Note

FILE = "last-checkpoint"


class SignerMemory:
    """The memory in a folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def last(self) -> Checkpoint | None:
        """The last checkpoint signed, None before the first. Raises BadNote when the file was damaged."""
        try:
            written = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError as reason:
            raise BadNote(f"{self.path} 里不是文字") from reason
        return Checkpoint.read(Note.read(written).text)

    def remember(self, note: str) -> None:
        """Keep a checkpoint; whole or not at all, and on the disk."""
        write_whole(self.path, note.encode())
        sync_folder(self.path.parent)


def remembered_checkpoint() -> Checkpoint | None:
    """What the signer of this installation remembers, None before the first. Raises BadNote when the file was damaged."""
    return SignerMemory(settings.MINGHENG_SIGNER).last()
