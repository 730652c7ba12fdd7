"""Answers to questions many ask, and good cases as examples: said, replaced, withdrawn, never changed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from mingheng.cases.models import HotQuestion, TypicalCase
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import Json

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@transaction.atomic
def answer_question(
    *, question: str, answer: str, items: Sequence[str], sources: Sequence[str], since: date, by: "Officer", at: datetime,
    replaces: HotQuestion | None = None, withdrawn: bool = False,
) -> HotQuestion:  # fmt: skip
    """Answer a question from a day on; with `replaces` in place of an earlier answer, with `withdrawn` only to end it."""
    row = HotQuestion.objects.create(
        question=question, answer=answer, items=list(items), sources=list(sources), since=since, by=by, at=at,
        replaces=replaces, withdrawn=withdrawn,
    )  # fmt: skip
    _recorded("question", str(row.pk), {"question": question, "answer": answer, "items": list(items)}, by, at, withdrawn)
    return row


@transaction.atomic
def offer_example(
    *, title: str, summary: str, items: Sequence[str], wording: Mapping[str, str], since: date, by: "Officer", at: datetime,
    replaces: TypicalCase | None = None, withdrawn: bool = False,
) -> TypicalCase:  # fmt: skip
    """Offer a good case as an example; `wording` by `act.fact` can be taken over into drafts."""
    row = TypicalCase.objects.create(
        title=title, summary=summary, items=list(items), wording=dict(wording), since=since, by=by, at=at,
        replaces=replaces, withdrawn=withdrawn,
    )  # fmt: skip
    _recorded("example", str(row.pk), {"title": title, "summary": summary, "wording": dict(wording)}, by, at, withdrawn)
    return row


def _recorded(kind: str, key: str, facts: Mapping[str, Json], by: "Officer", at: datetime, withdrawn: bool) -> None:
    ledger.record(
        kind=f"centre:{kind}", chain=f"{kind}:{key}", facts={**facts, "withdrawn": withdrawn}, personal={}, by=f"o:{by.pk}",
        unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
