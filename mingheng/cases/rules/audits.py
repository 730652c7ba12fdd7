"""What an audit reads, and what follows from what it finds. No Django, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from zlib import crc32

from mingheng.law.rules.findings import Answer, Finding
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.organisation.rules import Duty

READING = (Duty.SUPERVISOR, Duty.BUREAU_HEAD, Duty.SYSTEM_ADMINISTRATOR)
ASKING = (Duty.SUPERVISOR,)
UNLOCKING = (Duty.SUPERVISOR,)
RESTORED, AGREES = "restored", "agrees"

LOCKED = Finding(
    "record-locked", "record", Answer.BROKEN, "与存证不一致，已锁定。请不要修改，督察大队已收到通知",
    remedy="等督察大队查明、照存证恢复并解除锁定以后再办理；急需办理的，直接联系督察大队",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AuditTerms:
    """What the lawbook says: in how many days all rows and all files are read again, how long an entry may wait for its place."""

    rows: int
    files: int
    waiting: timedelta


@dataclass(frozen=True, slots=True)
class Share:
    """What of the old is read again besides the new: the day's share of everything; without a day everything."""

    after: int = 0
    day: int | None = None
    rows: int = 1
    files: int = 1

    def takes(self, name: str) -> bool:
        """Whether the turn of a chain has come."""
        return self.day is None or crc32(name.encode()) % self.rows == self.day % self.rows

    def subtrees(self, count: int) -> tuple[int, ...]:
        """Those among so many subtrees whose turn has come."""
        return tuple(n for n in range(count) if self.day is None or n % self.rows == self.day % self.rows)


@dataclass(frozen=True)
class Audited:
    """What an audit read and found. `chains` are those it read, `whole` says that it read everything there is."""

    found: tuple[Difference, ...]
    counted: Mapping[str, int] = field(default_factory=dict)
    chains: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    whole: bool = False
    upto: int = 0
    signed: bool = True
