"""Every write of draws."""

from mingheng.draws.actions.ending import draw_lots, let_lapse
from mingheng.draws.actions.refusing import DrawRefused
from mingheng.draws.actions.revealing import reveal_secret, take_public_value
from mingheng.draws.actions.sealing import Terms, seal_draw

__all__ = ["DrawRefused", "Terms", "draw_lots", "let_lapse", "reveal_secret", "seal_draw", "take_public_value"]
