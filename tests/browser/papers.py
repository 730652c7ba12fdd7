"""A paper as its holder has it: the PDF, its annex, what they look like in a photograph, and what a forger makes of them."""

from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pypdfium2
from django.db import transaction
from PIL import Image, ImageFilter

from mingheng.documents import queries
from mingheng.documents.actions import render_waiting
from mingheng.documents.tests.orders import AT, order
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.proofs import Proof
from mingheng.ledger.rules.vouching.vouchers import Voucher
from mingheng.organisation.models import Officer
from tests.watched import BOTH, cosigned

MADE = AT + timedelta(seconds=5)
SEEN = AT + timedelta(minutes=1)
PHONE = 220  # dots an inch that a photograph of a sheet has, held so that the sheet fills it


@dataclass(frozen=True)
class Held:
    """What the party holds: its PDF, and the token in its small code."""

    token: UUID
    number: str
    body: bytes

    def annex(self) -> bytes:
        """The annex as it is made now."""
        return queries.annex(self.token)

    def voucher(self) -> Voucher:
        """What vouches for it now."""
        return queries.paper_voucher(self.token)


def handed_out(by: Officer, *signers: SignerKey) -> Held:
    """A decision made by the worker, and seen by these witnesses, or both."""
    with transaction.atomic():
        ordered = order("penalty_decision", by)
    render_waiting(at=MADE)
    cosigned(SEEN, *signers)
    view = queries.instrument(ordered.id)
    return Held(view.id, view.number, queries.content(view.file, view.sha256))


def sheet(content: bytes, page: int = 0, dpi: int = PHONE) -> Image.Image:
    """A page on paper."""
    with pypdfium2.PdfDocument(content) as pdf:
        shown: Image.Image = pdf[page].render(scale=dpi / 72).to_pil()
    return shown.convert("RGB")


def photograph(paper: Image.Image, *, turned: float = 0, blur: float = 0.6) -> bytes:
    """A sheet on a desk, photographed by hand."""
    desk = Image.new("RGB", (int(paper.width * 1.15), int(paper.height * 1.1)), (96, 84, 70))
    desk.paste(paper, (int(paper.width * 0.07), int(paper.height * 0.05)))
    taken = desk.rotate(turned, Image.Resampling.BICUBIC, fillcolor=(96, 84, 70)).filter(ImageFilter.GaussianBlur(blur))
    written = BytesIO()
    taken.point(lambda shade: int(shade * 0.85) + 12).save(written, "JPEG", quality=82)
    return written.getvalue()


def forged(voucher: Voucher) -> Voucher:
    """The same under keys of the forger's own that bear the names of ours, its amount another."""
    assert isinstance(voucher.vouched, Proof)
    note = Note(voucher.vouched.note.text)
    origin = note.text.split("\n", 1)[0]
    note = note.signed(SignerKey.from_secret(origin, Kind.NOTE, b"f" * 32))
    for i, witness in enumerate(BOTH):
        note = note.signed(SignerKey.from_secret(witness.name, Kind.COSIGNATURE, bytes([i]) * 32), int(SEEN.timestamp()))
    return replace(voucher, vouched=replace(voucher.vouched, note=note))
