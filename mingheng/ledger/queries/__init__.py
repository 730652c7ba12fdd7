"""Reading the ledger: its entries and chains, and the tree over all entries."""

from mingheng.ledger.queries.entries import (
    ChainState,
    PlacedEntry,
    chain_intact,
    chain_length,
    chain_state,
    chains_beginning,
    entries_after,
    erased_chains,
    leaves,
    open_commitment,
    unseal,
    unseal_chain,
    unseal_chains,
)
from mingheng.ledger.queries.tree import checkpoint_note, proof_of, stored_edge, tile_bytes, tree_nodes, witness_policy

__all__ = [
    "ChainState",
    "PlacedEntry",
    "chain_intact",
    "chain_length",
    "chain_state",
    "chains_beginning",
    "checkpoint_note",
    "entries_after",
    "erased_chains",
    "leaves",
    "open_commitment",
    "proof_of",
    "stored_edge",
    "tile_bytes",
    "tree_nodes",
    "unseal",
    "unseal_chain",
    "unseal_chains",
    "witness_policy",
]
