"""Plain text: it has no signature, so all of it has to read as text."""

import codecs
import re
from typing import BinaryIO

_NOT_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_ENCODINGS = ("utf-8", "gb18030")


def is_plain_text(stream: BinaryIO, head: bytes) -> bool:
    """Whether the whole stream is UTF-8 or GB 18030 without control characters; a glance at the head decides most."""
    if _NOT_TEXT.search(head):
        return False
    return any(_decodes(stream, encoding) for encoding in _ENCODINGS)


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    try:
        while block := stream.read(1 << 20):
            if _NOT_TEXT.search(block):
                return False
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
