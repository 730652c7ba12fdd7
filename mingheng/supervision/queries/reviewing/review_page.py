"""A review as far as its reader may see it: sheets side by side, result, reply, appeal, what may be done."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from mingheng.kit import display
from mingheng.kit.links import link
from mingheng.law.rules.standards import ReviewStandard, ScoredItem
from mingheng.ledger.queries import unseal_chain
from mingheng.organisation.rules import Authority
from mingheng.supervision.models import REVIEW_CHAIN, ReviewEntry, Sheet, SheetFinding
from mingheng.supervision.queries.reviewing.bench import bench, candidate, reviewed, reviewer_duties
from mingheng.supervision.queries.reviewing.beside import beside_of
from mingheng.supervision.queries.reviewing.heads import bound_of, due_on, head_of
from mingheng.supervision.queries.reviewing.page import Compared, ReviewPage, SheetShown, Told
from mingheng.supervision.queries.reviewing.recorded import DEALT
from mingheng.supervision.queries.reviewing.sheet_page import NUMBERS
from mingheng.supervision.queries.reviewing.standing import Standing
from mingheng.supervision.rules.reviewing.people import may_see, unfit
from mingheng.supervision.rules.reviewing.sheets import plain
from mingheng.supervision.rules.reviewing.states import STATE_TITLES, ReviewState
from mingheng.supervision.rules.reviewing.words import ANSWERING, DECIDING, EVERY_REVIEW, OPENING

ERASED = "（内容已依法删除）"
TONES: Mapping[str, display.Tone] = {
    ReviewState.REVIEWING: "brand", ReviewState.VACANT: "near", ReviewState.THIRD: "near", ReviewState.RESULT: "ok",
    ReviewState.APPEALED: "near", ReviewState.FINAL: "",
}  # fmt: skip
DECISIONS = {"upheld": "维持原结果", "changed": "改变结果"}
TOLD = ("assigned", "withdrawn", "result", "reply", "appeal", "decision", "example")


def badge_of(state: str) -> display.Badge:
    """Where a review stands, as a badge."""
    return display.Badge(STATE_TITLES[state], TONES[state])


def grade_title(standard: ReviewStandard, key: str) -> str:
    """The title of a grade."""
    return next((grade.title for grade in standard.grades if grade.key == key), "")


def review_page(now: Standing, held: Authority) -> ReviewPage:
    """The page. Everything of the review has been read before; the words are unsealed once."""
    words = unseal_chain(f"{REVIEW_CHAIN}{now.review.pk}")
    resulted = now.one("result") is not None
    seen = [
        s for s in now.sheets if s.pk in now.submitted and may_see(held.officer_id, s.reviewer_id, now.looks, resulted=resulted)
    ]
    final, own = now.final, now.sheet_of(held.officer_id)
    supervises, state = held.holds(*OPENING), now.state
    unit_answers = any(held.may(duty, now.review.unit) for duty in ANSWERING)
    judges = held.holds(*DECIDING) and own is None and held.unit_key != now.review.unit
    wanting = state in (ReviewState.VACANT, ReviewState.THIRD)
    until, drawn = now.appeal_until, now.review.draw is not None
    return ReviewPage(
        head=head_of(now),
        state=state,
        badge=badge_of(state),
        sheets=tuple(_sheet(now, sheet, seen, supervises=supervises) for sheet in now.review.sheets.all()),
        compared=_compared(now, seen, words) if seen else (),
        score=plain(final.score) if final else "",
        grade=grade_title(now.standard, final.grade) if final else "",
        grade_tone=_tone(now.standard, final.grade) if final else "",
        third_over=f"{now.most:f}",
        due=due_on(now.book, until, now.today) if until and state is ReviewState.RESULT else None,
        told=tuple(_told(now, entry, words) for entry in now.entries if entry.kind in TOLD),
        pdf_href=link("supervision:review_dossier", str(now.review.pk)) if bound_of(now.review) and _reads(held, own) else "",
        bench=_bench(now, held.officer_id) if supervises and wanting and not drawn else (),
        may_assign=supervises and wanting and not drawn,
        may_deal=supervises and wanting and drawn,
        may_reply=unit_answers and resulted and now.one("reply") is None,
        may_appeal=unit_answers and state is ReviewState.RESULT,
        may_decide=judges and state is ReviewState.APPEALED,
        may_share=supervises and state is ReviewState.FINAL and now.one("example") is None,
        beside=beside_of(now),
        own_sheet_href=link("supervision:sheet", str(now.review.pk)) if own and own.pk not in now.submitted else "",
    )


def _reads(held: Authority, own: Sheet | None) -> bool:
    return held.holds(*EVERY_REVIEW) or own is not None


def _tone(standard: ReviewStandard, grade: str) -> str:
    if grade == standard.grades[-1].key:
        return "over"
    return "ok" if grade == standard.grades[0].key else "brand"


def _bench(now: Standing, reader: int) -> tuple[tuple[int, str], ...]:
    """Whom the reader may give the sheet that is wanting: not himself where he took one back."""
    about, duties = reviewed(now.review.case, now.review.unit, now.review), reviewer_duties(now.book, now.today)
    return tuple(
        (one.pk, f"{one.name}（{one.unit.short_name}）")
        for one in bench(now.book, now.today)
        if not unfit(candidate(one, now.today), about, duties) and not (one.pk == reader and reader in now.took_back)
    )


def _sheet(now: Standing, sheet: Sheet, seen: Sequence[Sheet], *, supervises: bool) -> SheetShown:
    entry, stands = now.submitted.get(sheet.pk), sheet in now.sheets
    shown = entry if sheet in seen else None
    state = "已收回" if not stands else "已提交" if entry else "评查中"
    if entry and not shown:
        state = "已提交，分数暂不显示"
    if stands and not entry and not sheet.reviewer.is_active:
        state = "评查人已不在岗，请收回后改派"
    return SheetShown(
        pk=sheet.pk, slot=NUMBERS.get(sheet.slot, ""), reviewer=sheet.reviewer.name, state=state,
        score=plain(shown.score) if shown else "", grade=grade_title(now.standard, shown.grade) if shown else "",
        may_withdraw=supervises and stands and entry is None, gone=not stands,
    )  # fmt: skip


def _compared(now: Standing, seen: Sequence[Sheet], words: Mapping[int, Mapping[str, Any]]) -> tuple[Compared, ...]:
    """Every item on which one of the sheets says something."""
    reasons = {sheet.pk: words.get(now.submitted[sheet.pk].n, {}).get("reasons", {}) for sheet in seen}
    rows = []
    for item in now.standard.items:
        found = [[f for f in sheet.findings.all() if f.item == item.key] for sheet in seen]
        if not any(found):
            continue
        cells = tuple((sheet.reviewer.name, *_cell(one, reasons[sheet.pk])) for one, sheet in zip(found, seen, strict=True))
        points = f"{item.points} 分" if isinstance(item, ScoredItem) else "否决项"
        rows.append(Compared(item.title, points, cells, len({word for _, word, _, _ in cells}) > 1))
    return tuple(rows)


def _cell(findings: Sequence[SheetFinding], reasons: Mapping[str, Any]) -> tuple[str, str, str]:
    """What one sheet says of one item: in a word, on which pages, why."""
    if not findings:
        return "不扣分", "", ""
    marks = [f for f in findings if f.points is not None]
    said = [str(reasons.get(str(one.n), ERASED)) for one in marks or findings[:1]]
    if not marks:
        return "没有问题", "", said[0]
    points = sum((f.points or Decimal() for f in marks), Decimal())
    pages = "、".join(dict.fromkeys(str(f.page) for f in marks if f.page))
    return (f"−{plain(points)}" if points else "查实"), f"第 {pages} 页" if pages else "", "；".join(dict.fromkeys(said))


def _told(now: Standing, entry: ReviewEntry, words: Mapping[int, Mapping[str, Any]]) -> Told:
    said = words.get(entry.n, {})
    text = str(said.get("text") or said.get("reason") or "")
    badge = None
    if entry.grade:
        badge = display.Badge(f"{plain(entry.score)} 分 {grade_title(now.standard, entry.grade)}", "brand")
    elif entry.word in DECISIONS:
        badge = display.Badge(DECISIONS[entry.word], "")
    if entry.kind in ("assigned", "withdrawn") and entry.sheet_id:
        whose = next((sheet.reviewer.name for sheet in now.review.sheets.all() if sheet.pk == entry.sheet_id), "")
        how = "，按在手数指派" if entry.word == DEALT else ""
        text = f"{whose}{how}" if entry.kind == "assigned" else f"{whose}的评分表。{text}"
    by = "系统按评分标准得出" if entry.kind == "result" else entry.by.name
    return Told(entry.get_kind_display(), by, entry.at, text, badge)
