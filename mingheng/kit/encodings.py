"""In which encoding a text file of another program is."""

import codecs
from typing import BinaryIO

CANDIDATES = ("utf-8-sig", "gb18030")  # what spreadsheets here write
PIECE = 1 << 20


def encoding_of(file: BinaryIO) -> str | None:
    """UTF-8 where the whole file is, else the encoding of Chinese spreadsheets; None for neither. Reads to the end."""
    return next((encoding for encoding in CANDIDATES if _is_in(file, encoding)), None)


def _is_in(file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while piece := file.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
