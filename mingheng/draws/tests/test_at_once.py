"""Two at once: one seals, one draws; the other is told and nothing is done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from mingheng.draws.actions import DrawRefused, draw_lots
from mingheng.draws.models import Draw, DrawEnd
from mingheng.draws.tests.sealed import AT, a_sealed, reveal
from tests.cast import Cast


def together(*acts: Callable[[], object]) -> list[str]:
    """What became of acts that begin at the same moment, each on a connection of its own: nothing, or what refused it."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            gate.wait()
            act()
        except DrawRefused as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_that_seal_at_once_one_is_told_who_was_first(committed_cast: Cast, attempt: int) -> None:
    cast = committed_cast
    told = together(*(lambda n=n, who=who: a_sealed(who, number=n) for n, who in enumerate((cast.supervisor, cast.bureau_head))))
    first = Draw.objects.select_related("by").get()
    assert min(told) == ""
    assert f"{first.by.name}已在 2026-11-20 封存过" in max(told)


def test_of_two_that_draw_at_once_one_draws(committed_cast: Cast) -> None:
    draw = a_sealed(committed_cast.supervisor)
    reveal(draw, committed_cast.supervisor)
    told = together(*(lambda: draw_lots(draw_id=draw.pk, by=committed_cast.supervisor, at=AT) for _ in range(2)))
    assert sorted(bool(refusal) for refusal in told) == [False, True]
    assert DrawEnd.objects.count() == 1
