"""When a log changes its key: the old one says which comes after it, and the new one agrees, at a tree everybody has seen.

A note of its own, no checkpoint: a checkpoint has three lines and says nothing of keys.
"""

from collections.abc import Sequence

from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.keys import BadKey, Kind, SignerKey, VerifierKey
from mingheng.ledger.rules.tree.notes import BadNote, Note

HEADING = "mingheng/key-handover@v1"


def handover(checkpoint: Checkpoint, old: SignerKey, new: SignerKey) -> Note:
    """What both keys sign: the old, the new, and the checkpoint it happens at."""
    return Note(f"{HEADING}\n{old.verifier}\n{new.verifier}\n{checkpoint}").signed(old).signed(new)


def successor(note: Note, known: Sequence[VerifierKey]) -> VerifierKey:
    """The key that comes after one of those known. Raises BadNote unless both signed that."""
    heading, old, new, *rest = note.text.split("\n") + [""] * 3
    if heading != HEADING:
        raise BadNote(f"不是密钥交接文书：第一行应当是 {HEADING}")
    try:
        before, after = VerifierKey.read(old), VerifierKey.read(new)
    except BadKey as reason:
        raise BadNote(f"密钥交接文书里的公钥读不出来：{reason}") from reason
    at = Checkpoint.read("\n".join(rest[:-3]))
    if before not in known:
        raise BadNote(f"不认识交出的密钥 {before.name}（编号 {before.id.hex()}）")
    if not before.name == after.name == at.origin or before == after or after.kind is not Kind.NOTE:
        raise BadNote("密钥交接文书里的日志名前后不一，或者没有换密钥")
    if note.times([before, after]).keys() != {before, after}:
        raise BadNote("密钥交接文书须由新旧两把密钥都签名")
    return after
