"""The two pages of a case decided on the spot, and what the second one offers to choose from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse

from mingheng.cases.models import Step
from mingheng.cases.queries.case_page import Opened, head
from mingheng.cases.queries.page import ConfirmPage, Pairs, StepPage
from mingheng.cases.rules import SIMPLE
from mingheng.kit import display
from mingheng.kit.dates import day_of
from mingheng.kit.money import show_yuan
from mingheng.kit.shell import Choice as Crumb
from mingheng.law.rules.docket import effective
from mingheng.law.rules.findings import Finding
from mingheng.law.rules.items import Bounds, MeasureMissing, bounds, clause_of, version_on
from mingheng.law.rules.lawbook import Clause, Item
from mingheng.law.rules.reading import Lawbook

ROUND = 50  # sums offered between the ends of a band are whole fifties, which people pay more easily
WARNING = "warning"
FIND, DECIDE = "当场查明", "当场决定"
FIND_SECTIONS = (
    display.Section("什么事", ("item", "place", "found", "photos", "certain")),
    display.Section("谁", ("kind", "name", "identity_number", "address", "phone")),
    display.Section("谁在办", ("officers", "recording", "id_shown")),
)
DECIDE_SECTIONS = (
    display.Section("处罚", ("penalty", "amount", "discretion", "departure")),
    display.Section("告知和申辩", ("rights_told", "statement", "points", "answer")),
    display.Section("改正", ("correction", "corrected", "until")),
    display.Section("缴纳和交付", ("payment", "cash_reason", "receipt", "reconsideration_told", "mode", "refusal")),
)


@dataclass(frozen=True)
class Choice:
    """A penalty to choose by one touch: a sum with the benchmark's grade it lies in and its factors."""

    value: str
    label: str
    grade: str = ""
    factors: str = ""


@dataclass(frozen=True)
class Settled:
    """What the first form settled, for the second."""

    facts: Mapping[str, Any]
    item: str
    clause: str
    conduct_day: str
    officers: Sequence[int]
    party_name: str
    place: str
    recording: str
    correction: str
    choices: Sequence[Choice]


def items_by_title(law: Lawbook, today: date) -> dict[str, str]:
    """Every item, those that may be decided on the spot today first and the others said to be none of them."""
    fit = {i.key: i.title for i in law.items.values() if _fits(i, today)}
    return fit | {i.key: f"{i.title}（须走普通程序）" for i in law.items.values() if i.key not in fit}


def _fits(item: Item, today: date) -> bool:
    text = version_on(item, today)
    return text is not None and SIMPLE in text.procedures


def last_pair(officer: int) -> tuple[int, ...]:
    """The officers of the last case this one established on the spot: the patrol is usually the same."""
    rows = Step.objects.filter(act="establish_facts", by=officer).order_by("-at").values_list("facts", flat=True)[:1]
    return tuple(int(i) for facts in rows for i in facts.get("officers") or ()) or (officer,)


def settled(found: Opened) -> Settled | None:
    """What the first form settled; None when the case is not waiting for the second."""
    live = effective(found.docket)
    facts = live.last("establish_facts")
    turn = found.position.turn
    if (
        facts is None
        or facts.facts.get("certain") != "yes"
        or not found.docket.parties
        or turn is None
        or turn.act != "tell_on_spot"
    ):
        return None
    party, item = found.docket.parties[0], found.law.items[str(facts.facts["item"])]
    conduct = facts.day("conduct_day") or facts.happened
    recheck = live.last("recheck", party=party.id)
    stage = "refusal" if recheck is not None and recheck.facts.get("result") != "corrected" else "first"
    citizen = found.shown.context.is_citizen(party.id, day_of(found.at))
    text = version_on(item, conduct)
    clause = clause_of(text, stage=stage, citizen=citizen) or text.clauses[0] if text else None
    return Settled(
        facts=facts.facts, item=item.key, clause=clause.key if clause else "", conduct_day=conduct.isoformat(),
        officers=found.position.handlers, party_name=party.name, place=str(live.fact("register_lead", "place") or ""),
        recording=str(facts.facts.get("recording") or ""), correction=item.correction,
        choices=tuple(_choices(found.law, item, clause, citizen=citizen, on=day_of(found.at))) if clause else (),
    )  # fmt: skip


