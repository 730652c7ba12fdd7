"""The legal review page: items with verdict and reason on the left, the instrument beside them."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from mingheng.cases.queries.case_page import Opened, head
from mingheng.cases.queries.holdings import documents_of, range_of
from mingheng.cases.queries.page import ReviewItem, ReviewPage
from mingheng.cases.queries.step_page import Asked
from mingheng.cases.queries.wording import VERDICT_WORDS
from mingheng.kit import display
from mingheng.kit.shell import Choice
from mingheng.law.rules.docket import Act, effective
from mingheng.law.rules.findings import Finding
from mingheng.law.rules.predicates import complex_or_major, finished_building, grave_matter, hearing_grade, mitigated
from mingheng.law.rules.returns import mending_acts
from mingheng.law.rules.specials import text_applied

MOST_PAPERS = 4
ASKS = {
    "管辖权限": "违法行为地、级别、事项是否归本机关",
    "主体资格": "执法人员持证、人数；当事人身份是否准确",
    "事实与证据": "每项待证事实由哪些证据证明，来源是否合法",
    "法律依据": "条款项是否准确，行为时与决定时的规定如何选择",
    "办案程序": "立案、调查、告知、申辩、听证的先后和期限",
    "处罚理由与裁量": "处罚种类、档次、金额与情节、同类案件是否相当",
    "文书与救济告知": "文书内容是否齐全，履行方式和期限、复议机关、法院是否写得正确",
    "是否涉嫌犯罪": "是否达到移送标准",
}
GROUNDS = (
    (hearing_grade, "达到听证标准", "xzcf/58/1/2"),
    (mitigated, "减轻处罚", "fhsh/3"),
    (complex_or_major, "情节复杂或者重大违法", "xzcf/58/1/3"),
    (finished_building, "限期拆除已建成的违法建筑", "fhsh/3"),
    (grave_matter, "涉及重大公共利益或者多个法律关系", "xzcf/58/1/1"),
)


def decision_drafts(found: Opened) -> list[Choice]:
    """The draft decisions there are to look at, one for each party that was given notice."""
    noticed = [p for p in found.docket.parties if effective(found.docket).last("give_notice", party=p.id)]
    several = len(noticed) > 1
    return [
        Choice(
            "处罚决定书（审核稿）" + (f" {p.name}" if several else ""),
            reverse("cases:decision_draft", args=[found.case.ref, p.id]),
        )
        for p in noticed
    ]


def review_page(found: Opened, asked: Asked, typed: Mapping[str, Any], reviewer: str) -> ReviewPage:
    """The page with what was typed so far. `typed`: conclusion, opinion and items by key."""
    shown, context = found.shown, found.shown.context
    live = effective(found.docket)
    earlier = [a for a in found.docket.acts if a.kind == "legal_review"]
    ground = next(((words, ref) for asks, words, ref in GROUNDS if asks(context, None)), ("依职权送审", "xzcf/58"))
    clock = next((c for c in shown.clocks() if c.key == "review" and c.stopped is None), None)
    notice = live.last("give_notice")
    documents = documents_of(found.case, found.docket)
    drafts = decision_drafts(found)
    papers = [*drafts, *(Choice(d.title, d.href) for d in documents[: MOST_PAPERS - len(drafts)])]
    chosen = papers[0] if papers else None
    spec = found.docket.procedure.acts["legal_review"].facts["conclusion"]
    on = found.docket.acts[-1].happened
    return ReviewPage(
        head=head(found),
        round_label=f"第 {len(earlier) + 1} 次审核",
        due=shown.due(clock) if clock else display.Due("ok", "没有期限"),
        limit=f"审核期限 {clock.number} 个工作日" if clock else "",
        ground=ground[0],
        ground_cite=shown.cite(ground[1]),
        reviewer=reviewer,
        independent="未参与本案调查",
        items=tuple(_items(found, asked.refused, typed, earlier[-1] if earlier else None, notice)),
        verdicts=tuple(VERDICT_WORDS.items()),
        conclusions=tuple(spec.choices.items()),
        conclusion=str(typed.get("conclusion") or ""),
        conclusion_name="conclusion",
        opinion=str(typed.get("opinion") or ""),
        action=reverse("cases:step", args=[found.case.ref, "legal_review"]),
        hidden=asked.hidden,
        floor=context.number("opinion.min.characters", on),
        preview_tabs=tuple(papers),
        pdf_href=chosen.href if chosen else "",
        earlier_href=reverse("cases:taken", args=[found.case.ref, earlier[-1].n]) if earlier else "",
        findings=tuple(shown.finding(f) for f in asked.refused),
        autosave_href=reverse("cases:draft", args=[found.case.ref, "legal_review"]),
        saved_at=asked.saved_at,
        acts=mending_acts(found.docket),
        crumbs=(Choice("法制审核", reverse("cases:approvals")), Choice(f"第 {len(earlier) + 1} 次审核", "", True)),
    )


def _items(
    found: Opened, refused: tuple[Finding, ...], typed: Mapping[str, Any], last: Act | None, notice: Act | None
) -> list[ReviewItem]:
    on = found.docket.acts[-1].happened
    points = found.law.value("review.points", on).value
    before = {i["key"]: i for i in (last.facts.get("items") or ())} if last else {}
    rows = typed.get("items") or {}
    made = []
    for key in points if isinstance(points, tuple) else (str(points),):
        row = rows.get(key, {})
        problem = next((f for f in refused if f.field == "items" and f.reason.startswith(f"{key}：")), None)
        item = found.law.items.get(str(notice.facts.get("item"))) if notice else None
        span = None
        if key == "处罚理由与裁量" and notice is not None and item is not None:
            span = range_of(notice, text_applied(found.shown.context, notice, item).clause, found.shown, found.law)
        old = before.get(key)
        made.append(ReviewItem(
            key=key, name=f"items-{key}", title=key, asks=ASKS.get(key, ""), verdict=row.get("verdict", ""), reason=row.get("reason", ""),
            mend=row.get("mend", ""), act=row.get("act", ""),
            earlier=f"{VERDICT_WORDS.get(old['verdict'], '')}。{old['reason']}" if old else "",
            problem=found.shown.finding(problem) if problem else None, range=span,
        ))  # fmt: skip
    return made
