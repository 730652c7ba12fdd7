"""Holding a receipt against the log that gave it: what was promised is there in time, or the receipt is proof against the log."""

from datetime import datetime, timedelta

from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.policies import Policy
from mingheng.ledger.rules.tree.tiles import Tile
from mingheng.ledger.rules.tree.trusting import TrustedTiles
from mingheng.ledger.rules.vouching.receipts import Promise, is_kept
from mingheng.ledger.rules.vouching.verdicts import Standing
from mingheng.witness.watching import Served


def claimed(receipt: Note, log: Served, policy: Policy, *, at: datetime) -> tuple[Standing, str]:
    """Whether the promise of a receipt was kept, by the latest checkpoint of the log that a key of the policy signed.

    The receipt's own signature is judged elsewhere. Raises OutOfReach, NotATile, and BadNote for a checkpoint that nobody
    believed signed, or one of another log.
    """
    promise, note = Promise.read(receipt.text), log.checkpoint()
    checkpoint = Checkpoint.read(note.text)
    if checkpoint.origin != promise.origin:
        raise BadNote(f"这里是日志 {checkpoint.origin}，回执是 {promise.origin} 的")
    if not note.times([key for key in policy.logs if key.name == checkpoint.origin]):
        raise BadNote(f"检查点没有 {checkpoint.origin} 的有效签名")
    tiles = TrustedTiles(checkpoint.size, checkpoint.root, log.tile)

    def proved(tile: Tile) -> bytes:
        return tiles.tile(tile.level, tile.index)

    if is_kept(promise, checkpoint.size, proved):
        witnesses = note.times([witness.key for witness in policy.witnesses.values()])
        enough = bool(witnesses) and policy.is_met(witnesses)
        return (Standing.KEPT, "日志里有承诺的记录") if enough else (Standing.UNWITNESSED, "日志里有承诺的记录，但见证不足")
    if at <= promise.at + timedelta(seconds=promise.within):
        return Standing.UNWITNESSED, f"日志里还没有承诺的记录，{promise.within} 秒的期限也还没有到，请稍后再核对"
    return Standing.DIFFERS, f"日志里没有承诺的记录：超过 {promise.within} 秒的期限。这份回执就是证据，请向监督部门反映"
