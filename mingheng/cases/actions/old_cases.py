"""Bringing over old cases: lines of a table become dockets, batch by batch; what cannot be is said line by line."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction

from mingheng.cases.actions.books import Books
from mingheng.cases.actions.docket_told import Brought, ToldAct, ToldDocket
from mingheng.cases.actions.dockets import CHAIN, AlreadyThere, Batch, DocketRefused, take_in_dockets
from mingheng.cases.actions.making import Offer
from mingheng.cases.datasets import CASE_NUMBER, Mapped, OldAct, Refusal, acts_of
from mingheng.cases.models import Case, Step
from mingheng.cases.rules import StepRefused
from mingheng.kit.dates import day_of
from mingheng.ledger import queries as ledger

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer


@dataclass(frozen=True)
class Line:
    """A line that can be read: its row, and its docket."""

    number: int
    docket: ToldDocket


class OldCases:
    """One table on its way in, told by its mapping; people are known by their 工号."""

    def __init__(self, mapped: Mapped, books: Books, at: datetime) -> None:
        self.mapped, self.books, self.at = mapped, books, at
        self.procedure = books.law.procedure(mapped.procedure)
        self.people = {officer.username: officer for officer in books.rolls.officers.values()}
        self.numbers: set[str] = set()
        self.digests: set[str] = set()

    def read(self, number: int, row: dict[str, str]) -> tuple[Line | None, list[Refusal]]:
        """The line as a docket, or what is wrong with it."""
        acts, wrong = acts_of(number, row, self.mapped, self.procedure, day_of(self.at))
        told = [self._told(number, act, wrong) for act in acts]
        for act in acts:
            case_number = str(act.facts.get(CASE_NUMBER) or "")
            if case_number in self.numbers:
                wrong.append(Refusal(number, "", f"案号“{case_number}”在表里出现过", "每个案件只留一行"))
            self.numbers |= {case_number} - {""}
        digest = line_digest(row)
        if digest in self.digests:
            wrong.append(Refusal(number, "", "与表里前面的一行完全相同", "每个案件只留一行"))
        self.digests.add(digest)
        done = [one for one in told if one is not None]
        brought = Brought(self.mapped.source, digest)
        return (None if wrong else Line(number, ToldDocket(done, self.mapped.procedure, brought))), wrong

    def _told(self, number: int, act: OldAct, wrong: list[Refusal]) -> ToldAct | None:
        spec = self.procedure.acts[act.act]
        facts: dict[str, Any] = dict(act.facts)
        for name, fact in spec.facts.items():
            if name in facts and fact.type in ("officer", "officer_pair"):
                named = facts[name] if isinstance(facts[name], list) else [facts[name]]
                found = [self._person(number, str(one), wrong) for one in named]
                known = [one.pk for one in found if one is not None]
                facts[name] = known if fact.type == "officer_pair" else next(iter(known), None)
        by = self._person(number, act.by, wrong)
        party = 0 if spec.per_party else None
        return ToldAct(Offer(act=act.act, facts=facts, happened=act.day), by, self.at, party) if by else None

    def _person(self, number: int, username: str, wrong: list[Refusal]) -> "Officer | None":
        found = self.people.get(username)
        if found is None:
            reason = f"没有工号为“{username}”的人" if username else "没有写明由谁办理"
            wrong.append(Refusal(number, "", reason, "核对工号；确有其人的，先在“人员”里录入"))
        return found


def bring_over(
    *, lines: Sequence[Line], key: str, books: Books, by: "Officer", at: datetime, rehearsal: bool = False
) -> tuple[int, list[Refusal]]:
    """Bring over these lines as one batch, those that are refused left out; how many came over, and why the others did not.

    With `rehearsal` everything is done and taken back. 0 and nothing when the batch of this key is there already.
    """
    kept, wrong = list(lines), []
    if not rehearsal and ledger.chain_length(CHAIN + key):
        return 0, []
    taken = _numbers_there(kept) | _lines_there(kept)
    wrong += [
        Refusal(line.number, "", "这个案号或者这一行已经在库里了", "删去这一行；要改内容的，在案件里办理更正")
        for line in kept
        if line.number in taken
    ]
    kept = [line for line in kept if line.number not in taken]
    while kept:
        try:
            with transaction.atomic():
                take_in_dockets(batch=Batch(key, [line.docket for line in kept]), books=books, by=by, at=at)
                transaction.set_rollback(rehearsal)
        except DocketRefused as refused:
            line = kept.pop(refused.number)
            wrong += _reasons(line.number, refused)
        except AlreadyThere:
            return 0, []
        else:
            break
    return len(kept), wrong


def _numbers_there(lines: Sequence[Line]) -> set[int]:
    """The rows whose case number a case here has already."""
    asked = {
        str(told.offer.facts[CASE_NUMBER]): line.number
        for line in lines
        for told in line.docket.acts
        if CASE_NUMBER in told.offer.facts
    }
    there = Case.objects.filter(number__in=asked).values_list("number", flat=True)
    return {asked[str(number)] for number in there}


def _lines_there(lines: Sequence[Line]) -> set[int]:
    """The rows that were brought over before, word for word: a case without a number is known by nothing else."""
    asked = {line.docket.brought.line: line.number for line in lines if line.docket.brought}
    sources = {line.docket.brought.source for line in lines if line.docket.brought}
    there = Step.objects.filter(n=1, case__source__in=sources, facts__brought_line__in=list(asked))
    return {asked[str(line)] for line in there.values_list("facts__brought_line", flat=True)}


def line_digest(row: Mapping[str, str]) -> str:
    """What a line is known by: its cells, in whatever order of columns."""
    return sha256(json.dumps(sorted(row.items()), ensure_ascii=False).encode(errors="replace")).hexdigest()


def _reasons(number: int, refused: DocketRefused) -> Iterator[Refusal]:
    cause, act = refused.__cause__, refused.told.offer.act
    if isinstance(cause, StepRefused):
        for finding in cause.findings:
            yield Refusal(number, "", f"{act}：{finding.reason}", finding.remedy or "补充后再带入")
    else:
        yield Refusal(number, "", f"{act}：{cause}", "改正这一行以后再带入")
