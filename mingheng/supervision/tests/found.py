"""What the scan is made to find."""

from datetime import datetime

from mingheng.cases.models import Case
from mingheng.insight.models import Finding, Run


def broken(case: Case, at: datetime) -> Finding:
    """The scan finds a rule broken in the case."""
    run = Run.objects.create(asked_at=at, as_of=at.date(), state=Run.State.DONE)
    return Finding.objects.create(
        fingerprint=f"{case.ref}-limit", rule="decided-in-time", kind="limit", answer="broken", severity="heavy", weight=1, case=case,
        procedure=case.procedure, reason="逾期作出决定", first_seen=at, last_seen=at, seen_in=run,
    )  # fmt: skip
