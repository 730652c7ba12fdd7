"""Fetching draws and asking whether one may, in one function: absent and forbidden are the same 404."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from mingheng.draws.queries import draws
from mingheng.organisation.rules import Authority
from mingheng.supervision.queries.reviewing.drawn import is_reviewed
from mingheng.supervision.rules.drawing import BEFOREHAND

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from mingheng.draws.models import Draw


def draws_for(held: Authority) -> "QuerySet[Draw]":
    """What this person may see: all; once drawn or lapsed, everybody in the bureau."""
    return draws() if held.holds(*BEFOREHAND) else draws().filter(end__isnull=False)


def sees_reviewers(held: Authority, draw: "Draw") -> bool:
    """Whether this person may know who reviews what was drawn: nobody leans on a reviewer he does not know."""
    return held.holds(*BEFOREHAND) or is_reviewed(draw)


def draw_for(held: Authority, pk: UUID) -> "Draw":
    """One draw; Http404 when it does not exist or is not this person's to see."""
    found = draws_for(held).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
