"""A sheet to be filled in: the dossier beside the items, what the scan says to each, what was typed so far."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from mingheng.kit import display
from mingheng.kit.links import link
from mingheng.law.rules.standards import About, FatalItem, ScoredItem
from mingheng.supervision.models import Sheet, SheetDraft
from mingheng.supervision.queries.reviewing.beside import beside_of, recordings_of
from mingheng.supervision.queries.reviewing.heads import bound_of, head_of, leaves_of, page_href, sheet_due
from mingheng.supervision.queries.reviewing.machine import MachineAnswer, machine_answers
from mingheng.supervision.queries.reviewing.neighbours import place_of
from mingheng.supervision.queries.reviewing.page import AreaShown, Found, ItemShown, PlaceShown, SheetPage
from mingheng.supervision.queries.reviewing.standing import APPEAL_DAYS, Standing
from mingheng.supervision.rules.reviewing.comparing import TWO
from mingheng.supervision.rules.reviewing.sheets import SheetValue, fatal_in, grade_of, left, plain, score, taken
from mingheng.supervision.rules.reviewing.typed import MOST_PLACES, OF_A_PLACE, places, read_sheet

SAYS = {"kept": "扫描未发现问题", "broken": "扫描发现问题", "unknown": "扫描无法核对"}
NUMBERS = {1: "第一评查人", 2: "第二评查人", 3: "第三评查人"}


def sheet_page(now: Standing, sheet: Sheet, body: Mapping[str, str], draft: SheetDraft | None) -> SheetPage:
    """The page with what was typed in it."""
    standard = now.standard
    value, _ = read_sheet(standard, body)
    machine = machine_answers(now.review, standard, now.book)
    bound, href = bound_of(now.review), link("supervision:review_dossier", str(now.review.pk))
    leaves, pages = leaves_of(bound, now.review.pk, frozenset(mark.page for mark in value.marks if mark.page))
    points, failed = score(standard, value.marks), bool(fatal_in(standard, value.marks))
    shown = {item.key: _item(now, item, machine.get(item.key), body, value) for item in standard.items}
    return SheetPage(
        head=head_of(now),
        reviewer=sheet.reviewer.name,
        slot=sheet.slot,
        others=_others(now, sheet),
        due=sheet_due(now, sheet),
        leaves=leaves,
        pages=pages,
        pdf_href=href if bound else "",
        page_href=page_href(now.review.pk, 1),
        dossier_note="" if now.review.case_id else "评查的不是案件，没有案卷",
        score=points,
        grade=grade_of(standard, points, failed=failed).title,
        grades="，".join(f"{grade.title} {grade.floor} 分起" for grade in standard.grades[:-1]),
        fatal=tuple(shown[item.key] for item in standard.fatal),
        areas=tuple(
            AreaShown(
                area.key,
                area.title,
                area.points,
                sum((left(item, value.marks) for item in area.items), start=Decimal()),
                tuple(shown[item.key] for item in area.items),
            )
            for area in standard.areas
        ),
        floors=tuple((str(grade.floor), grade.title) for grade in standard.grades),
        unscanned=now.review.case_id is not None and not machine,
        saved_at=draft.saved_at if draft else None,
        beside=beside_of(now),
        appeal_days=str(now.book.value(APPEAL_DAYS, now.today).value),
        most_places=MOST_PLACES,
        place=place_of(now, sheet),
        recordings=recordings_of(now.review) if standard.about is About.DOSSIER else (),
    )


def _others(now: Standing, sheet: Sheet) -> str:
    others = [other for other in now.sheets if other.pk != sheet.pk]
    if len(others) >= TWO:
        return "前两份评分相差较大，由你评第三份；两份都在你提交后显示"
    if any(other.pk in now.submitted for other in others):
        return "另一评查人已完成，分数在你提交后显示"
    return "另一评查人还没有提交，互不可见" if others else "另一评查人待指定"


def _item(now: Standing, item: FatalItem, answer: MachineAnswer | None, body: Mapping[str, str], value: SheetValue) -> ItemShown:
    key, typed = item.key, [_place(place, body) for place in places(item)]
    written = max((n for n, place in enumerate(typed) if place.points or place.page or place.reason), default=0) + 1
    return ItemShown(
        key=key,
        title=item.title,
        points=item.points if isinstance(item, ScoredItem) else None,
        cites=_cites(now, item, now.today),
        machine=answer.state if answer else "",
        machine_says=SAYS[answer.state] if answer else "",
        evidence=_evidence(now, answer) if answer else (),
        off=plain(taken(value.marks, key) or None),
        places=tuple(typed[:written]),
        spare=next(iter(typed[written:]), None),
        said=body.get(f"said-{key}", ""),
        found=bool(body.get(f"found-{key}")),
        left=left(item, value.marks) if isinstance(item, ScoredItem) else None,
    )


def _place(key: str, body: Mapping[str, str]) -> PlaceShown:
    return PlaceShown(key, *(body.get(f"{field}-{key}", "") for field in OF_A_PLACE))


def _cites(now: Standing, item: FatalItem, day: date) -> tuple[display.Cite, ...]:
    return tuple(display.Cite(now.book.cite_text(ref), f"{link('law:article', ref)}?on={day}") for ref in item.cite)


def _evidence(now: Standing, answer: MachineAnswer) -> tuple[Found, ...]:
    case = now.review.case
    return tuple(
        Found(
            one.reason,
            link("cases:taken", case.ref, one.step) if case and one.step else link("supervision:finding", one.finding),
            f"第 {one.step} 步" if one.step else "看这条预警",
        )
        for one in answer.evidence
    )
