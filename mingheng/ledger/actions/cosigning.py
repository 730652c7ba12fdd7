"""Bringing checkpoints to witnesses, and keeping what they say."""

import http.client
import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Max

from mingheng.ledger.models import Cosignature, SignedCheckpoint
from mingheng.ledger.queries import checkpoint_note, tree_nodes, witness_policy
from mingheng.ledger.rules.tree.checkpoints import Checkpoint, decimal
from mingheng.ledger.rules.tree.keys import VerifierKey
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.policies import BadPolicy, Witness
from mingheng.ledger.rules.tree.proving import consistency
from mingheng.ledger.rules.tree.tiles import NotATile
from mingheng.ledger.rules.tree.witnessing import Request

ANEW = timedelta(seconds=60)  # an unchanged tree is shown again, lest a silent night be a door for back-dating
PATIENCE = 10.0  # seconds a witness may take to answer
LARGEST = 1 << 16  # bytes of an answer
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
        except (NotCosigned, BadNote, NotATile, OSError, http.client.HTTPException) as reason:
            log.warning("witness %s did not cosign: %s", witness.name, reason)
        else:
            cosigned += 1
    return cosigned


@transaction.atomic
def keep_cosignatures(*, note: Note, at: datetime) -> int:
    """Keep the cosignatures of witnesses of the policy on one of our checkpoints; how many. Raises BadNote for any other note."""
    checkpoint = Checkpoint.read(note.text)
    ours = SignedCheckpoint.objects.select_for_update().filter(size=checkpoint.size).first()
    if ours is None or Note.read(ours.note).text != note.text:
        raise BadNote(f"这里没有签过 {checkpoint.size} 条的这个检查点")
    times = note.times(witness.key for witness in witness_policy().witnesses.values())
    for key, time in times.items():
        seen_at = datetime.fromtimestamp(time, UTC)
        if seen_at > at + ANEW:
            raise BadNote(f"{key.name} 的见证时间在将来，请核对双方的时钟")
        (line,) = {str(line) for line in note.signatures if (line.name, line.key_id) == (key.name, key.id)}
        kept, is_new = Cosignature.objects.get_or_create(
            checkpoint=ours, witness=str(key), defaults={"line": line, "seen_at": seen_at}
        )
        if not is_new and kept.seen_at < seen_at:
            Cosignature.objects.filter(pk=kept.pk).update(line=line, seen_at=seen_at)
    return len(times)


def _is_due(key: VerifierKey, size: int, at: datetime) -> bool:
    return not Cosignature.objects.filter(witness=str(key), checkpoint=size, seen_at__gt=at - ANEW).exists()


def _asked(witness: Witness, note: Note) -> Note:
    """The note as the witness cosigned it. Raises NotCosigned."""
    size = Checkpoint.read(note.text).size
    known = Cosignature.objects.filter(witness=str(witness.key)).aggregate(size=Max("checkpoint"))["size"] or 0
    for old in (known, None):
        status, kind, answer = _sent(witness.url, _request(known if old is None else old, size, note))
        if status == HTTPStatus.OK:
            cosigned = Note.read(f"{note}{answer}")
            if witness.key not in cosigned.times([witness.key]):
                raise NotCosigned("回答里没有它的见证")
            return cosigned
        if status != HTTPStatus.CONFLICT or kind != SIZE_TYPE:
            raise NotCosigned(f"{status} {answer.strip()[:200]}")
        known = decimal(answer.strip())
        if known > size:
            raise NotCosigned(f"它见证过 {known} 条，这里只有 {size} 条：数据库被换成了旧的，或者有记录被删")
    raise NotCosigned("它上次见证的条数一再改变")


def _request(old: int, size: int, note: Note) -> Request:
    proof: Iterable[bytes] = consistency(old, size, tree_nodes(size)) if old else ()
    return Request(old, tuple(proof), note)


def _sent(url: str, request: Request) -> tuple[int, str, str]:
    """Status, type and text of a witness's answer."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NotCosigned(f"见证人的地址 {url} 不是 http 或 https 地址")
    opened = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = opened(parts.hostname, parts.port, timeout=PATIENCE)
    try:
        connection.request("POST", parts.path.rstrip("/") + PATH, str(request).encode(), {"Content-Type": "text/plain"})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Content-Type", ""), answer.read(LARGEST).decode(errors="replace")
    finally:
        connection.close()
