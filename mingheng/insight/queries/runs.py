"""The runs there were, and whether one is due."""

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db.models import Q

from mingheng.cases.queries.dockets import every_case
from mingheng.insight.models import Exported, Run
from mingheng.kit.dates import SHANGHAI

if TYPE_CHECKING:
    from mingheng.cases.models import Case


def last_done() -> Run | None:
    """The last run that came to its end."""
    return Run.objects.filter(state=Run.State.DONE).order_by("-id").first()


def under_way() -> Run | None:
    """The run that waits or is going on, the one going on first."""
    return Run.objects.filter(state__in=[Run.State.WAITING, Run.State.RUNNING]).order_by("state").first()


def latest() -> Run | None:
    """What came of the last run that was begun or asked for. One query."""
    return Run.objects.select_related("asked_by").order_by("-id").first()


def night_is_due(at: datetime, nightly: time) -> bool:
    """Whether the run of this night is still to be made: its hour has come, there are cases, and nothing was run since.

    `nightly`: the local time of the nightly run. One that failed counts as made: somebody has to look first.
    """
    now = at.astimezone(SHANGHAI)
    hour = datetime.combine(now.date(), nightly, SHANGHAI)
    if now < hour or Run.objects.filter(Q(asked_at__gte=hour) | Q(began_at__gte=hour)).exists():
        return False
    return every_case().exists()


def scanned(case: "Case") -> bool:
    """Whether a scan has read the case. One query."""
    return Exported.objects.filter(case=case, asked_in__isnull=False).exists()
