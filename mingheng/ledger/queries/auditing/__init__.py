"""Reading everything again, to judge it: the tree over all entries, and the chains."""
