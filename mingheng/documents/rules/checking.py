"""The small code on page one, which leads whoever scans it to the page where the paper is checked."""

from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

import segno

WORDS = "扫码核验"


@dataclass(frozen=True)
class Drawing:
    """A QR code as SVG, one unit a module and without its quiet zone, and how many modules a side has."""

    svg: str
    modules: int


def check_address(public: str, token: UUID) -> str:
    """Where a paper is checked: `token` is its random id, which nobody can guess who does not hold it."""
    return f"{public.rstrip('/')}/check/{token}"


def check_mark(address: str) -> dict[str, str]:
    """The code as the templates take it. Level M bears a stamp or a crease across a seventh of it."""
    return {"svg": drawn(address, "m").svg, "address": address, "words": WORDS}


def drawn(text: str, *levels: str) -> Drawing:
    """A text as a QR code of the first of these levels of error correction that holds it.

    Raises segno.DataOverflowError where none does.
    """
    for level in levels[:-1]:
        try:
            return _drawn(text, level)
        except segno.DataOverflowError:
            continue
    return _drawn(text, levels[-1])


def _drawn(text: str, level: str) -> Drawing:
    written = BytesIO()
    code = segno.make_qr(text, error=level, boost_error=False)
    code.save(written, kind="svg", border=0, omitsize=True, xmldecl=False, nl=False)
    return Drawing(written.getvalue().decode(), len(code.matrix))
