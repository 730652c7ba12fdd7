"""A page of a PDF as a picture, for whoever has no viewer: a telephone, a browser that shows no PDF in a frame."""

from io import BytesIO
from threading import Lock

import pypdfium2

WIDTH, QUALITY = 1120, 82  # pixels; JPEG, at which print of ten points stays sharp

_one_at_a_time = Lock()  # PDFium is not made for two threads


class NoSuchPage(LookupError):
    """The file has no page of this number."""


def picture_of(content: bytes, number: int) -> bytes:
    """The page with a number, counted from 1 over the whole file, as JPEG. Raises NoSuchPage."""
    with _one_at_a_time, pypdfium2.PdfDocument(content) as pdf:
        if not 1 <= number <= len(pdf):
            raise NoSuchPage(number)
        return _drawn(pdf[number - 1])


def pages_of(content: bytes) -> list[bytes]:
    """Every page in its order, as `picture_of` gives one."""
    with _one_at_a_time, pypdfium2.PdfDocument(content) as pdf:
        return [_drawn(page) for page in pdf]


def _drawn(page: pypdfium2.PdfPage) -> bytes:
    image = page.render(scale=WIDTH / page.get_width()).to_pil()
    drawn = BytesIO()
    image.convert("RGB").save(drawn, "JPEG", quality=QUALITY)
    return drawn.getvalue()
