"""Every case held against the ledger: its steps, the columns that follow from them, its parties, its papers and its evidence."""
