"""Judging kept checkpoints, their cosignatures and the signer's memory against the tree as computed again."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.keys import BadKey, VerifierKey
from mingheng.ledger.rules.tree.notes import BadNote, Note, Signature


@dataclass(frozen=True, slots=True)
class KeptCheckpoint:
    """A checkpoint as the table has it, with its cosignatures: the key of the witness and the line."""

    size: int
    root: bytes
    note: str
    cosignatures: tuple[tuple[str, str], ...] = ()


def checked(kept: KeptCheckpoint, root: bytes | None, keys: Sequence[VerifierKey], origin: str) -> Iterator[Difference]:
    """What is wrong with a checkpoint; `root` is that of its size as computed again, None beyond the end of the log.

    Without `keys` its signature is not judged: whoever has none of the log's keys cannot.
    """
    about = f"{kept.size} 条的检查点"
    try:
        note = Note.read(kept.note)
        said = Checkpoint.read(note.text)
    except BadNote as reason:
        yield Difference("checkpoint-altered", n=kept.size, stored=str(reason), about=about)
        return
    if (said.size, said.root) != (kept.size, kept.root) or said.origin != origin:
        yield Difference("checkpoint-altered", n=kept.size, field="条数、根或者日志名", stored=note.text, about=about)
    if keys and not _signed(note, keys):
        yield Difference("checkpoint-signature", n=kept.size, about=about)
    if root is None:
        yield Difference("checkpoint-beyond", n=kept.size, about=about)
    elif said.root != root:
        yield Difference("checkpoint-root", n=kept.size, recorded=spelled(said.root), stored=spelled(root), about=about)
    for witness, line in kept.cosignatures:
        if not _cosigned(note, witness, line):
            yield Difference("cosignature-altered", n=kept.size, field=witness.split("+", 1)[0], about=about)


def remembered(memory: Checkpoint | None, size: int, roots: Mapping[int, bytes], origin: str) -> Iterator[Difference]:
    """What speaks against the log in the signer's memory: the last checkpoint it signed."""
    if memory is None or memory.origin != origin:
        return
    if memory.size > size:
        yield Difference("memory-ahead", n=memory.size, recorded=f"{memory.size} 条", stored=f"{size} 条", about="签名方的记忆")
    elif roots.get(memory.size) != memory.root:
        yield Difference("memory-differs", n=memory.size, recorded=spelled(memory.root), about="签名方的记忆")


def spelled(hash_: bytes) -> str:
    """A hash as a checkpoint writes it."""
    return base64.b64encode(hash_).decode()


def _signed(note: Note, keys: Sequence[VerifierKey]) -> bool:
    try:
        return bool(note.times(keys))
    except BadNote:
        return False


def _cosigned(note: Note, witness: str, line: str) -> bool:
    try:
        key = VerifierKey.read(witness)
        return key in Note(note.text, (Signature.read(line),)).times([key])
    except (BadKey, BadNote):
        return False
