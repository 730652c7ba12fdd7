"""How large a proof is: of entries of the folder's log, and of logs of a million and of a hundred million."""

import os
import statistics
from collections.abc import Iterator
from dataclasses import replace

import segno
from django.conf import settings

from mingheng.ledger.models import Position
from mingheng.ledger.queries import proof_of, sequenced
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.proofs import Proof
from mingheng.ledger.rules.vouching.vouchers import Voucher
from tests.bench.ledger.goals import at_most
from tests.bench.ledger.volume import placed_and_signed

WANTED = 2048  # bytes
SAMPLES = 40
LARGER = (1_000_000, 100_000_000)
WITNESSES = [SignerKey.new(name, Kind.COSIGNATURE) for name in ("sfj.lanjiang.example/witness", "jcy.lanjiang.example/witness")]
TIME = 1_790_000_000  # seconds since 1970 that the cosignatures name


def measure() -> Iterator[str]:
    """A line with its goal for each size of log."""
    yield from placed_and_signed()
    size = sequenced()
    entries = Position.objects.filter(position__in=range(1, size, max(1, size // SAMPLES))).values_list("entry", "entry__entry")
    made = [(bytes(entry), _seen(proof_of(pk))) for pk, entry in entries]
    yield from _sizes(size, made)
    for larger in LARGER:
        yield from _sizes(larger, [(entry, _grown(larger)) for entry, _ in made])


def _seen(proof: Proof | None) -> Proof:
    """The proof under its checkpoint with the lines of two witnesses."""
    assert proof is not None
    note = proof.note
    for key in WITNESSES:
        note = note.signed(key, TIME)
    return replace(proof, note=note)


def _grown(size: int) -> Proof:
    """A proof as long as any of a log of so many entries; what its hashes are makes no difference to its size."""
    origin = settings.MINGHENG_LOG_ORIGIN
    note = Note(str(Checkpoint(origin, size, os.urandom(32)))).signed(SignerKey.new(origin, Kind.NOTE))
    return _seen(Proof(size - 1, tuple(os.urandom(32) for _ in range((size - 1).bit_length())), note))


def _sizes(size: int, made: list[tuple[bytes, Proof]]) -> Iterator[str]:
    vouchers = [Voucher(entry, (), proof) for entry, proof in made]
    bare = [len(str(proof).encode()) for _, proof in made]
    whole = [len(str(voucher).encode()) for voucher in vouchers]
    codes = [voucher.code() for voucher in vouchers]
    versions = [segno.make_qr(code, error="l").version for code in codes]
    yield at_most(f"proof of one of {size:,} entries, two witnesses, the largest of {len(made)}", max(bare), WANTED, "bytes")
    yield (
        f"  with the entry itself (.tlog-proof): {statistics.median(whole):,.0f} bytes, at most {max(whole):,}; as a code "
        f"{statistics.median(map(len, codes)):,.0f} characters, at most {max(map(len, codes)):,}, QR version {max(versions)} at most"
    )
