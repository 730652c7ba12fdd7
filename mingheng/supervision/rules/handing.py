"""Who hands over, who reads what was handed over, and who answers."""

from enum import StrEnum

from mingheng.organisation.rules import Duty

HANDING_OVER = (Duty.SUPERVISOR, Duty.BUREAU_HEAD)
ANSWERING = (Duty.SUPERVISOR,)
LOOKING_IN = (Duty.OUTSIDE_SUPERVISOR,)


class Handed(StrEnum):
    """What may be handed over."""

    CASE = "case"
    DRAW = "draw"
    MATTER = "matter"
    BULLETIN = "bulletin"


HANDED_WORDS = {Handed.CASE: "案件", Handed.DRAW: "抽取", Handed.MATTER: "监督事项", Handed.BULLETIN: "通报"}
