"""Writing the ledger: recording acts, one or many, erasing content, and giving committed entries their final order."""

from mingheng.ledger.actions.cosigning import ask_witnesses, keep_cosignatures
from mingheng.ledger.actions.erasure import ERASURE, ErasureRefused, erase_chain
from mingheng.ledger.actions.growing import grow_tree
from mingheng.ledger.actions.many import record_many
from mingheng.ledger.actions.recording import record, record_said
from mingheng.ledger.actions.sequencing import sequence_entries
from mingheng.ledger.actions.stamping import stamp_checkpoint

__all__ = [
    "ERASURE",
    "ErasureRefused",
    "ask_witnesses",
    "erase_chain",
    "grow_tree",
    "keep_cosignatures",
    "record",
    "record_many",
    "record_said",
    "sequence_entries",
    "stamp_checkpoint",
]
