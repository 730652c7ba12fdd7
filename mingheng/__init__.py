"""明衡 Mingheng: city enforcement on line, supervised so that nobody can game it."""

__version__ = "0.1.0"
