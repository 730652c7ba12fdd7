"""Evidence: files taken in, kept as they came, and read on record."""
