"""Playing a matter of supervision by the real acts: what each act says is that of the worked examples, unless told otherwise."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from mingheng.cases.actions import Offer
from mingheng.kit.dates import SHANGHAI
from mingheng.organisation.models import Officer
from mingheng.supervision.actions import open_matter, take_act
from mingheng.supervision.models import Matter, MatterAct
from tests.scenarios.road import plain, road
from tests.walking import picture

THEIR_OWN = {"case_ref"}  # the example names a case of its own, which is not here


def on(day: date, hour: int = 12) -> datetime:
    """A moment of that day."""
    return datetime.combine(day, time(hour), SHANGHAI)


def offer(procedure: str, kind: str, **more: Any) -> Offer:
    """The act as the road of the procedure (or its side table) has it; files are real pictures."""
    told = road(procedure)
    written = next((w for w in told["road"] if w["act"] == kind), None) or told["aside"].get(kind, {})
    facts = {k: plain(v) for k, v in (written.get("facts") or {}).items()} | more
    files = {name: [picture(len(kind) * 9)] for name, value in facts.items() if isinstance(value, list)}
    said = {k: v for k, v in facts.items() if k not in files and v is not None and (k in more or k not in THEIR_OWN)}
    return Offer(kind, said, files=files, token=uuid4())


def opened(by: Officer, day: date, *, unit: str = "yunting", procedure: str = "fault", **more: Any) -> Matter:
    """A matter opened that day."""
    taken = open_matter(
        procedure=procedure, unit=unit, offer=offer(procedure, "open_matter", **more), finding=None, by=by, at=on(day)
    )
    return taken.matter


def take(matter: Matter, kind: str, by: Officer, day: date, **more: Any) -> MatterAct:
    """One act more."""
    return take_act(matter_id=matter.pk, offer=offer(matter.procedure, kind, **more), by=by, at=on(day))


def now(matter: Matter) -> Matter:
    """The matter as its row stands."""
    return Matter.objects.get(pk=matter.pk)
