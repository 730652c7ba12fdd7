"""When the outside witnesses of the ledger are away too long, what cannot be undone has to wait."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from mingheng.law.rules.findings import Answer, Finding

CODE = "record-witnessed"


@dataclass(frozen=True, slots=True)
class WitnessTerms:
    """What the lawbook says: when everybody is told, when decisions wait, which acts these are, how long a leave lasts."""

    warn: timedelta
    limit: timedelta
    acts: Collection[str]
    waiver: timedelta
    cite: tuple[str, ...]


def unwitnessed(
    act: str, away: timedelta | None, terms: WitnessTerms, waived_until: datetime | None, at: datetime
) -> Finding | None:
    """Why an act has to wait, or None. `away`: how long enough witnesses have not been there, None where nobody is named."""
    if act not in terms.acts or away is None or away <= terms.limit or (waived_until is not None and at <= waived_until):
        return None
    hours = away.total_seconds() / 3600
    return Finding(
        code=CODE,
        kind="record",
        answer=Answer.BROKEN,
        reason=f"外部见证已中断 {hours:.1f} 小时，这一步要等见证恢复以后办理",
        cite=terms.cite,
        remedy="现场取证、笔录和草稿可以照常办理；确须现在办理的，请局领导在“存证”页写明理由准许",
    )