def _choices(law: Lawbook, item: Item, clause: Clause, *, citizen: bool, on: date) -> Iterator[Choice]:
    """A warning where the clause has one, and some sums of each grade below the limit of the spot."""
    if clause.warning and clause.optional:
        yield Choice(WARNING, "警告")
    if clause.fine is None:
        return
    most = Decimal(str(law.value(f"simple.fine.max.{'citizen' if citizen else 'org'}", on).value))
    try:
        span = bounds(clause.fine, {})
        held = [g for b in law.benchmarks.get(item.key, ()) if b.holds_on(on) for g in b.grades if g.clause == clause.key]
        bands = [(g.key, f" · {g.title}", "；".join(g.factors), bounds(g.band, {})) for g in held] or [("", "", "", span)]
    except MeasureMissing:
        return
    for grade, label, factors, band in bands:
        for amount in _sums(Bounds(max(band.low, span.low), min(band.high, span.high, most))):
            yield Choice(str(amount), f"{show_yuan(amount).removesuffix('.00')} 元{label}", grade, factors)


def _sums(band: Bounds) -> Sequence[Decimal]:
    """The ends of a band and the round sum in the middle; nothing for an empty one."""
    middle = Decimal(int((band.low + band.high) / 2 // ROUND * ROUND))
    return sorted({amount for amount in (band.low, middle, band.high) if band.holds(amount)})


def find_page(found: Opened, hidden: Pairs, refused: tuple[Finding, ...], saved_at: datetime | None = None) -> StepPage:
    """The first form: no docket yet."""
    spec = found.docket.procedure.acts["establish_facts"]
    return StepPage(
        title=FIND,
        verb="下一步：告知和决定",
        action=reverse("cases:find"),
        back_href=reverse("cases:list"),
        intro="两名执法人员在现场，事实当场查得清、只处警告或者小额罚款的，用简易程序。",
        sections=FIND_SECTIONS,
        findings=tuple(found.shown.finding(f) for f in refused),
        cites=found.shown.cites(spec.cite),
        hidden=hidden,
        crumbs=(Crumb("案件", reverse("cases:list")), Crumb("当场处罚", "", True)),
        autosave_href=reverse("cases:find_draft"),
        multipart=True,
        saved_at=saved_at,
    )


def decide_page(found: Opened, hidden: Pairs, refused: tuple[Finding, ...], saved_at: datetime | None = None) -> StepPage:
    """The second form."""
    case = found.case
    return StepPage(
        title=DECIDE,
        verb="作出决定并交付",
        action=reverse("cases:spot", args=[case.ref]),
        back_href=reverse("cases:case", args=[case.ref]),
        head=head(found),
        sections=DECIDE_SECTIONS,
        findings=tuple(found.shown.finding(f) for f in refused),
        cites=found.shown.cites(found.docket.procedure.acts["make_decision"].cite),
        instrument="当场行政处罚决定书",
        hidden=hidden,
        crumbs=_crumbs(found),
        autosave_href=reverse("cases:spot_draft", args=[case.ref]),
        saved_at=saved_at,
    )


def decide_confirm(found: Opened, rows: Pairs, hidden: Pairs) -> ConfirmPage:
    """The last look before the decision is made and handed over."""
    spec = found.docket.procedure.acts["make_decision"]
    here = reverse("cases:spot", args=[found.case.ref])
    return ConfirmPage(
        head=head(found),
        title="确认当场处罚",
        consequence="提交后生成《当场行政处罚决定书》，记入存证，不能修改或者撤回；请当场交付当事人。",
        rows=rows,
        button="作出决定并交付",
        action=here,
        back_href=here,
        hidden=hidden,
        cites=found.shown.cites(spec.cite),
        crumbs=_crumbs(found),
    )


def _crumbs(found: Opened) -> tuple[Crumb, ...]:
    case = found.case
    return (
        Crumb("案件", reverse("cases:list")),
        Crumb(case.number or f"线索 {case.ref}", reverse("cases:case", args=[case.ref])),
        Crumb(DECIDE, "", True),
    )
