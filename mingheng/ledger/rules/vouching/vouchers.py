"""The voucher: an entry, some of its facts opened, and the proof that it is in the log, or the receipt that it will be.

Three written forms of one thing. A file is a proof in the form of c2sp.org/tlog-proof whose extra data are the entry and
its openings. Short, for a receipt and inside a code: the extra data in one line, then the proof or the receipt. A code, as
the large QR code on paper: `MH1:` and the short form, compressed (RFC 1950) and in base 45 (RFC 9285), which QR codes hold
in their denser mode. What has two spellings is refused, so that no two readers can take one voucher for two; only the
compression of a code may differ, and what is in it is the voucher.
"""

import json
import zlib
from dataclasses import dataclass, replace

import base45

from mingheng.ledger.rules.canonical import EntryRefused, canonical_bytes
from mingheng.ledger.rules.entries import Entry
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.proofs import HEADING, Proof
from mingheng.ledger.rules.vouching.openings import Opening, read_openings, written

CODE = "MH1:"
LARGEST = 1 << 16  # characters of a voucher, compressed or not: one entry and one proof are a tenth of it


@dataclass(frozen=True, slots=True)
class Voucher:
    """An entry in its bytes, the facts that are shown, and what vouches for it: a proof, or a signed receipt."""

    entry: bytes
    openings: tuple[Opening, ...]
    vouched: Proof | Note

    def said(self) -> Entry:
        """What the entry says. Raises BadNote, also where another spelling would say the same."""
        try:
            entry = Entry.from_bytes(self.entry)
            spellings = {self.entry, entry.to_bytes(), canonical_bytes(json.loads(self.entry))}
        except (AttributeError, EntryRefused, OverflowError, TypeError) as reason:
            raise BadNote(f"存证条目残缺：{reason}") from reason
        if len(spellings) > 1:
            raise BadNote("存证条目的写法不规范")
        return entry

    def __str__(self) -> str:
        """The voucher as a file."""
        if isinstance(self.vouched, Proof):
            return str(replace(self.vouched, extra=self._extra()))
        return self.short()

    def short(self) -> str:
        """The voucher in its short form."""
        return f"{self._extra().decode()}\n{self.vouched}"

    def code(self) -> str:
        """The voucher as a QR code holds it."""
        packed: bytes = base45.b45encode(zlib.compress(self.short().encode(), 9))
        return CODE + packed.decode()

    @classmethod
    def read(cls, text: str) -> "Voucher":
        """The voucher of any of its forms. Raises BadNote."""
        if len(text) > LARGEST:
            raise BadNote("存证凭证过长")
        if text.startswith(CODE):
            return cls.read(_unpacked(text.strip().removeprefix(CODE)))
        if text.startswith(HEADING):
            proof = Proof.read(text)
            return cls._of(proof.extra, replace(proof, extra=b""))
        extra, gap, rest = text.partition("\n")
        if not gap or not extra.startswith("{"):
            raise BadNote("不是存证凭证：应当是 .tlog-proof 文件、存证回执，或者 MH1: 开头的二维码内容")
        return cls._of(extra.encode(), Proof.read(rest) if rest.startswith(HEADING) else Note.read(rest))

    def _extra(self) -> bytes:
        return canonical_bytes({"entry": self.entry.decode(), "open": written(self.openings)})

    @classmethod
    def _of(cls, extra: bytes, vouched: Proof | Note) -> "Voucher":
        try:
            said = json.loads(extra)
            voucher = cls(said["entry"].encode(), read_openings(said["open"]), vouched)
            spelled = voucher._extra()
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as reason:
            raise BadNote("存证凭证里没有存证条目，或者残缺") from reason
        if spelled != extra:
            raise BadNote("存证凭证的写法不规范")
        return voucher


def _unpacked(code: str) -> str:
    """The short form out of a code. Raises BadNote."""
    try:
        opened = zlib.decompressobj()
        text = opened.decompress(base45.b45decode(code), LARGEST)
        if not opened.eof or opened.unused_data:
            raise BadNote("二维码的内容残缺，或者过长")
        return text.decode()
    except (ValueError, zlib.error) as reason:
        if isinstance(reason, BadNote):
            raise
        raise BadNote("二维码的内容残缺，请重新扫描") from reason
