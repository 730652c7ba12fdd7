"""Duties in reviewing."""

from mingheng.organisation.rules import Duty

OPENING = (Duty.SUPERVISOR,)
"""Who has something reviewed, gives out sheets and takes them back."""
DECIDING = (Duty.SUPERVISOR, Duty.BUREAU_HEAD)
"""Who decides an appeal, if he did not review."""
ANSWERING = (Duty.SQUAD_LEADER,)
"""Who replies and appeals for the unit."""
EVERY_REVIEW = (Duty.SUPERVISOR, Duty.BUREAU_HEAD)
"""Who sees every review there is."""
LOOKING = (Duty.SUPERVISOR, Duty.BUREAU_HEAD, Duty.CENTRE_REVIEWER, Duty.SQUAD_LEADER, Duty.SQUAD_LEGAL_OFFICER, Duty.OFFICER)
"""Who has a page of reviews: all, those he reviews, or those of his unit once there is a result."""
