"""Who reads bulletins: everybody who enforces, reviews or answers for it."""

from mingheng.organisation.rules import Duty

READERS = (
    Duty.OFFICER, Duty.SQUAD_LEADER, Duty.SQUAD_LEGAL_OFFICER, Duty.CENTRE_REVIEWER, Duty.BUREAU_HEAD, Duty.SUPERVISOR,
)  # fmt: skip
