"""What a witness must not lose: its key, the logs it knows, the last checkpoint of each that it cosigned, its alarms.

Where it reads entries too, it also remembers how far it has read, when it saw which size, and each entry whose time cannot be true.
One folder: `key.pem`, `name`, `logs` (a public key a line) and `state.sqlite`. Looking up the last checkpoint, judging the new one
and writing it down are one transaction: a second request cannot come between.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mingheng.kit.durable import sync_folder, write_whole
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.handover import successor
from mingheng.ledger.rules.tree.keys import BadKey, Kind, SignerKey, VerifierKey
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.windows import Sighting
from mingheng.ledger.rules.tree.witnessing import Certainty, Refused, Request, judged

KEY, NAME, LOGS, STATE = "key.pem", "name", "logs", "state.sqlite"
PATIENCE = 30.0  # seconds to wait for another request that is being written down
_TABLES = """
CREATE TABLE IF NOT EXISTS seen (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, note TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS alarm (id INTEGER PRIMARY KEY, origin TEXT NOT NULL, certainty TEXT NOT NULL, reason TEXT NOT NULL, seen TEXT NOT NULL,
                    offered TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS sighting (origin TEXT, size INTEGER, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (origin, size)) STRICT;
CREATE TABLE IF NOT EXISTS examined (origin TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS suspect (origin TEXT, place INTEGER, reason TEXT NOT NULL, entry BLOB NOT NULL, PRIMARY KEY (origin, place)) STRICT;
"""

_EMPTIED = "{} 是空的：从备份恢复整个文件夹。忘记了见证过什么的见证人，什么都会见证"
_DAMAGED = "{} 读不出来（{}）：磁盘已满的先腾出空间，已经损坏的从备份恢复整个文件夹"


class NoState(ValueError):
    """A folder that is not a witness's; the message says what to do."""


@dataclass(frozen=True)
class Alarm:
    """A log that seems to contradict itself, with both of the checkpoints it signed, for anybody to check."""

    origin: str
    certainty: Certainty
    reason: str
    seen: str
    offered: str
    at: int


@dataclass(frozen=True)
class Seen:
    """The last checkpoint of a log that was cosigned, as a signed note, and when that was."""

    checkpoint: Checkpoint
    note: str
    at: int


def found(folder: Path, name: str, logs: Sequence[VerifierKey]) -> "Witness":
    """Make a new witness in a folder. Raises NoState where there is one: a second beginning would forget what was seen."""
    if (folder / STATE).exists() or (folder / KEY).exists():
        raise NoState(f"{folder} 里已经有一个见证人：重新开始会忘记已经见证的内容。要另立一个，请换一个文件夹")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = SignerKey.new(name, Kind.COSIGNATURE)
    _write(folder / KEY, key.to_pem())
    _write(folder / NAME, f"{key.verifier.name}\n".encode())
    _write(folder / LOGS, "".join(f"{log}\n" for log in logs).encode())
    sqlite3.connect(folder / STATE).executescript(_TABLES).connection.close()
    return Witness(folder)


@dataclass(frozen=True)
class Suspect:
    """An entry whose time cannot be true, its place in the log from 1, and why."""

    place: int
    reason: str
    entry: bytes


class Witness:
    """A witness whose folder is there. Raises NoState without its old state: it must not begin to forget."""

    def __init__(self, folder: Path) -> None:
        for name in (KEY, NAME, LOGS, STATE):
            if not (folder / name).is_file():
                raise NoState(f"{folder} 里没有 {name}：从备份恢复整个文件夹；从来没有建立过的，先运行 mingheng witness init")
        self.folder = folder
        try:
            self.key = SignerKey.from_pem(
                (folder / NAME).read_text(encoding="utf-8").strip(), Kind.COSIGNATURE, (folder / KEY).read_bytes()
            )
            self.logs = [
                VerifierKey.read(line) for line in (folder / LOGS).read_text(encoding="utf-8").splitlines() if line.strip()
            ]
        except (BadKey, UnicodeDecodeError) as reason:
            raise NoState(f"{folder} 里的密钥或者名称读不出来：{reason}") from reason
        try:
            with self._reading() as database:
                if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'seen'").fetchone():
                    raise NoState(_EMPTIED.format(folder / STATE))
                database.executescript(_TABLES)  # those that an older witness had not yet
        except sqlite3.DatabaseError as reason:
            raise NoState(_DAMAGED.format(folder / STATE, reason)) from reason

    def cosign(self, request: Request, *, at: int) -> Note:
        """The note with our cosignature alone, once the checkpoint is written down. Raises Refused, BadNote; keeps alarms."""
        with self._writing() as database:
            origin = request.note.text.split("\n", 1)[0]
            seen = _seen(database, origin)
            try:
                checkpoint = judged(request, self.logs, seen.checkpoint if seen else None)
            except Refused as refused:
                if refused.alarm and seen:
                    _keep(database, Alarm(origin, refused.alarm, str(refused), seen.note, str(request.note), at))
                raise
            database.execute(
                "INSERT INTO seen VALUES (?, ?, ?, ?) ON CONFLICT (origin) DO UPDATE SET size = excluded.size, note = excluded.note, at = excluded.at",
                (origin, checkpoint.size, str(request.note), at),
            )
            _sight(database, origin, checkpoint.size, at)
        return Note(request.note.text).signed(self.key, at)

    def succeed(self, note: Note) -> VerifierKey:
        """Believe also the key that a log hands over to. Raises BadNote unless the one believed so far says so."""
        after = successor(note, self.logs)
        if after not in self.logs:
            self.logs.append(after)
            write_whole(self.folder / LOGS, "".join(f"{log}\n" for log in self.logs).encode())
            sync_folder(self.folder)
        return after

    def seen(self, origin: str) -> Seen | None:
        """What was cosigned last of a log."""
        with self._reading() as database:
            return _seen(database, origin)

    def sightings(self, origin: str) -> list[Sighting]:
        """When which size was cosigned, from the last one whose entries were read on; the smallest first."""
        with self._reading() as database:
            rows = database.execute("SELECT size, first, last FROM sighting WHERE origin = ? ORDER BY size", (origin,))
            return [Sighting(*row) for row in rows]

    def examined(self, origin: str) -> int | None:
        """How many entries of a log were read; None before the first time."""
        with self._reading() as database:
            row = database.execute("SELECT size FROM examined WHERE origin = ?", (origin,)).fetchone()
            return row and int(row[0])

    def examine(self, note: Note, suspects: Sequence[Suspect], *, at: int) -> None:
        """Write down that the entries of a cosigned checkpoint were read, and those among them whose time cannot be true."""
        checkpoint = Checkpoint.read(note.text)
        with self._writing() as database:
            for suspect in suspects:
                values = (checkpoint.origin, suspect.place, suspect.reason, suspect.entry)
                database.execute("INSERT OR IGNORE INTO suspect VALUES (?, ?, ?, ?)", values)
            if suspects:
                reason = f"{len(suspects)} 条记录的时间不对：第 {suspects[0].place} 条{suspects[0].reason}"
                _keep(database, Alarm(checkpoint.origin, Certainty.UNEXPLAINED, reason, "", str(note), at))
            database.execute(
                "INSERT INTO examined VALUES (?, ?) ON CONFLICT (origin) DO UPDATE SET size = max(size, excluded.size)",
                (checkpoint.origin, checkpoint.size),
            )

    def suspects(self, origin: str) -> list[Suspect]:
        """The entries of a log whose time cannot be true."""
        with self._reading() as database:
            rows = database.execute("SELECT place, reason, entry FROM suspect WHERE origin = ? ORDER BY place", (origin,))
            return [Suspect(*row) for row in rows]

    def alarms(self) -> list[Alarm]:
        """Every contradiction there was, the oldest first."""
        with self._reading() as database:
            rows = database.execute("SELECT origin, certainty, reason, seen, offered, at FROM alarm ORDER BY id")
            return [Alarm(origin, Certainty(certainty), *rest) for origin, certainty, *rest in rows]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, on the disk when it is over; an alarm stays even where the checkpoint is refused."""
        with self._reading() as database:
            database.execute("PRAGMA synchronous = FULL")
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
            except Refused:
                database.execute("COMMIT")
                raise
            except BaseException:
                database.execute("ROLLBACK")
                raise
            database.execute("COMMIT")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        database = sqlite3.connect(self.folder / STATE, timeout=PATIENCE, isolation_level=None)
        try:
            yield database
        finally:
            database.close()


def _seen(database: sqlite3.Connection, origin: str) -> Seen | None:
    row = database.execute("SELECT note, at FROM seen WHERE origin = ?", (origin,)).fetchone()
    return row and Seen(Checkpoint.read(Note.read(row[0]).text), *row)


def _sight(database: sqlite3.Connection, origin: str, size: int, at: int) -> None:
    """Remember when this size was seen; what was before the last size whose entries were read, nobody asks for any more."""
    database.execute(
        "INSERT INTO sighting VALUES (?, ?, ?, ?) ON CONFLICT (origin, size) DO UPDATE SET last = max(last, excluded.last)",
        (origin, size, at, at),
    )
    database.execute(
        "DELETE FROM sighting WHERE origin = ? AND size < coalesce((SELECT size FROM examined WHERE origin = ?), ?)",
        (origin, origin, size),
    )


def _keep(database: sqlite3.Connection, alarm: Alarm) -> None:
    """Write an alarm down; the same contradiction offered again is the same alarm."""
    same = database.execute("SELECT 1 FROM alarm WHERE seen = ? AND offered = ?", (alarm.seen, alarm.offered)).fetchone()
    if same is None:
        values = (alarm.origin, alarm.certainty, alarm.reason, alarm.seen, alarm.offered, alarm.at)
        database.execute("INSERT INTO alarm (origin, certainty, reason, seen, offered, at) VALUES (?, ?, ?, ?, ?, ?)", values)


def _write(path: Path, content: bytes) -> None:
    """A file only its owner can read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
