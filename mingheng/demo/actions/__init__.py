"""Filling an empty, embedded installation with the fictional district."""

from mingheng.demo.actions.seeding import NotEmpty, seed_district
from mingheng.demo.actions.volume import Span, Volume

__all__ = ["NotEmpty", "Span", "Volume", "seed_district"]
