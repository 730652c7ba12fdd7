"""The rows of this room held against the ledger: one file for each kind of chain."""
