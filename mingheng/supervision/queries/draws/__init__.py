"""Draws as their pages show them."""

from mingheng.supervision.queries.draws.listed import Listed, listed
from mingheng.supervision.queries.draws.page import DrawPage, draw_page

__all__ = ["DrawPage", "Listed", "draw_page", "listed"]
