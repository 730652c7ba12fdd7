"""Filling an empty, embedded installation with the fictional district."""

from mingheng.demo.actions.seeding import NotEmpty, seed_district

__all__ = ["NotEmpty", "seed_district"]
