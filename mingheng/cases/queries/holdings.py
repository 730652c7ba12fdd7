"""What a case holds: instruments, evidence, parties, the reasoning of the amount."""

from collections import Counter
from decimal import Decimal
from uuid import UUID

from mingheng.cases.models import Case
from mingheng.cases.queries.page import Discretion, DocumentRow, EvidenceRow, FactProved, Grade, PartyCard
from mingheng.cases.queries.showing import Shown
from mingheng.cases.queries.wording import EVIDENCE_KINDS, Words
from mingheng.cases.rules import masked_number, registered
from mingheng.documents import queries as documents
from mingheng.evidence import queries as evidence
from mingheng.kit import display
from mingheng.kit.dates import both_times, day_of
from mingheng.kit.identity import mask_phone
from mingheng.kit.links import link
from mingheng.kit.money import show_yuan
from mingheng.law.rules.docket import Act, Docket, effective
from mingheng.law.rules.items import Choice, MeasureMissing, bounds
from mingheng.law.rules.lawbook import Clause, FineRange
from mingheng.law.rules.predicates.outcome import RESULTS, TAKEN_AWAY
from mingheng.law.rules.reading import Lawbook
from mingheng.law.rules.specials import grade_of, measures_of, text_applied
from mingheng.subjects import queries as subjects

STATES: dict[str, tuple[str, display.Tone]] = {
    "waiting": ("排版中", ""),
    "rendered": ("待签", ""),
    "signed": ("已签回", "ok"),
    "failed": ("排版失败", "over"),
}
CHOICES = {
    Choice.ONLY: "行为时和决定时是同一规定",
    Choice.OLD_EQUAL: "新旧规定相同，适用行为时的规定",
    Choice.OLD_LIGHTER: "旧规定较轻，适用行为时的规定",
    Choice.NEW_LIGHTER: "新规定较轻，适用新规定（从旧兼从轻）",
    Choice.NOT_YET_UNLAWFUL: "行为时没有罚则，不得处罚",
    Choice.NO_LONGER_UNLAWFUL: "新规定不再处罚，不得处罚",
    Choice.TO_BE_REASONED: "新旧规定各有轻重，由审核意见说明",
}


def documents_of(case: Case, docket: Docket, reader: int | None = None) -> tuple[DocumentRow, ...]:
    """The instruments, newest first, each with its state; with a place for the signed scan where this reader may bring it."""
    rows = []
    takers = {str(a.n): a.by for a in docket.acts}
    for view in documents.of_folder(case.id):
        words, tone = STATES[view.state]
        note = view.reason if view.state == "failed" else view.number or (f"{view.pages} 页" if view.pages else "")
        rows.append(DocumentRow(
            title=view.title,
            href=link("cases:instrument", case.ref, view.id),
            note=note,
            on=day_of(view.ordered_at),
            badge=display.Badge(words, tone),
            fingerprint=view.sha256 or "",
            again_href=link("cases:again", case.ref, view.id) if view.state == "failed" and reader in case.handlers else "",
            proof_href=link("cases:annex", case.ref, view.id) if view.made_at else "",
            scan_href=link("cases:scan", case.ref, view.id)
            if view.state == "rendered" and not case.closed and reader in (*case.handlers, takers.get(view.source)) else "",
        ))  # fmt: skip
    return tuple(reversed(rows))


def evidence_of(case: Case, words: Words) -> tuple[EvidenceRow, ...]:
    """The pieces of evidence with source, maker, time and what they prove."""
    return tuple(
        EvidenceRow(
            title=view.title,
            kind=EVIDENCE_KINDS.get(str(view.kind), str(view.kind)),
            source=view.source,
            maker=view.maker,
            taken_at=view.taken_at or view.taken_in_at,
            times=both_times(view.taken_at or view.taken_in_at, view.taken_in_at),
            place=view.place,
            proves=tuple(view.proves),
            href=link("cases:evidence_file", case.ref, view.id),
            fingerprint=view.sha256,
            thumbnail=link("cases:thumbnail", case.ref, view.id) if view.has_preview else "",
            size=f"{view.size / 1024:,.0f} KB",
        )
        for view in evidence.of_folder(case.id)
    )


def facts_proved(docket: Docket, law: Lawbook, rows: tuple[EvidenceRow, ...]) -> tuple[FactProved, ...]:
    """Each fact to be proved with the number of pieces that prove it; one alone is weak."""
    last = effective(docket).last("explain_discretion", "tell_on_spot", "establish_facts", "propose_filing")
    item = law.items.get(str(last.facts.get("item"))) if last else None
    counts = Counter(p for row in rows for p in row.proves)
    wanted = list(item.elements) if item else []
    extra = [p for p in counts if p not in wanted]
    return tuple(FactProved(text, counts[text], counts[text] <= 1) for text in wanted + extra)


