"""What a witness does (c2sp.org/tlog-witness): it cosigns a checkpoint only if it adds to the last one it cosigned.

Pure: what it saw last goes in, what it may sign comes out or a refusal with its HTTP status. Who holds the state has to
look, judge and write it down as one act.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from mingheng.ledger.rules.tree.checkpoints import Checkpoint, decimal, hash_of
from mingheng.ledger.rules.tree.keys import VerifierKey
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.proofs import LONGEST
from mingheng.ledger.rules.tree.proving import is_consistent


class Certainty(StrEnum):
    """How sure it is that a log contradicts what it signed before.

    Two roots of one size are proof. A smaller tree, or one whose proof fails, may also be an old checkpoint or a wrong proof
    that somebody else sent; the log has to explain it.
    """

    PROVED = "proved"
    UNEXPLAINED = "unexplained"


class Refused(Exception):
    """Why a checkpoint is not cosigned; `alarm` where the log seems to contradict itself."""

    def __init__(self, status: HTTPStatus, reason: str, *, size: int | None = None, alarm: Certainty | None = None) -> None:
        super().__init__(reason)
        self.status, self.size, self.alarm = status, size, alarm


@dataclass(frozen=True, slots=True)
class Request:
    """A checkpoint, and the proof that it adds to the tree of `old` entries that the witness saw last."""

    old: int
    proof: tuple[bytes, ...]
    note: Note

    def __str__(self) -> str:
        """The request as it is sent or carried."""
        proof = "".join(f"{base64.b64encode(sibling).decode()}\n" for sibling in self.proof)
        return f"old {self.old}\n{proof}\n{self.note}"

    @classmethod
    def read(cls, written: str) -> "Request":
        """The request of a text. Raises BadNote."""
        head, gap, note = written.partition("\n\n")
        first, *proof = head.split("\n")
        if not gap or not first.startswith("old ") or len(proof) > LONGEST:
            raise BadNote("请求的第一行应当是 old 和上次见证的条数，其后是一致性证明、空行和检查点")
        return cls(decimal(first.removeprefix("old ")), tuple(map(hash_of, proof)), Note.read(note))


def judged(request: Request, logs: Sequence[VerifierKey], seen: Checkpoint | None) -> Checkpoint:
    """The checkpoint that may be cosigned; `seen` is the last one of this log, if any. Raises Refused, BadNote."""
    offered = Checkpoint.read(request.note.text)
    keys = [key for key in logs if key.name == offered.origin]
    if not keys:
        raise Refused(HTTPStatus.NOT_FOUND, f"不认识日志 {offered.origin}")
    if not _signed(request.note, keys):
        raise Refused(HTTPStatus.FORBIDDEN, f"没有日志 {offered.origin} 的有效签名")
    if request.old > offered.size:
        raise Refused(HTTPStatus.BAD_REQUEST, f"请求称上次为 {request.old} 条，多于检查点的 {offered.size} 条")
    if seen is None:
        seen = Checkpoint(offered.origin, 0, b"")
    if offered.size < seen.size:
        reason = f"日志倒退：上次见证 {seen.size} 条，现在只有 {offered.size} 条"
        raise Refused(HTTPStatus.CONFLICT, reason, size=seen.size, alarm=Certainty.UNEXPLAINED)
    if request.old != seen.size:
        raise Refused(HTTPStatus.CONFLICT, f"上次见证的是 {seen.size} 条", size=seen.size)
    if offered.size == seen.size and seen.size and offered.root != seen.root:
        reason = f"日志分叉：同为 {seen.size} 条，根不相同"
        raise Refused(HTTPStatus.CONFLICT, reason, size=seen.size, alarm=Certainty.PROVED)
    if seen.size and not is_consistent(seen.size, seen.root, offered.size, offered.root, request.proof):
        reason = f"日志分叉或者证明有误：不能证明 {offered.size} 条是由 {seen.size} 条增加而成"
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, reason, alarm=Certainty.UNEXPLAINED)
    if not seen.size and request.proof:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "第一次见证不需要一致性证明")
    return offered


def _signed(note: Note, keys: Sequence[VerifierKey]) -> bool:
    """Whether one of the keys signed; a line that only pretends to be theirs is no signature."""
    try:
        return bool(note.times(keys))
    except BadNote:
        return False
