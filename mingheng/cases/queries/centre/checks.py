"""Cross-checks as pages: the draws, and one check with the two opinions side by side once both are given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from mingheng.cases.models import CheckEntry, CrossCheck, ReviewDraw
from mingheng.cases.queries.case_page import Opened
from mingheng.cases.queries.wording import VERDICT_WORDS
from mingheng.ledger import queries as ledger

MOST = 200
RESULTS = {"kept": "原审核意见妥当", "both": "两种意见都站得住", "wrong": "原审核意见有误"}


@dataclass(frozen=True)
class Line:
    """One item of the review as both saw it."""

    title: str
    first: str
    first_reason: str
    second: str
    second_reason: str

    @property
    def differs(self) -> bool:
        """Whether the two came to different verdicts."""
        return self.first != self.second


@dataclass(frozen=True)
class Said:
    """A remark or the result: by whom, when, the words."""

    by: str
    at: object
    text: str
    word: str = ""


@dataclass(frozen=True)
class Compared:
    """Both opinions, the discussion and the result."""

    lines: tuple[Line, ...]
    first: str
    second: str
    first_opinion: str
    second_opinion: str
    remarks: tuple[Said, ...]
    result: Said | None

    @property
    def differences(self) -> int:
        """How many items were judged differently, the conclusion counted as one."""
        return sum(line.differs for line in self.lines) + (self.first != self.second)


def draws() -> list[ReviewDraw]:
    """The draws, the newest first."""
    return list(ReviewDraw.objects.select_related("by").order_by("-period")[:MOST])


def checks() -> list[CrossCheck]:
    """The cross-checks of the latest draws with what was done in each. Two queries."""
    rows = CrossCheck.objects.select_related("case", "draw", "checker").prefetch_related("entries")
    return list(rows.order_by("-draw__period", "id")[:MOST])


def check_of(pk: UUID) -> CrossCheck | None:
    """One cross-check."""
    return CrossCheck.objects.select_related("case", "draw", "checker", "reviewer").filter(pk=pk).first()


def entries_of(check: CrossCheck) -> list[CheckEntry]:
    """What was done in it, in order."""
    return list(check.entries.select_related("by"))


def state_of(check: CrossCheck) -> str:
    """How far it has come, in words."""
    kinds = {entry.kind for entry in check.entries.all()}
    return "已有结论" if "result" in kinds else "讨论中" if "opinion" in kinds else "等待盲审"


def blind(officer: int, case: UUID) -> dict[int, str]:
    """Steps of the case this person may not read yet because he is to review them blind, with where he does so."""
    rows = CrossCheck.objects.filter(checker=officer, case=case, entries=None).values_list("n", "id")
    return {n: reverse("cases:centre_check", args=[pk]) for n, pk in rows}


def compared(check: CrossCheck, found: Opened, entries: list[CheckEntry]) -> Compared:
    """The two opinions side by side; call only once the second is given."""
    said = ledger.unseal_chain(f"check:{check.pk}")
    act = found.docket.acts[check.n - 1]
    second: Mapping[str, Any] = said.get(1, {})
    conclusions = found.docket.procedure.acts[act.kind].facts["conclusion"].choices
    mine = {row["key"]: row for row in act.facts.get("items") or ()}
    theirs = {row["key"]: row for row in second.get("items") or ()}
    lines = tuple(
        Line(
            key,
            *_seen(mine.get(key, {})),
            *_seen(theirs.get(key, {})),
        )
        for key in (mine | theirs)
    )
    told = {e.kind: Said(e.by.name, e.at, str(said.get(e.n, {}).get("text", "")), RESULTS.get(e.word, "")) for e in entries}
    return Compared(
        lines=lines,
        first=conclusions.get(str(act.facts.get("conclusion")), ""),
        second=conclusions.get(entries[0].word, ""),
        first_opinion=str(act.facts.get("opinion") or ""),
        second_opinion=str(second.get("opinion") or ""),
        remarks=tuple(Said(e.by.name, e.at, str(said.get(e.n, {}).get("text", ""))) for e in entries if e.kind == "remark"),
        result=told.get("result"),
    )


def _seen(row: Mapping[str, Any]) -> tuple[str, str]:
    return VERDICT_WORDS.get(str(row.get("verdict", "")), "没有写"), str(row.get("reason", ""))
