"""The witness: a small program that those who watch the ledger run on a machine of their own, with a key of their own.

It needs no database server and none of the rest of the program, only the formats in `ledger.rules.tree`.
"""
