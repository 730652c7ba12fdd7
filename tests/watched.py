"""A ledger that is signed and watched by two witnesses, in one process: what `mingheng worker` and two hosts do in a minute."""

from datetime import datetime
from pathlib import Path

from django.conf import settings as configured
from pytest_django import Settings

from mingheng.ledger.actions import grow_tree, keep_cosignatures, sequence_entries
from mingheng.ledger.queries import checkpoint_note
from mingheng.ledger.rules.tree.keys import Kind, SignerKey

LOG_SECRET = bytes(range(32))
JUSTICE = SignerKey.from_secret("justice.lanjiang.example", Kind.COSIGNATURE, b"j" * 32)
PROCURATORATE = SignerKey.from_secret("procuratorate.lanjiang.example", Kind.COSIGNATURE, b"p" * 32)
BOTH = (JUSTICE, PROCURATORATE)
POLICY = f"""witness 司法局 {JUSTICE.verifier} http://127.0.0.1:8100
witness 检察院 {PROCURATORATE.verifier}
group 两家 all 司法局 检察院
quorum 两家
"""


def watch(settings: Settings, folder: Path) -> None:
    """From here on the ledger has a key of its own and asks for both witnesses."""
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = LOG_SECRET, folder
    settings.MINGHENG_WITNESS_POLICY = POLICY


def cosigned(at: datetime, *signers: SignerKey) -> None:
    """Place every entry, sign the tree, and have these witnesses (or both) see it."""
    while sequence_entries(at=at):
        pass
    while grow_tree(at=at):
        pass
    note = checkpoint_note()
    assert note is not None, configured.MINGHENG_LOG_ORIGIN
    for signer in signers or BOTH:
        note = note.signed(signer, int(at.timestamp()))
    keep_cosignatures(note=note, at=at)
