"""The log as the world reads it (c2sp.org/tlog-tiles): the signed checkpoint and the tiles of hashes. Nobody is asked who he is.

Entries are not served here: they name nobody, but how many acts each unit takes and when is for those to read who supervise it.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from mingheng.kit import clock
from mingheng.ledger.actions import keep_cosignatures
from mingheng.ledger.queries import checkpoint_note, tile_bytes
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.tiles import ENTRIES, NotATile, Tile

PLAIN = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"
YEAR = 365 * 24 * 3600
LARGEST = 1 << 16  # bytes of a cosigned checkpoint


@require_GET
@cache_control(no_cache=True)
def checkpoint(request: HttpRequest) -> HttpResponseBase:
    """The latest checkpoint, with every cosignature on it."""
    note = checkpoint_note()
    if note is None:
        raise Http404
    return HttpResponse(str(note), content_type=PLAIN)


@require_GET
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


@csrf_exempt
@require_POST
def cosignature(request: HttpRequest) -> HttpResponseBase:
    """A witness brings its cosignature on one of our checkpoints; whose it is, the signature says."""
    try:
        kept = keep_cosignatures(note=Note.read(request.read(LARGEST).decode()), at=clock.now())
    except (BadNote, UnicodeDecodeError) as reason:
        return HttpResponse(f"{reason}\n", status=422, content_type=PLAIN)
    if not kept:
        return HttpResponse("没有本单位认可的见证人的签名\n", status=422, content_type=PLAIN)
    return HttpResponse(content_type=PLAIN)
