"""A program that is not ours reads our log: sigstore's client parses the checkpoint, checks the signature, and finds the entry in the tree.

The rest of what it needs (which hashes lead from a leaf to the root) is fetched as it would be from any log of this kind, by the tiles.
"""

import base64
import hashlib
import urllib.request
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pytest_django import Settings
from sigstore._internal.merkle import verify_merkle_inclusion
from sigstore._internal.rekor.checkpoint import SignedCheckpoint
from sigstore._internal.trust import Keyring, RekorKeyring
from sigstore._utils import KeyID
from sigstore.errors import VerificationError
from sigstore_models.common.v1 import PublicKey, PublicKeyDetails

from mingheng.ledger.models import StoredEntry
from mingheng.ledger.queries import proof_of
from mingheng.ledger.rules.tree.keys import Kind, SignerKey, VerifierKey
from mingheng.ledger.rules.tree.proofs import Proof
from tests.fixtures.browser import Live
from tests.trouble.test_witnessed import SECRET, acts

pytestmark = pytest.mark.trouble


@pytest.fixture
def key(settings: Settings, tmp_path: Path) -> VerifierKey:
    """The key of our log, which has signed nothing."""
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = SECRET, tmp_path
    return SignerKey.from_secret(settings.MINGHENG_LOG_ORIGIN, Kind.NOTE, SECRET).verifier


def outsider(key: VerifierKey) -> tuple[RekorKeyring, KeyID]:
    """The key as the other program holds it, and by which four bytes it looks for the line."""
    _, key_id, material = str(key).split("+", 2)
    der = Ed25519PublicKey.from_public_bytes(base64.b64decode(material)[1:]).public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    public = PublicKey(raw_bytes=base64.b64encode(der), key_details=PublicKeyDetails.PKIX_ED25519)
    return RekorKeyring(Keyring([public])), KeyID(bytes.fromhex(key_id))


def fetched(live: Live, path: str) -> bytes:
    """What anybody gets."""
    with urllib.request.urlopen(f"{live.url}/log/{path}") as answer:
        return bytes(answer.read())


def included(entry: bytes, proof: Proof, checkpoint: SignedCheckpoint) -> None:
    """Let the other program find the entry in the tree of that checkpoint. Raises VerificationError."""
    told = SimpleNamespace(
        log_index=proof.index,
        tree_size=checkpoint.checkpoint.log_size,
        hashes=list(proof.hashes),
        root_hash=bytes.fromhex(checkpoint.checkpoint.log_hash),
    )
    verify_merkle_inclusion(cast("Any", SimpleNamespace(_inner=SimpleNamespace(inclusion_proof=told, canonicalized_body=entry))))


@pytest.mark.parametrize("size", [1, 260])
def test_another_program_reads_our_checkpoint_and_finds_every_entry(live: Live, key: VerifierKey, size: int) -> None:
    acts(size)
    read = SignedCheckpoint.from_text(fetched(live, "checkpoint").decode())
    read.signed_note.verify(*outsider(key))
    assert (read.checkpoint.origin, read.checkpoint.log_size) == (key.name, size)
    for row in StoredEntry.objects.select_related("position").order_by("id"):
        proof = proof_of(row.pk)
        assert proof is not None
        included(bytes(row.entry), Proof.read(str(proof)), read)


def test_another_program_refuses_what_we_did_not_sign_and_what_is_not_there(live: Live, key: VerifierKey) -> None:
    acts(5)
    read = SignedCheckpoint.from_text(fetched(live, "checkpoint").decode())
    with pytest.raises(VerificationError, match="signature"):
        SignedCheckpoint.from_text(fetched(live, "checkpoint").decode().replace("\n5\n", "\n6\n")).signed_note.verify(
            *outsider(key)
        )
    with pytest.raises(VerificationError):
        read.signed_note.verify(*outsider(SignerKey.new(key.name, Kind.NOTE).verifier))
    first = StoredEntry.objects.earliest("id")
    proof = proof_of(first.pk)
    assert proof is not None
    for entry, told in ((bytes(first.entry) + b" ", proof), (bytes(first.entry), Proof(1, proof.hashes, proof.note))):
        with pytest.raises(VerificationError):
            included(entry, told, read)


def test_the_tiles_lead_to_the_root_for_one_who_has_only_the_specification(live: Live, key: VerifierKey) -> None:
    """RFC 6962 section 2.1, as one writes it down from the text; the layout of c2sp.org/tlog-tiles for the paths."""
    acts(300)
    size = SignedCheckpoint.from_text(fetched(live, "checkpoint").decode()).checkpoint.log_size
    tiles = fetched(live, "tile/0/000") + fetched(live, "tile/0/001.p/44")
    leaves = [tiles[i : i + 32] for i in range(0, len(tiles), 32)]

    def head(hashes: list[bytes]) -> bytes:
        if len(hashes) == 1:
            return hashes[0]
        split = 1 << (len(hashes) - 1).bit_length() - 1
        return hashlib.sha256(b"\x01" + head(hashes[:split]) + head(hashes[split:])).digest()

    assert (size, len(leaves)) == (300, 300)
    assert fetched(live, "tile/1/000.p/1") == head(leaves[:256])
    read = SignedCheckpoint.from_text(fetched(live, "checkpoint").decode())
    assert head(leaves).hex() == read.checkpoint.log_hash
