"""Addresses of our own pages by their names, worked out once: a list asks for the same ones for every row and reader."""

from functools import lru_cache

from django.urls import reverse

MOST_KEPT = 20_000


@lru_cache(maxsize=MOST_KEPT)
def link(name: str, *parts: str | int) -> str:
    """The address of the page `name`; raises NoReverseMatch for one that is not there."""
    return reverse(name, args=parts)
