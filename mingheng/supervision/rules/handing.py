"""Who hands over, who reads what was handed over, and who answers."""

from mingheng.organisation.rules import Duty

HANDING_OVER = (Duty.SUPERVISOR, Duty.BUREAU_HEAD)
ANSWERING = (Duty.SUPERVISOR,)
LOOKING_IN = (Duty.OUTSIDE_SUPERVISOR,)
