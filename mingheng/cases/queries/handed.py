"""A case as whoever looks in from outside reads it: head, trail and papers, with nothing to be done and no way to other pages."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from mingheng.cases.models import Case
from mingheng.cases.queries.case_page import entry, head, opened
from mingheng.cases.queries.holdings import STATES
from mingheng.cases.queries.page import CaseHead
from mingheng.documents import queries as documents
from mingheng.kit.display import Badge, Entry


@dataclass(frozen=True)
class HandedPaper:
    """A paper of the case that can be opened."""

    id: UUID
    title: str
    number: str
    ordered_at: datetime
    badge: Badge


@dataclass(frozen=True)
class HandedCase:
    """One case in frozen values."""

    head: CaseHead
    timeline: tuple[Entry, ...]
    papers: tuple[HandedPaper, ...]


def handed_case(pk: UUID, at: datetime) -> HandedCase:
    """The case as it stands at a moment. Raises Case.DoesNotExist."""
    found = opened(Case.objects.get(pk=pk), at)
    timeline = tuple(replace(entry(found, act), href="") for act in reversed(found.docket.acts))
    return HandedCase(head(found), timeline, papers_handed(pk))


def papers_handed(folder: UUID) -> tuple[HandedPaper, ...]:
    """The papers of a folder that are made."""
    return tuple(
        HandedPaper(view.id, view.title, view.number or "", view.ordered_at, Badge(*STATES[view.state]))
        for view in documents.of_folder(folder)
        if view.made_at
    )


def case_numbered(text: str) -> tuple[UUID, str] | None:
    """The case of a number or a reference as somebody typed it, and what it is called; None where there is none."""
    typed = text.strip()
    row = Case.objects.filter(number=typed).first() or Case.objects.filter(ref=typed).first()
    return None if row is None else (row.pk, row.number or row.ref)
