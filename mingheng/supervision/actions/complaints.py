"""Loading the register of complaints and petitions from a file: what can be taken is, and the rest is told of."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.cases.actions.drafts import forget, forget_older, save_draft
from mingheng.cases.queries.drafts import draft_of
from mingheng.kit.alone import hold_name
from mingheng.kit.dates import day_of
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import Json
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules.refusals import refuse
from mingheng.supervision.actions.answering import NotYours
from mingheng.supervision.models import COMPLAINTS, Complaint, ComplaintLoad
from mingheng.supervision.queries.complaints.loading import Outcome, outcome_of
from mingheng.supervision.rules.complaints.columns import LOADING
from mingheng.supervision.rules.complaints.reading import Sheet, read_sheet

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

AT_ONCE = 2000  # rows of one INSERT
PREVIEWED = "previewed"
KEPT_FOR = timedelta(days=1)  # a preview nobody agreed to; longer than a working day with its breaks


@transaction.atomic
def keep_previewed(*, sheet: Sheet, token: UUID, by: "Officer", at: datetime) -> None:
    """Keep what of a file can be taken until the officer agrees to its preview: one file an officer, the last. Raises NotYours."""
    _refuse_stranger(by, at)
    forget_older(ref=COMPLAINTS, act=PREVIEWED, before=at - KEPT_FOR)
    body = {"token": str(token), "text": sheet.text, "dropped": list(sheet.dropped)}
    save_draft(ref=COMPLAINTS, act=PREVIEWED, party="", body=body, by=by, at=at)


@transaction.atomic
def load_previewed(*, token: UUID, by: "Officer", at: datetime) -> ComplaintLoad:
    """Take the file whose preview had this token; of a form sent twice, the load it was. Raises NotYours, Refused."""
    _refuse_stranger(by, at)
    hold_name(COMPLAINTS)
    again = ComplaintLoad.objects.filter(token=token, by=by).first()
    if again is not None:
        return again
    kept = draft_of(COMPLAINTS, by, PREVIEWED, "")
    if kept is None or kept.saved_at < at - KEPT_FOR or kept.body["token"] != str(token):
        raise refuse("file", "这次预览的文件已经不在：另看了一个文件，或者过了一天", "请重新选文件，看过预览再载入")
    sheet = Sheet(read_sheet(kept.body["text"]).lines, tuple(kept.body["dropped"]))
    forget(ref=COMPLAINTS, act=PREVIEWED, by=by)
    return load_complaints(sheet=sheet, token=token, by=by, at=at)


@transaction.atomic
def load_complaints(*, sheet: Sheet, token: UUID | None, by: "Officer", at: datetime) -> ComplaintLoad:
    """Take a file into the register; of a form sent twice, the load it was. Raises NotYours.

    A number that is known with other values gets a further row beside its first; a line that says nothing new adds nothing.
    """
    _refuse_stranger(by, at)
    hold_name(COMPLAINTS)
    again = ComplaintLoad.objects.filter(token=token, by=by).first() if token else None
    if again is not None:
        return again
    found = outcome_of(sheet, day_of(at))
    load = ComplaintLoad.objects.create(
        taken=len(found.new), corrected=len(found.corrections), known=found.known, rejects=[asdict(one) for one in found.rejects],
        dropped=list(found.dropped), digest=found.digest, token=token, by=by, at=at,
    )  # fmt: skip
    Complaint.objects.bulk_create(
        (Complaint(load=load, line=one.line, n=one.n, **asdict(one.row)) for one in found.rows), batch_size=AT_ONCE
    )
    _record(load, found, by, at)
    return load


def _refuse_stranger(by: "Officer", at: datetime) -> None:
    if not organisation.authority(by, day_of(at)).holds(*LOADING):
        raise NotYours(COMPLAINTS)


def _record(load: ComplaintLoad, found: Outcome, by: "Officer", at: datetime) -> None:
    facts: dict[str, Json] = {
        "load": str(load.pk), "taken": load.taken, "corrected": load.corrected, "known": load.known, "rejected": found.rejected,
        "digest": load.digest,
    }  # fmt: skip
    ledger.record(
        kind="complaints:loaded",
        chain=COMPLAINTS,
        facts=facts,
        personal={},
        by=f"o:{by.pk}",
        unit=f"u:{by.unit.key}",
        at=at,
        happened=None,
    )
