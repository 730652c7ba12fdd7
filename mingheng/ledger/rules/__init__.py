"""What an entry is, how it hides and proves its content, and how its table is guarded. Pure: no Django, no database."""

from mingheng.ledger.rules.canonical import EntryRefused, Json, canonical_bytes
from mingheng.ledger.rules.chains import EMPTY_CHAIN, Head, Link, chain_is_unbroken
from mingheng.ledger.rules.composing import WORKER, Said, Written, composed
from mingheng.ledger.rules.entries import LARGEST_ENTRY, Entry, Receipt, file_digest, leaf_hash
from mingheng.ledger.rules.guard import (
    REFUSE_CHANGE_REMOVAL_SQL,
    REFUSE_CHANGE_SQL,
    append_only_removal_sql,
    append_only_trigger_sql,
)
from mingheng.ledger.rules.sealing import (
    ContentAltered,
    ContentErased,
    commitment,
    seal,
    unseal,
    unwrap_key,
    wrap_key,
)

__all__ = [
    "EMPTY_CHAIN",
    "LARGEST_ENTRY",
    "REFUSE_CHANGE_REMOVAL_SQL",
    "REFUSE_CHANGE_SQL",
    "WORKER",
    "ContentAltered",
    "ContentErased",
    "Entry",
    "EntryRefused",
    "Head",
    "Json",
    "Link",
    "Receipt",
    "Said",
    "Written",
    "append_only_removal_sql",
    "append_only_trigger_sql",
    "canonical_bytes",
    "chain_is_unbroken",
    "commitment",
    "composed",
    "file_digest",
    "leaf_hash",
    "seal",
    "unseal",
    "unwrap_key",
    "wrap_key",
]
