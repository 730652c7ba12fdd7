"""Counting what a bulletin freezes, and reading what it froze."""
