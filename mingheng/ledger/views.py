"""The log as the world reads it (c2sp.org/tlog-tiles): the signed checkpoint and the tiles of hashes. Nobody is asked who he is.

Except for the entries: they name nobody, but how many acts each unit takes and when is for those to read who supervise it, and
each of these has a token.
"""

import logging

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from mingheng.kit import clock
from mingheng.ledger.actions import keep_cosignatures
from mingheng.ledger.datasets.shelf import Shelf
from mingheng.ledger.datasets.twin import BELOW
from mingheng.ledger.queries import believed, checkpoint_note, entry_bundle, latest_timestamp, tile_bytes
from mingheng.ledger.rules.mirrors import BadMirrors, mirror_of, read_mirrors
from mingheng.ledger.rules.timestamps import REPLY
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.policies import BadPolicy
from mingheng.ledger.rules.tree.tiles import ENTRIES, NotATile, Tile

PLAIN = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"
MINUTE = 60
YEAR = 365 * 24 * 3600
LARGEST = 1 << 16  # bytes of a cosigned checkpoint

log = logging.getLogger(__name__)


@require_safe
@cache_control(no_cache=True)
def checkpoint(request: HttpRequest, size: int | None = None) -> HttpResponseBase:
    """The latest checkpoint, or a kept one of that size, with every cosignature on it."""
    note = checkpoint_note(size)
    if note is None:
        raise Http404
    return HttpResponse(str(note), content_type=PLAIN)


@require_safe
@cache_control(public=True, immutable=True, max_age=YEAR)
def tile(request: HttpRequest, where: str) -> HttpResponseBase:
    """A tile of hashes; it never changes."""
    try:
        named = Tile.at(f"tile/{where}")
        data = b"" if named.level == ENTRIES else tile_bytes(named)
    except NotATile:
        data = b""
    if not data:
        raise Http404
    return HttpResponse(data, content_type=BYTES)


@require_safe
@cache_control(private=True, immutable=True, max_age=YEAR)
def entries(request: HttpRequest, where: str) -> HttpResponseBase:
    """A bundle of entries, for a mirror under agreement."""
    try:
        mirror = mirror_of(read_mirrors(settings.MINGHENG_MIRRORS), request.headers.get("Authorization", ""))
    except BadMirrors as reason:
        return unavailable("MINGHENG_MIRRORS", reason)
    if mirror is None:
        refused = HttpResponse("须出示令牌：向日志方申请\n", status=401, content_type=PLAIN)
        refused.headers["WWW-Authenticate"] = 'Bearer realm="entries"'
        return refused
    try:
        named = Tile.at(f"tile/entries/{where}")
        tile_bytes(Tile(0, named.index, named.width))  # an entry is shown once it is in the tree
        return HttpResponse(entry_bundle(named), content_type=BYTES)
    except NotATile as reason:
        raise Http404 from reason


@require_safe
@cache_control(public=True, max_age=MINUTE)
def policy(request: HttpRequest) -> HttpResponseBase:
    """Which keys and witnesses vouchers of this log are judged by (c2sp.org/tlog-policy)."""
    try:
        return HttpResponse(str(believed()), content_type=PLAIN)
    except BadPolicy as reason:
        return unavailable("MINGHENG_WITNESS_POLICY", reason)


@require_safe
@cache_control(no_cache=True)
def timestamp(request: HttpRequest, size: int | None = None) -> HttpResponseBase:
    """The timestamp an authority gave for the text of the checkpoint of a size; without one, the way to the latest."""
    stamp = latest_timestamp(size)
    if stamp is None:
        raise Http404
    if size is None:
        return redirect("ledger:timestamp", stamp.size)
    return HttpResponse(stamp.reply, content_type=REPLY)


@require_safe
@cache_control(no_cache=True)
def twin_checkpoint(request: HttpRequest) -> HttpResponseBase:
    """The latest checkpoint of the SM3 twin, where there is one."""
    note = Shelf(settings.MINGHENG_PUBLISHED, BELOW).published()
    if note is None:
        raise Http404
    return HttpResponse(str(note), content_type=PLAIN)


@require_safe
@cache_control(public=True, immutable=True, max_age=YEAR)
def twin_tile(request: HttpRequest, where: str) -> HttpResponseBase:
    """A tile of hashes of the SM3 twin."""
    try:
        named = Tile.at(f"tile/{where}")
        return HttpResponse(Shelf(settings.MINGHENG_PUBLISHED, BELOW).read(named), content_type=BYTES)
    except NotATile as reason:
        raise Http404 from reason


@csrf_exempt
@require_POST
def cosignature(request: HttpRequest) -> HttpResponseBase:
    """A witness brings its cosignature on one of our checkpoints; whose it is, the signature says."""
    try:
        kept = keep_cosignatures(note=Note.read(request.read(LARGEST).decode()), at=clock.now())
    except (BadNote, UnicodeDecodeError) as reason:
        return HttpResponse(f"{reason}\n", status=422, content_type=PLAIN)
    except BadPolicy as reason:
        return unavailable("MINGHENG_WITNESS_POLICY", reason)
    if not kept:
        return HttpResponse("没有本单位认可的见证人的签名\n", status=422, content_type=PLAIN)
    return HttpResponse(content_type=PLAIN)


def unavailable(setting: str, reason: Exception) -> HttpResponse:
    """A mistake of ours in a setting: the other side may come again once it is mended."""
    log.critical("%s: %s", setting, reason)
    return HttpResponse(f"本单位的设置 {setting} 有误，暂时不能受理；请稍后再来\n", status=503, content_type=PLAIN)
