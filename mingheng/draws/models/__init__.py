"""The tables of draws. Rows are only ever added: nobody draws twice by changing one."""

from mingheng.draws.models.draws import CHAIN, PARTY, Draw, DrawEnd, PublicValue, Reveal

APPEND_ONLY: tuple[str, ...] = ("draws_draw", "draws_reveal", "draws_publicvalue", "draws_drawend")

__all__ = ["APPEND_ONLY", "CHAIN", "PARTY", "Draw", "DrawEnd", "PublicValue", "Reveal"]
