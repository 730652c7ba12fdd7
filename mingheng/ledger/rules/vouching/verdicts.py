"""Judging a voucher: one of three answers, never a bare tick, and every reason for it.

`KEPT` needs the signature of a log that is believed, a proof that leads to its root, and enough outside witnesses. A good
proof without them, and a receipt, are `UNWITNESSED`. Anything that contradicts is `DIFFERS`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from mingheng.ledger.rules.entries import Entry, leaf_hash
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.keys import VerifierKey
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.policies import Policy
from mingheng.ledger.rules.tree.proofs import Proof
from mingheng.ledger.rules.tree.proving import root_of_inclusion
from mingheng.ledger.rules.vouching.receipts import SUFFIX, Promise
from mingheng.ledger.rules.vouching.vouchers import Voucher

_LAST = int(
    datetime.max.replace(microsecond=0, tzinfo=UTC).timestamp()
)  # a cosignature may name later seconds than there are dates


class Standing(StrEnum):
    """The three answers."""

    KEPT = "kept"
    UNWITNESSED = "unwitnessed"
    DIFFERS = "differs"


STANDING_WORDS = {
    Standing.KEPT: "已存证，内容一致",
    Standing.UNWITNESSED: "见证不足",
    Standing.DIFFERS: "与存证不符",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A witness that cosigned the checkpoint, by its name in the policy, and when."""

    witness: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, every reason against, and what was found: the entry, its place, the witnesses that saw it."""

    standing: Standing
    reasons: tuple[str, ...]
    entry: Entry
    place: int | None = None
    size: int | None = None
    seen: tuple[Seen, ...] = ()


def judged_voucher(voucher: Voucher, policy: Policy, files: Collection[bytes] = ()) -> Verdict:
    """The answer by the keys of a policy; `files` are SHA-256 digests of what was laid beside it. Raises BadNote."""
    entry = voucher.said()
    against = [*_of_content(voucher, entry, files)]
    if isinstance(voucher.vouched, Note):
        against += _of_receipt(voucher, voucher.vouched, entry, policy)
        standing = Standing.DIFFERS if against else Standing.UNWITNESSED
        return Verdict(standing, (*against,) or ("只有回执：已收到，尚未进入有外部见证的检查点",), entry)
    checkpoint = Checkpoint.read(voucher.vouched.note.text)
    against += _of_proof(voucher, voucher.vouched, checkpoint, policy)
    seen, place = _seen(voucher.vouched.note, policy), voucher.vouched.index + 1
    if isinstance(seen, str):
        against.append(seen)
        seen = {}
    told = tuple(Seen(name, datetime.fromtimestamp(min(time, _LAST), UTC)) for name, (_, time) in seen.items())
    if against:
        return Verdict(Standing.DIFFERS, tuple(against), entry, place, checkpoint.size, told)
    if not seen or not policy.is_met([key for key, _ in seen.values()]):
        return Verdict(Standing.UNWITNESSED, (f"外部见证不足：现有 {len(seen)} 个",), entry, place, checkpoint.size, told)
    return Verdict(Standing.KEPT, (), entry, place, checkpoint.size, told)


def _of_content(voucher: Voucher, entry: Entry, files: Collection[bytes]) -> Iterator[str]:
    for opening in voucher.openings:
        if not opening.opens(entry):
            yield f"{opening.name}：所示内容与存证条目的承诺不符"
    if any(file not in entry.files for file in files):
        yield "文件：摘要与存证条目所记的不同，文件已被改动，或者不是这份文件"


def _of_receipt(voucher: Voucher, receipt: Note, entry: Entry, policy: Policy) -> Iterator[str]:
    promise = Promise.read(receipt.text)
    keys = [key for key in policy.logs if key.name == promise.origin + SUFFIX]
    if not _signed(receipt, keys):
        yield f"回执：没有 {promise.origin} 的有效签名"
    if promise.leaf != leaf_hash(voucher.entry):
        yield "回执：所承诺的不是这一条"
    if promise.at != entry.at:
        yield "回执：时间与存证条目不同"


def _of_proof(voucher: Voucher, proof: Proof, checkpoint: Checkpoint, policy: Policy) -> Iterator[str]:
    keys = [key for key in policy.logs if key.name == checkpoint.origin and not key.name.endswith(SUFFIX)]
    if not _signed(proof.note, keys):
        yield f"检查点：没有 {checkpoint.origin} 的有效签名"
    if root_of_inclusion(leaf_hash(voucher.entry), proof.index, checkpoint.size, proof.hashes) != checkpoint.root:
        yield "证明：算不出检查点的根，条目或证明已被改动"


def _signed(note: Note, keys: Collection[VerifierKey]) -> bool:
    try:
        return bool(note.times(keys))
    except BadNote:
        return False


def _seen(note: Note, policy: Policy) -> dict[str, tuple[VerifierKey, int]] | str:
    """The witnesses that cosigned, each with its key and time; or why a line that says it is theirs is not."""
    try:
        times = note.times([witness.key for witness in policy.witnesses.values()])
    except BadNote as reason:
        return f"见证：{reason}"
    return {w.name: (w.key, times[w.key]) for w in policy.witnesses.values() if w.key in times}
