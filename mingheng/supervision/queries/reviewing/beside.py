"""What is looked at beside a dossier, or instead of one: a complaint as the register has it, the recordings of a case."""

from dataclasses import dataclass
from datetime import datetime

from mingheng.evidence import queries as evidence
from mingheng.evidence.rules import Kind
from mingheng.kit import display
from mingheng.kit.links import link
from mingheng.kit.shell import Choice
from mingheng.law import queries as law
from mingheng.law.rules.standards import About
from mingheng.organisation import queries as organisation
from mingheng.supervision.models import Review
from mingheng.supervision.queries.complaints.list_page import ComplaintRow, row_of
from mingheng.supervision.queries.complaints.register import current, key_matters_of, repeat_count
from mingheng.supervision.queries.reviewing.standing import Standing

STATES = {"withdrawn": display.Badge("已撤回", "near"), "excluded": display.Badge("已排除", "over")}


@dataclass(frozen=True)
class RecordingShown:
    """A recording of the case: where it is opened, what and when it was, how large; whether it is still in use."""

    title: str
    href: str
    kind: str
    taken_at: datetime | None
    size: int
    badge: display.Badge | None


@dataclass(frozen=True)
class Beside:
    """What stands beside the sheet. `recordings` are None where they are not what is reviewed."""

    complaint: ComplaintRow | None = None
    case: Choice | None = None
    recordings: tuple[RecordingShown, ...] | None = None


def beside_of(now: Standing) -> Beside | None:
    """What there is to look at besides the dossier; None where the dossier is all."""
    if now.standard.about is About.COMPLAINT:
        return _complaint(now)
    return Beside(recordings=recordings_of(now.review)) if now.standard.about is About.RECORDING else None


def _complaint(now: Standing) -> Beside:
    row, case = current().filter(number=now.review.subject).first(), now.review.case
    if row is None:
        return Beside()
    matter = str(key_matters_of([row.number]).get(row.number, ""))
    shown = row_of(row, organisation.unit_names(), repeat_count(law.lawbook(), now.today), matter)
    return Beside(shown, Choice(f"{case.number or case.ref} {case.title}", link("cases:case", case.ref)) if case else None)


def recordings_of(review: Review) -> tuple[RecordingShown, ...]:
    """The recordings among the evidence of the case that is reviewed. One query."""
    if review.case is None:
        return ()
    return tuple(
        RecordingShown(
            one.title or one.original_name, link("cases:evidence_file", review.case.ref, str(one.id)), one.type_title, one.taken_at, one.size,
            STATES.get(one.state),
        )
        for one in evidence.of_folder(review.case.pk)
        if one.mime.startswith(("video/", "audio/")) or (one.kind == Kind.AUDIOVISUAL and not one.mime.startswith("image/"))
    )  # fmt: skip
