"""Judging the record against itself and against what it is said to hold. Pure: what was read is given as values."""
