"""Bringing checkpoints to witnesses, and keeping what they say."""

import logging
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from django.db import transaction

from mingheng.ledger.actions.outward import OutOfReach, posted
from mingheng.ledger.models import Cosignature, SignedCheckpoint
from mingheng.ledger.queries import believed, checkpoint_note, request_to, tree_nodes, witness_policy
from mingheng.ledger.rules.tree.checkpoints import Checkpoint, decimal
from mingheng.ledger.rules.tree.keys import VerifierKey
from mingheng.ledger.rules.tree.notes import BadNote, Note, Signature
from mingheng.ledger.rules.tree.policies import BadPolicy, Witness
from mingheng.ledger.rules.tree.proving import root
from mingheng.ledger.rules.tree.tiles import NotATile
from mingheng.ledger.rules.tree.witnessing import Request

ANEW = timedelta(seconds=60)  # an unchanged tree is shown again, lest a silent night be a door for back-dating
ATTEMPTS = 2  # the second with the size the witness says it saw
PATH = "/add-checkpoint"
SIZE_TYPE = "text/x.tlog.size"

log = logging.getLogger(__name__)


class NotCosigned(Exception):
    """Why a witness gave no cosignature."""


def ask_witnesses(*, at: datetime) -> int:
    """Show the latest checkpoint to every witness that has not seen it, or not lately; how many cosigned it.

    No transaction is open while a witness is waited for. What a witness answers instead is logged.
    """
    try:
        policy = witness_policy()
    except BadPolicy as reason:
        log.critical("no witness is asked, MINGHENG_WITNESS_POLICY: %s", reason)
        return 0
    cosigned = 0
    for witness in policy.witnesses.values():
        note = checkpoint_note()
        if not witness.url or note is None or not _is_due(witness.key, Checkpoint.read(note.text).size, at):
            continue
        try:
            keep_cosignatures(note=_asked(witness, note), at=at)
        except (NotCosigned, BadNote, NotATile, OutOfReach) as reason:
            log.warning("witness %s did not cosign: %s", witness.name, reason)
        else:
            cosigned += 1
    return cosigned


@transaction.atomic
def keep_cosignatures(*, note: Note, at: datetime) -> int:
    """Keep the cosignatures of witnesses of the policy on one of our checkpoints; how many. Raises BadNote for any other note."""
    size = Checkpoint.read(note.text).size
    ours = SignedCheckpoint.objects.select_for_update().filter(size=size).first()
    if Note.read(ours.note).text != note.text if ours else not _was_ours(note):
        raise BadNote(f"这里没有签过 {size} 条的这个检查点")
    times = note.times(witness.key for witness in witness_policy().witnesses.values())
    if any(time > (at + ANEW).timestamp() for time in times.values()):
        raise BadNote(f"{'、'.join(key.name for key in times)} 的见证时间在将来，请核对双方的时钟")
    if times:
        ours = ours or _kept_again(note, at)
    for key, time in times.items():
        seen_at = datetime.fromtimestamp(time, UTC)
        line = next(
            str(line) for line in note.signatures if _is_of(key, line) and key.signed_at(note.text, line.signature) == time
        )
        kept, is_new = Cosignature.objects.get_or_create(
            checkpoint=ours, witness=str(key), defaults={"line": line, "seen_at": seen_at}
        )
        if not is_new and kept.seen_at < seen_at:
            Cosignature.objects.filter(pk=kept.pk).update(line=line, seen_at=seen_at)
    return len(times)


def _was_ours(note: Note) -> bool:
    """Whether this is a checkpoint of ours that was dropped because nobody had seen it; an answer carried by hand takes its time."""
    checkpoint = Checkpoint.read(note.text)
    latest = SignedCheckpoint.objects.order_by("size").last()
    if latest is None or not 0 < checkpoint.size < latest.size or not note.times(_log_keys(checkpoint.origin)):
        return False
    return root(checkpoint.size, tree_nodes(latest.size)) == checkpoint.root


def _kept_again(note: Note, at: datetime) -> SignedCheckpoint:
    checkpoint = Checkpoint.read(note.text)
    keys = _log_keys(checkpoint.origin)
    signed = Note(note.text, tuple(line for line in note.signatures if any(_is_of(key, line) for key in keys)))
    return SignedCheckpoint.objects.create(size=checkpoint.size, root=checkpoint.root, note=str(signed), signed_at=at)


def _is_of(key: VerifierKey, line: Signature) -> bool:
    return (line.name, line.key_id) == (key.name, key.id)


def _log_keys(origin: str) -> list[VerifierKey]:
    return [key for key in believed().logs if key.name == origin]


def _is_due(key: VerifierKey, size: int, at: datetime) -> bool:
    return not Cosignature.objects.filter(witness=str(key), checkpoint=size, seen_at__gt=at - ANEW).exists()


def _asked(witness: Witness, note: Note) -> Note:
    """The note as the witness cosigned it. Raises NotCosigned."""
    size = Checkpoint.read(note.text).size
    old = None
    for _ in range(ATTEMPTS):
        status, kind, answer = _sent(witness.url, request_to(witness, note, old))
        if status == HTTPStatus.OK:
            cosigned = Note.read(f"{note}{answer}")
            if witness.key not in cosigned.times([witness.key]):
                raise NotCosigned("回答里没有它的见证")
            return cosigned
        if status != HTTPStatus.CONFLICT or kind != SIZE_TYPE:
            raise NotCosigned(f"{status} {answer.strip()[:200]}")
        old = decimal(answer.strip())
        if old > size:
            raise NotCosigned(f"它见证过 {old} 条，这里只有 {size} 条：数据库被换成了旧的，或者有记录被删")
    raise NotCosigned("它上次见证的条数一再改变")


def _sent(url: str, request: Request) -> tuple[int, str, str]:
    """Status, type and text of a witness's answer."""
    status, kind, answer = posted(url.rstrip("/") + PATH, str(request).encode(), "text/plain")
    return status, kind, answer.decode(errors="replace")
