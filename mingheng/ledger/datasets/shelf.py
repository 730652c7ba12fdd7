"""The folder the log is published in: files that, once there, never change, and one that says how far they reach."""

import shutil
from contextlib import suppress
from pathlib import Path

from mingheng.kit.durable import sync_folder, write_whole
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.tiles import ENTRIES, NotATile, Tile, cut

OPEN, MIRRORS = "open", "mirrors"  # what everybody may read, and what those may who keep a copy under agreement
CHECKPOINT = "checkpoint"
DRAFT = ".draft"
READABLE = 0o444
REPLACED = 0o644


class NotPublished(Exception):
    """Why nothing is published: what is there is not what there is now."""


class Shelf:
    """One log in a folder; `below` is where in both of its halves."""

    def __init__(self, folder: Path, below: str = "") -> None:
        self.folder, self.below = folder, below
        self._touched: set[Path] = set()

    @property
    def checkpoint(self) -> Path:
        """The file that says how far the published log reaches."""
        return self.folder / OPEN / self.below / CHECKPOINT

    def published(self) -> Note | None:
        """The checkpoint published last. Raises BadNote when the file was damaged."""
        try:
            return Note.read(self.checkpoint.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except UnicodeDecodeError as reason:
            raise BadNote(f"{self.checkpoint} 里不是文字") from reason

    def put(self, tile: Tile, data: bytes) -> None:
        """Publish a tile. Raises NotPublished where there is one with other bytes."""
        place = self._place(tile)
        place.parent.mkdir(parents=True, exist_ok=True)
        self._touch(place)
        if not place.exists():
            write_whole(place, data, self.folder / DRAFT, mode=READABLE)
        elif place.read_bytes() != data:
            raise NotPublished(f"{place} 已经公布过，内容与现在的不同：公布过的分块永远不变，不能覆盖")

    def read(self, tile: Tile) -> bytes:
        """A published tile as far as was asked for; where that much is gone, cut from the full one. Raises NotATile."""
        for there in (tile, Tile(tile.level, tile.index)):
            with suppress(FileNotFoundError):
                return cut(self._place(there).read_bytes(), tile)
        raise NotATile(f"{tile.path} 没有公布")

    def thin(self, tile: Tile) -> None:
        """Take away what was published of a tile while it was not full. A store that lets nothing go keeps it, which harms nobody."""
        shutil.rmtree(self._place(tile).with_name(f"{self._place(tile).name}.p"), ignore_errors=True)

    def close(self, note: Note) -> None:
        """Publish the checkpoint of what was put, once all of that is on the disk."""
        self.checkpoint.parent.mkdir(parents=True, exist_ok=True)
        self._touch(self.checkpoint)
        for folder in sorted(self._touched, reverse=True):
            sync_folder(folder)
        write_whole(self.checkpoint, str(note).encode(), self.folder / DRAFT, mode=REPLACED)
        sync_folder(self.checkpoint.parent)

    def _place(self, tile: Tile) -> Path:
        half = MIRRORS if tile.level == ENTRIES else OPEN
        return self.folder / half / self.below / tile.path

    def _touch(self, place: Path) -> None:
        """Remember every folder on the way, for one that was made before a power cut may not be on the disk either."""
        self._touched.update(parent for parent in place.parents if parent.is_relative_to(self.folder))
