"""The decisions of a month: what the machine says of publishing each, and what was confirmed of them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from mingheng.cases.queries.decided import decided_between, ids_decided_between, published_dockets
from mingheng.law.rules.reading import Lawbook
from mingheng.ledger.rules import Json, canonical_bytes
from mingheng.supervision.models import DisclosureCheck, DisclosureChecked
from mingheng.supervision.rules.disclosures.verdict import Judged, Publication, judged_of
from mingheng.supervision.rules.obligations.demands import Demands
from mingheng.supervision.rules.obligations.months import Month
from mingheng.supervision.rules.obligations.table import Line

if TYPE_CHECKING:
    from mingheng.cases.models import Case


@dataclass(frozen=True)
class Disclosed:
    """A case decided in the month: what the machine says now, and its row in a confirmed check, if it is in one."""

    case: "Case"
    judged: Judged
    checked: DisclosureChecked | None

    @property
    def stands(self) -> Publication:
        """What counts: what was confirmed, else what the machine says."""
        return Publication(self.checked.verdict) if self.checked else self.judged.state

    @property
    def to_confirm(self) -> bool:
        """Whether a check would take it: its period is over, and no check has it yet."""
        return self.checked is None and self.judged.state is not Publication.WAITING


def disclosed_in(month: Month, book: Lawbook, today: date, units: Iterable[str] | None = None) -> list[Disclosed]:
    """Every case decided in the month by its docket, by reference; of these units, where they are given. Three queries."""
    reach = None if units is None else frozenset(units)
    cases = [case for case in decided_between(month.first, month.after.first) if reach is None or case.unit in reach]
    checked = _checked(month)
    told = ((case, judged_of(docket, book, month.first, month.after.first, today)) for case, docket in published_dockets(cases))
    return [Disclosed(case, judged, checked.get(case.pk)) for case, judged in told if judged is not None]


def disclosed(case: "Case", month: Month, book: Lawbook, today: date) -> Disclosed | None:
    """One case decided in the month; None where it was not."""
    ((_, docket),) = published_dockets([case])
    judged = judged_of(docket, book, month.first, month.after.first, today)
    return Disclosed(case, judged, _checked(month).get(case.pk)) if judged is not None else None


def disclosures_table(demands: Demands, on: date) -> tuple[Line, ...]:
    """The lines of the month before: how many of its decisions are in a confirmed check. Two queries."""
    month = Month.of(on).before
    there = ids_decided_between(month.first, month.after.first)
    done = len(there.intersection(DisclosureChecked.objects.filter(check_of__month=str(month)).values_list("case", flat=True)))
    lines = []
    for demand in demands.all:
        required = demand.of(len(there))
        lines.append(Line(demand.key, "", required, done, max(required - done, 0), None, None, len(there)))
    return tuple(lines)


def digest_of(rows: Iterable[DisclosureChecked]) -> str:
    """SHA-256 over the rows of a check, by case: whoever has them can work it out again."""
    told: list[Json] = [
        {
            "case": str(row.case_id), "unit": row.unit, "decided": row.decided.isoformat(), "machine": row.machine, "verdict": row.verdict,
            "published": row.published.isoformat() if row.published else "", "due": row.due.isoformat() if row.due else "", "remark": row.remark,
        }
        for row in sorted(rows, key=lambda row: str(row.case_id))
    ]  # fmt: skip
    return hashlib.sha256(canonical_bytes(told, "disclosures")).hexdigest()


def shown_of(found: Iterable[Disclosed]) -> str:
    """SHA-256 over what a page of these cases asks its reader to confirm: it changes when a case comes in, is published, or falls due."""
    told: list[Json] = [
        [one.case.ref, one.judged.state, str(one.judged.published or ""), str(one.judged.due or "")]
        for one in sorted(found, key=lambda one: one.case.ref)
        if one.to_confirm
    ]
    return hashlib.sha256(canonical_bytes(told, "disclosures shown")).hexdigest()


def check_by(token: UUID | None) -> UUID | None:
    """The check that the form with this token has made; None where it has made none."""
    return DisclosureCheck.objects.filter(token=token).values_list("pk", flat=True).first() if token else None


def _checked(month: Month) -> Mapping[UUID, DisclosureChecked]:
    return {
        row.case_id: row for row in DisclosureChecked.objects.filter(check_of__month=str(month)).select_related("check_of__by")
    }
