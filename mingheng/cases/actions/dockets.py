"""Taking in whole dockets, many at a time: the rows and entries that single acts make of the same, in one transaction.

So cases come over from another system, and so the demo fills ten years. Nothing of a batch is there before all of it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from mingheng.cases.actions.books import Books
from mingheng.cases.actions.bulk_effects import NoBulkForm
from mingheng.cases.actions.docket_told import ToldAct, ToldDocket
from mingheng.cases.actions.docket_under_way import DocketUnderWay
from mingheng.cases.actions.steps import NotYours
from mingheng.cases.models import Case, CaseParty, Step
from mingheng.cases.rules import StepRefused
from mingheng.documents.rules import InstrumentRefused
from mingheng.evidence.rules import FileRefused
from mingheng.kit.copying import copy_models
from mingheng.ledger import actions as ledger
from mingheng.ledger import queries as ledger_queries
from mingheng.ledger.rules import Said
from mingheng.subjects.rules import PartyRefused

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

CHAIN = "cases:batch:"


@dataclass(frozen=True)
class Batch:
    """Dockets that come in together. A `key` that is there already says that they came in before."""

    key: str
    dockets: Sequence[ToldDocket]


class DocketRefused(Exception):
    """An act of one docket of the batch is refused, for the reason it is raised from; nothing was written."""

    def __init__(self, number: int, told: ToldAct) -> None:
        super().__init__(f"{number}: {told.offer.act} {told.at:%Y-%m-%d}")
        self.number, self.told = number, told


class AlreadyThere(ValueError):
    """A batch of this key was taken in before; nothing was written."""


@transaction.atomic
def take_in_dockets(*, batch: Batch, books: Books, by: "Officer", at: datetime) -> list[Case]:
    """Take in every docket of the batch or none.

    Each act is by whom it says and at the moment it says; `by` and `at` are who brought the batch in, and when. Raises
    DocketRefused from what a single act raises or from NoBulkForm (its effects have no bulk form), and AlreadyThere.
    """
    if ledger_queries.chain_length(CHAIN + batch.key):
        raise AlreadyThere(f"批次 {batch.key} 已经在这里了")
    books.open(batch.dockets)
    try:
        done = [_taken(docket, number, books) for number, docket in enumerate(batch.dockets)]
        books.close()
        copy_models(Case, [one.case for one in done])
        copy_models(CaseParty, [link for one in done for link in one.links])
        copy_models(Step, [step for one in done for step in one.steps])
        sources = sorted({docket.brought.source for docket in batch.dockets if docket.brought})
        told = Said(
            "cases:taken_in", CHAIN + batch.key, {"cases": len(done), "acts": sum(len(one.steps) for one in done)},
            {"sources": sources} if sources else {}, f"o:{by.pk}", f"u:{by.unit.key}", at,
        )  # fmt: skip
        ledger.record_many(acts=[*(said for one in done for said in one.said), told])
    except BaseException:
        books.give_up()
        raise
    return [one.case for one in done]


def _taken(docket: ToldDocket, number: int, books: Books) -> DocketUnderWay:
    under_way = DocketUnderWay(docket, books)
    for told in docket.acts:
        try:
            under_way.take(told)
        except (StepRefused, NotYours, NoBulkForm, PartyRefused, FileRefused, InstrumentRefused) as refusal:
            raise DocketRefused(number, told) from refusal
    under_way.point()
    books.remember(str(under_way.case), under_way.docket)
    return under_way