def parties_shown(case: Case, docket: Docket) -> tuple[PartyCard, ...]:
    """Each party with its masked number and where its notice, decision and payment stand."""
    rows = subjects.parties([UUID(p.id) for p in docket.parties])
    live = effective(docket)
    cards = []
    for party in docket.parties:
        view = rows.get(UUID(party.id))
        if view is None:
            continue
        agreed = live.last("confirm_address", party=party.id)
        served = [
            ("告知书送达", live.last("serve_notice", party=party.id)),
            ("决定书送达", live.last("serve_decision", party=party.id)),
        ]
        own = registered(docket, party.id)
        facts = [
            ("法定代表人", str(own.get("legal_representative") or "")),
            ("住所", str(own.get("address") or "")),
            ("联系电话", mask_phone(str(own.get("phone") or ""))),
        ]
        facts += [(title, both_times(act.happened_at or act.happened, act.at)) for title, act in served if act]
        facts += fared(docket, party.id)
        if agreed is not None:
            facts.append(("送达地址", "已确认" + ("，同意电子送达" if agreed.facts.get("electronic") == "yes" else "")))
        cards.append(PartyCard(
            name=party.name if own else "（已依法删除）",
            kind=view.kind_title,
            identity_label=view.identity_title or "证件号码",
            identity=masked_number(party.kind, str(own.get("identity_number") or "")),
            reveal=link("cases:reveal", case.ref, view.id) if view.masked_identity else "",
            rows=tuple((k, v) for k, v in facts if v),
        ))  # fmt: skip
    return tuple(cards)


def fared(docket: Docket, party: str) -> list[tuple[str, str]]:
    """What became of the decision on the party in reconsideration, before a court or by the agency itself."""
    live, rows = effective(docket), []
    for act in live.of(RESULTS, party=party):
        spec = docket.procedure.facts_of(act.kind)["result"]
        final = "" if act.has({"final": ("yes",)}) else "，尚未生效"
        words = f"{both_times(act.happened, act.at)} {spec.choices.get(str(act.facts.get('result')), '')}{final}"
        rows.append((docket.procedure.acts[act.kind].title.removeprefix("登记"), words))
    back = sum((Decimal(str(a.facts.get("paid") or 0)) for a in live.of(("record_payment",), party=party)), Decimal(0))
    gone = any(a.has({"result": tuple(TAKEN_AWAY), "final": ("yes",)}) for a in live.of(RESULTS, party=party))
    if gone and back > 0 and live.last("make_decision", party=party) is None:
        rows.append(("已缴款", f"{show_yuan(back)} 元，决定已失去效力，应当退还"))
    return rows


def discretion_of(docket: Docket, law: Lawbook, shown: Shown) -> Discretion | None:
    """How the amount was reached, for the first party that has an explanation."""
    live = effective(docket)
    act = live.last("explain_discretion") or live.last("make_decision")
    item = law.items.get(str(act.facts.get("item"))) if act else None
    if act is None or item is None:
        return None
    text = text_applied(shown.context, act, item)
    version = text.version or item.versions[-1]
    grade = grade_of(shown.context, act)
    held = [b for b in law.benchmarks.get(item.key, ()) if b.holds_on(act.happened)]
    return Discretion(
        item=item.title,
        item_href=link("law:item", item.key),
        breach=shown.cites(version.breach, act.happened),
        penalty=shown.cites(version.penalty, act.happened),
        law_note=CHOICES[text.choice],
        range=range_of(act, text.clause, shown, law),
        grades=tuple(
            Grade(g.title, g.factors, _band(g.band, act), grade is not None and g.key == grade.key)
            for b in held
            for g in b.grades
        ),
        demonstration=any(b.demonstration for b in held),
        reasons=str(act.facts.get("factors") or act.facts.get("discretion") or ""),
        departure=str(act.facts.get("departure") or ""),
    )


def range_of(act: Act, clause: Clause | None, shown: Shown, law: Lawbook) -> display.Range | None:
    """The statutory span with the grade's band and the proposed amount; None while a measure is missing."""
    if clause is None or clause.fine is None:
        return None
    measures = measures_of(act.facts)
    grade = grade_of(shown.context, act)
    try:
        span = bounds(clause.fine, measures)
        band = bounds(grade.band, measures) if grade else None
    except MeasureMissing:
        return None
    return display.Range(
        low=span.low,
        high=span.high,
        band_low=band.low if band else None,
        band_high=band.high if band else None,
        band_label=f"{grade.title}档" if grade else "",
        point=Decimal(str(act.facts.get("amount") or 0)),
    )


def _band(fine: FineRange, act: Act) -> str:
    try:
        found = bounds(fine, measures_of(act.facts))
    except MeasureMissing:
        return "按计罚数额计算"
    return f"{show_yuan(found.low)} 至 {show_yuan(found.high)} 元"
