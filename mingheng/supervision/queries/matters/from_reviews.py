"""What became of a review: the matters opened from it, and what the form of a new one starts with."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from mingheng.kit.links import link
from mingheng.law.rules.standards import FatalItem, ScoredItem
from mingheng.ledger.queries import unseal_chain
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority
from mingheng.supervision.models import REVIEW_CHAIN, Matter, SheetFinding
from mingheng.supervision.queries.matters.form_page import suggested
from mingheng.supervision.queries.matters.listing import row_of
from mingheng.supervision.queries.matters.page import MatterRow
from mingheng.supervision.queries.reviewing.heads import head_of
from mingheng.supervision.queries.reviewing.standing import Standing
from mingheng.supervision.rules.matters import FAULT, LONGEST_SUBJECT, OPENERS
from mingheng.supervision.rules.reviewing.sheets import plain

ORDINARY, SERIOUS = "ordinary", "serious"


def matters_from_review(visible: QuerySet[Matter], now: Standing) -> tuple[MatterRow, ...]:
    """The matters opened from a review that the reader may see."""
    rows = list(visible.filter(review=now.review).order_by("opened_at"))
    if not rows:
        return ()
    units = organisation.unit_names()
    return tuple(row_of(row, now.book, units, now.today) for row in rows)


def review_issue_href(held: Authority, now: Standing) -> str:
    """Where a matter is opened about what a review found; nothing before its result, or where it found no fault."""
    if now.one("result") is None or not held.holds(*OPENERS) or not _faults(now):
        return ""
    return f"{link('supervision:matter_new')}?procedure={FAULT}&review={now.review.pk}"


def initial_from_review(now: Standing) -> tuple[dict[str, Any], str]:
    """What the form of a new matter starts with when it comes from a review, and what its reader is told.

    It is about the gravest fault and says all of them, as those who reviewed wrote them down.
    """
    review, head, found = now.review, head_of(now), _faults(now)
    items = sorted(found, key=lambda item: _gravity(item, found[item]), reverse=True)
    first = items[0] if items else None
    kind = f"{review.standard}/{first.key}" if first else ""
    trigger, note = suggested(review.unit, kind, now.book, now.today)
    fatal = [item.title for item in now.standard.fatal if item in found]
    if fatal and trigger == ORDINARY:
        trigger, note = SERIOUS, f"评查查实否决项“{fatal[0]}”，建议按情节严重处理，由你决定。"
    words = unseal_chain(f"{REVIEW_CHAIN}{review.pk}")
    lines = [_line(now, item, found[item], words) for item in items]
    score = f"，{plain(now.final.score)} 分" if now.final else ""
    return {
        "addressed": review.unit, "trigger": trigger, "subject": _missed(first)[:LONGEST_SUBJECT] if first else "", "kind": kind,
        "case_ref": review.case.ref if review.case else "",
        "found": "\n".join([f"{head.number} 案卷评查{score}，查出：", *lines]),
    }, note  # fmt: skip


def _faults(now: Standing) -> dict[FatalItem, list[SheetFinding]]:
    """What the sheets that count took points off for, or found fatal, by item."""
    found = defaultdict[FatalItem, list[SheetFinding]](list)
    for sheet in now.sheets:
        for one in sheet.findings.all() if sheet.pk in now.submitted else ():
            item = now.standard.item(one.item)
            if one.points is not None and item is not None:
                found[item].append(one)
    return dict(found)


def _gravity(item: FatalItem, findings: list[SheetFinding]) -> tuple[bool, int, Decimal]:
    """Fatal faults first, then what more reviewers found, then what cost more."""
    fatal = all(one.points == 0 for one in findings)
    return fatal, len({one.sheet_id for one in findings}), sum((one.points or Decimal() for one in findings), Decimal())


def _missed(item: FatalItem) -> str:
    """The fault in words: what is scored is written as it should be, what is fatal as it must not be."""
    return f"没有做到“{item.title}”" if isinstance(item, ScoredItem) else item.title


def _line(now: Standing, item: FatalItem, findings: list[SheetFinding], words: Mapping[int, Mapping[str, Any]]) -> str:
    pages = "、".join(str(page) for page in sorted({one.page for one in findings if one.page}))
    where = f"（第 {pages} 页）" if pages else ""
    said = dict.fromkeys(
        str(words.get(now.submitted[one.sheet_id].n, {}).get("reasons", {}).get(str(one.n), "")) for one in findings
    )
    return f"{_missed(item)}{where}：{'；'.join(text for text in said if text)}"
