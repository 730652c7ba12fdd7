"""The Merkle tree over all entries, in the formats of C2SP, so that tools that are not ours can read and check it.

Pure: hashes and keys in, bytes and answers out. `growing` builds, `proving` proves, `notes` and `checkpoints` sign,
`policies` says which witnesses are enough. No Django, no database.
"""
