"""What the ledger says of each entry of a review: the same to record it and to hold the rows against it."""

from collections.abc import Iterable
from decimal import Decimal

from mingheng.ledger.rules import Json
from mingheng.supervision.models import Review, ReviewEntry, Sheet, SheetFinding

WORDS = ("subject", "reason", "reasons", "text")
"""What is sealed."""
DEALT = "dealt"
"""The word of a sheet given to whoever had the least in hand; one given to somebody who was picked has none."""


def facts_of(review: Review, entry: ReviewEntry, dossier: str = "") -> dict[str, Json]:
    """The facts of an entry, of a result only those that its row keeps; `dossier` is the digest of the one bound at the opening."""
    sheet = entry.sheet
    if entry.kind == "opened":
        return _opened(review, dossier)
    if entry.kind == "example":
        example = review.example
        return {"kind": example.kind, "title": example.title, "summary": example.summary}
    if sheet is not None:
        return (
            handed_in(entry, sheet.findings.all())
            if entry.kind == "submitted"
            else {"reviewer": sheet.reviewer_id, "slot": sheet.slot}
        )
    facts: dict[str, Json] = {"case": review.case.ref if review.case else ""}
    if entry.kind in ("result", "decision"):
        facts |= {"score": written(entry.score), "grade": entry.grade}
    return facts | ({"word": entry.word} if entry.kind == "decision" else {})


def beside_of(review: Review, entry: ReviewEntry) -> dict[str, Json]:
    """What entries say besides that earlier ones did not."""
    if entry.kind == "opened":
        return {"batch": str(review.batch_id or ""), "dossier_id": str(review.dossier or "")}
    if entry.kind == "submitted" and entry.sheet is not None:
        return {"evidence": [row.evidence for row in entry.sheet.findings.all()]}
    if entry.kind == "assigned":
        return {"word": entry.word}
    return {}


def handed_in(entry: ReviewEntry, rows: Iterable[SheetFinding]) -> dict[str, Json]:
    """A sheet as it was handed in."""
    findings: list[Json] = [
        {"item": row.item, "points": written(row.points), "page": row.page or 0, "machine": row.machine, "said": row.said}
        for row in rows
    ]
    slot = entry.sheet.slot if entry.sheet else 0
    return {"slot": slot, "score": written(entry.score), "grade": entry.grade, "findings": findings}


def written(points: Decimal | None) -> str:
    """Points as the ledger spells them."""
    return "" if points is None else f"{points:.2f}"


def standing_at_first(review: Review) -> list[Sheet]:
    """The sheets that were given out at the opening: those that no later entry gave out."""
    later = {one.sheet_id for one in review.entries.all() if one.kind == "assigned"}
    return sorted((sheet for sheet in review.sheets.all() if sheet.pk not in later), key=lambda one: (one.slot, one.pk))


def _opened(review: Review, dossier: str) -> dict[str, Json]:
    return {
        "case": review.case.ref if review.case else "", "standard": review.standard, "since": review.since.isoformat(),
        "lawbook": review.edition, "reviewers": [sheet.reviewer_id for sheet in standing_at_first(review)],
        "draw": str(review.draw or ""), "pick": review.pick, "steps": review.steps, "dossier": dossier,
    }  # fmt: skip
