"""What this folder refuses, as a sentence to a person."""


class BadDraw(ValueError):
    """A list, a plan or a file that cannot be drawn from or read; the message says what and where, in Chinese."""
