"""The small code on page one, which leads whoever scans it to the page where the paper is checked."""

from io import BytesIO
from uuid import UUID

import segno

WORDS = "扫码核验"


def check_address(public: str, token: UUID) -> str:
    """Where a paper is checked: `token` is its random id, which nobody can guess who does not hold it."""
    return f"{public.rstrip('/')}/check/{token}"


def check_mark(address: str) -> dict[str, str]:
    """The code as the templates take it. Level M bears a stamp or a crease across a seventh of it."""
    return {"svg": qr_drawing(address, error="m"), "address": address, "words": WORDS}


def qr_drawing(text: str, *, error: str) -> str:
    """A QR code as SVG, one unit a module and without its quiet zone. Raises segno.DataOverflowError for too much text."""
    drawn = BytesIO()
    code = segno.make_qr(text, error=error, boost_error=False)
    code.save(drawn, kind="svg", border=0, omitsize=True, xmldecl=False, nl=False)
    return drawn.getvalue().decode()
