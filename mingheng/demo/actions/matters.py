"""Matters of supervision lived through beside the cases, by the real acts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from mingheng.cases.actions import Offer
from mingheng.demo.actions.centre import Desk, Event
from mingheng.demo.rules.pictures import scan
from mingheng.demo.rules.supervision import MatterStep, ToldMatter, supervising
from mingheng.kit.dates import moment_of
from mingheng.law.rules.procedure import Procedure
from mingheng.organisation.rules import Duty
from mingheng.supervision import actions as supervision

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

FIRST, BETWEEN = time(9, 20), timedelta(minutes=25)
PROOF, OPENING, ESCALATION = "proof", "open_matter", "escalate"


@dataclass
class Playing:
    """One matter while it is lived through."""

    told: ToldMatter
    procedure: Procedure
    desk: Desk
    opened: list[UUID] = field(default_factory=list)

    def take(self, step: MatterStep, at: datetime) -> None:
        """One act, by whoever may take it."""
        if step.act == ESCALATION:
            supervision.escalate_late(at=at)
            return
        offer, by = self._offer(step, at), self._taker(step.act)
        if step.act == OPENING:
            taken = supervision.open_matter(
                procedure=self.procedure.key, unit=self.told.unit, offer=offer, finding=None, by=by, at=at
            )
            self.opened.append(taken.matter_id)
        else:
            supervision.take_act(matter_id=self.opened[0], offer=offer, by=by, at=at)

    def _offer(self, step: MatterStep, at: datetime) -> Offer:
        facts = {k: v for k, v in {**supervising().said.get(step.act, {}), **step.facts}.items() if v}
        sheets = [
            SimpleUploadedFile(f"{title}.pdf", scan(title, (self.told.acts[0].facts["subject"], f"{at:%Y-%m-%d}")))
            for title in step.files
        ]
        timed = self.procedure.acts[step.act].happened == "minute"
        return Offer(step.act, facts, files={PROOF: sheets} if sheets else {}, happened_at=at if timed else None)

    def _taker(self, act: str) -> "Officer":
        duty = self.procedure.acts[act].by[0]
        return self.desk.staff.of_duty(duty, self.told.unit if duty == Duty.SQUAD_LEADER else "")[0]


def matter_events(desk: Desk, procedures: Mapping[str, Procedure]) -> Iterator[Event]:
    """Every act of every matter with its moment; those of one day one after another."""
    for told in supervising().matters:
        playing, last = Playing(told, procedures[told.procedure], desk), None
        for step in told.acts:
            at = moment_of(desk.day(step.ago), FIRST)
            at = max(at, last + BETWEEN) if last is not None else at
            last = at
            yield at, partial(playing.take, step, at)
