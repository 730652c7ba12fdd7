"""What a draw refuses, and the lock under which it decides."""

from uuid import UUID

from mingheng.draws.models import CHAIN, Draw
from mingheng.draws.queries.draws import draws, end_of
from mingheng.kit.alone import hold_name

WITHOUT = "各方都没有揭示，单凭公开数等于由组织者定结果，不能抽。请作废，重新收齐承诺再封存"


class DrawRefused(ValueError):
    """It cannot be done now; the message says why and what to do. Nothing was changed."""


def held(draw_id: UUID) -> Draw:
    """A draw that has no end yet, nobody else changing it until the transaction ends. Raises DrawRefused, Draw.DoesNotExist."""
    hold_name(f"{CHAIN}{draw_id}")
    found = draws().get(pk=draw_id)
    end = end_of(found)
    if end is not None:
        raise DrawRefused(f"这次抽取{end.get_kind_display()}（{end.by.name}），不能再改。确有必要的，另行封存一次并写明理由")
    return found
