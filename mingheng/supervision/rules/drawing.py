"""Who sees draws and who acts on them. No Django, no database."""

from mingheng.organisation.rules import Duty

READERS = (Duty.SUPERVISOR, Duty.BUREAU_HEAD, Duty.SQUAD_LEADER, Duty.OFFICER)
BEFOREHAND = (Duty.SUPERVISOR, Duty.BUREAU_HEAD)  # the list is not for those who are on it before it is drawn
ACTING = (Duty.SUPERVISOR,)
