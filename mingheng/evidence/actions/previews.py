"""Small pictures for lists: made on demand from a copy in memory, kept apart, without anything the camera wrote in."""

import io
from dataclasses import dataclass
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image, ImageOps

from mingheng.evidence import access, queries
from mingheng.evidence.rules import READERS

MIME = "image/jpeg"
_SIDE = 480
_MOST_PIXELS = 50_000_000
"""Larger pictures of formats that cannot be reduced while reading would take too much memory."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A small picture, ready to be sent."""

    data: bytes
    mime: str = MIME


def preview(*, evidence_id: UUID) -> Preview | None:
    """A picture of at most 480 pixels a side; None for what is no picture or cannot be shown.

    Not an act: nothing is recorded, and what is stored is a cache that may be emptied at any time. Raises FileDamaged.
    """
    if not queries.one(evidence_id).has_preview:
        return None
    cache, name = storages["previews"], cache_name(evidence_id)
    if cache.exists(name):
        with cache.open(name) as kept:
            return Preview(kept.read())
    data = _shrink(evidence_id)
    if data is None:
        return None
    try:
        cache.save(name, ContentFile(data))
    except FileExistsError:
        return Preview(data)  # made by another request at the same moment
    return Preview(data)


def cache_name(evidence_id: UUID) -> str:
    """Where the preview of a piece of evidence is kept."""
    return f"{evidence_id.hex[:2]}/{evidence_id.hex}.jpg"


def _shrink(evidence_id: UUID) -> bytes | None:
    with access.open_original(evidence_id) as original:
        try:
            with Image.open(original, formats=READERS) as image:
                image.draft("RGB", (_SIDE * 2, _SIDE * 2))
                if image.width * image.height > _MOST_PIXELS:
                    return None
                upright = ImageOps.exif_transpose(image)
                upright.thumbnail((_SIDE, _SIDE))
                out = io.BytesIO()
                upright.convert("RGB").save(out, "JPEG", quality=80)
        except (OSError, ValueError, SyntaxError):
            return None  # damaged beyond its header: the list shows a sign instead, the original can still be opened
    return out.getvalue()
