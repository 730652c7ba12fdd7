"""Having checkpoints timestamped by an authority, so that their time rests on a third party too."""

import logging
from datetime import datetime
from http import HTTPStatus

from django.conf import settings
from django.db import transaction

from mingheng.ledger.actions.outward import OutOfReach, posted
from mingheng.ledger.models import SignedCheckpoint, Timestamp
from mingheng.ledger.queries import checkpoint_note
from mingheng.ledger.rules.timestamps import QUERY, REPLY, BadTimestamp, answered, question, read_roots
from mingheng.ledger.rules.tree.checkpoints import Checkpoint

log = logging.getLogger(__name__)


def stamp_checkpoint(*, at: datetime) -> int:
    """Have the latest checkpoint timestamped if the last was so long ago; 1 if it was, else 0.

    Where no authority is named nothing is done. What fails is logged, and tried again when next called. No transaction is open while the
    authority is waited for.
    """
    url, note = settings.MINGHENG_TSA_URL, checkpoint_note()
    if not url or note is None:
        return 0
    size = Checkpoint.read(note.text).size
    last = Timestamp.objects.order_by("checkpoint").last()
    if last and (last.checkpoint_id >= size or at - last.asked_at < settings.MINGHENG_TSA_EVERY):
        return 0
    try:
        reply, time = _asked(url, note.text)
    except (BadTimestamp, OutOfReach) as reason:
        log.warning("checkpoint %s has no timestamp: %s", size, reason)
        return 0
    return _kept(size, note.text, Timestamp(reply=reply, stamped_at=time, asked_at=at, authority=url))


def _asked(url: str, text: str) -> tuple[bytes, datetime]:
    """The authority's reply and the time it gives. Raises BadTimestamp, OutOfReach."""
    roots, asked = read_roots(settings.MINGHENG_TSA_ROOTS), question(text)
    status, kind, reply = posted(url, asked.as_bytes(), QUERY)
    if status != HTTPStatus.OK or kind.partition(";")[0].strip() != REPLY:
        raise BadTimestamp(f"{url} 的回答不是时间戳：{status} {kind}")
    return reply, answered(reply, asked, text, roots)


@transaction.atomic
def _kept(size: int, text: str, timestamp: Timestamp) -> int:
    """Keep a timestamp, unless its checkpoint is gone meanwhile; how many were kept."""
    checkpoint = SignedCheckpoint.objects.select_for_update().filter(size=size, note__startswith=text).first()
    if checkpoint is None:
        return 0
    timestamp.checkpoint = checkpoint
    timestamp.save(force_insert=True)
    return 1
