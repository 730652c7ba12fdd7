"""What a person can hold in the hand: an entry, what of it may be shown, and the proof or the receipt that it was recorded.

Pure: `openings` show a fact without the key of its case, `receipts` promise, `vouchers` carry, `verdicts` judge. Whoever
checks needs no database, only the public keys of the log and of its witnesses.
"""
