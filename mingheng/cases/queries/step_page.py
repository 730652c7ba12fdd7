"""The page of one act: its form, what the law asks, the clocks that run; and an act as it was taken."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from mingheng.cases.queries.acts import considered
from mingheng.cases.queries.case_page import Opened, entry, head, preconditions
from mingheng.cases.queries.concurrence import concurring_items
from mingheng.cases.queries.earlier import earlier_decisions
from mingheng.cases.queries.holdings import documents_of, range_of
from mingheng.cases.queries.kept import kept_proof, milestones_of
from mingheng.cases.queries.money import initial_money
from mingheng.cases.queries.page import StepPage, TakenPage
from mingheng.cases.queries.unsigned import signed_steps, unsigned
from mingheng.cases.rules import gap_days
from mingheng.documents import queries as documents
from mingheng.kit import display
from mingheng.kit.dates import day_of
from mingheng.kit.shell import Choice
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, effective
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.judge import judge
from mingheng.law.rules.returns import points_to_mend
from mingheng.law.rules.specials import text_applied
from mingheng.ledger import queries as ledger

LEAD = "register_lead"
ANSWERED = {"review_statement": "hear_statement", "review_urge_statement": "hear_urge_statement"}


@dataclass(frozen=True)
class Asked:
    """What a step page is asked to show besides its form."""

    act: str
    party: str | None
    hidden: tuple[tuple[str, str], ...]
    saved_at: datetime | None = None
    refused: tuple[Finding, ...] = ()
    multipart: bool = False


def step_page(found: Opened, asked: Asked, *, mine: bool) -> StepPage:
    """The form page of an act; when nothing typed could make it lawful, the reasons instead of the form."""
    spec = found.docket.procedure.acts[asked.act]
    one = considered(found.docket, found.law, asked.act, asked.party, found.at, mine=mine)
    party = found.docket.party(asked.party)
    back = reverse("cases:case", args=[found.case.ref])
    action = reverse("cases:step", args=[found.case.ref, asked.act]) + (f"?party={asked.party}" if asked.party else "")
    refused = tuple(found.shown.finding(f) for f in one.verdict.refusals)
    warned = [f for f in one.verdict.findings if f.answer is Answer.BROKEN and not f.refuses]
    definition = documents.definition(spec.instrument) if spec.instrument else None
    return StepPage(
        title=spec.title + (f"：{party.name}" if party and len(found.docket.parties) > 1 else ""),
        verb=spec.verb,
        action=action,
        back_href=back,
        head=head(found),
        preconditions=preconditions(found, one),
        clocks=tuple(found.shown.clock(c) for c in found.shown.clocks() if c.stopped is None and c.shown),
        findings=tuple(found.shown.finding(f) for f in asked.refused),
        warnings=tuple(found.shown.finding(f) for f in warned),
        blocked=display.Blocked(spec.title, refused) if refused and not asked.refused else None,
        range=_range(found, asked),
        concurrence=concurring_items(found.shown, asked.party) if asked.act == "explain_discretion" else (),
        earlier=earlier_decisions(found.shown, found.case, asked.act, asked.party),
        unsigned=_unsigned(found) if "unsigned" in spec.facts else (),
        cites=found.shown.cites(spec.cite),
        instrument=definition.title if definition else "",
        autosave_href=reverse("cases:draft", args=[found.case.ref, asked.act]) + (f"?party={asked.party}" if asked.party else ""),
        saved_at=asked.saved_at,
        hidden=asked.hidden,
        multipart=asked.multipart,
        crumbs=_crumbs(found, spec.title),
    )


def lead_page(found: Opened, asked: Asked) -> StepPage:
    """The form of a new lead: no docket yet."""
    spec = found.docket.procedure.acts[LEAD]
    return StepPage(
        title=spec.title,
        verb=spec.verb,
        action=reverse("cases:register"),
        back_href=reverse("cases:list"),
        findings=tuple(found.shown.finding(f) for f in asked.refused),
        earlier=earlier_decisions(found.shown, found.case, asked.act, asked.party),
        cites=found.shown.cites(spec.cite),
        instrument="案件线索登记表",
        autosave_href=reverse("cases:lead_draft"),
        saved_at=asked.saved_at,
        hidden=asked.hidden,
        crumbs=(Choice("案件", reverse("cases:list")), Choice(spec.title, "", True)),
    )


def initial_of(found: Opened, act: str, party: str | None) -> dict[str, Any]:
    """What a form starts with: facts carried over from earlier acts, and the assigned officers."""
    live = effective(found.docket)
    initial: dict[str, Any] = {}
    for name, fact in found.docket.procedure.acts[act].facts.items():
        if fact.default:
            kind, _, source = fact.default.partition(".")
            earlier = live.last(kind, party=party)
            value = earlier.facts.get(source) if earlier else None
            if fact.type == "measures":
                initial |= {f"measure-{k}": v for k, v in (value or {}).items()}
            elif value is not None:
                initial[name] = value
        elif fact.type == "officer_pair" and len(found.position.handlers) > 1:
            initial[name] = tuple(found.position.handlers[:2])
    if act in ANSWERED:
        heard = live.last(ANSWERED[act], party=party)
        initial["answers"] = [{"point": p.get("point", "")} for p in (heard.facts.get("points") or ())] if heard else []
    if act == "submit_review":
        initial["mended"] = [{"point": words} for words, _ in points_to_mend(found.docket)]
    initial |= initial_money(Context(found.docket, found.law), act, party, day_of(found.at))
    return initial


def taken_page(found: Opened, n: int, reader: int) -> TakenPage | None:
    """A step as it stands for ever, as this reader may see it; None when the docket has no such step."""
    act = next((a for a in found.docket.acts if a.n == n), None)
    if act is None:
        return None
    rows = [*found.words.facts_for(act, reader, found.position.handlers)]
    if gap_days(act, act.at):
        rows.append(("登记时间", f"{act.at:%Y-%m-%d %H:%M}，晚于发生时间 {gap_days(act, act.at)} 天"))
    numbers = {d.source: d.id for d in documents.of_folder(found.case.id)}
    document = next((d for d in documents_of(found.case, found.docket) if str(numbers.get(str(n))) in d.href), None)
    noted = judge(found.docket.prefix(n - 1), act, found.law).findings
    standing = ledger.entry_standing(str(found.case.id), n)
    return TakenPage(
        head=head(found),
        entry=entry(found, act),
        facts=tuple(rows),
        number=n,
        cites=found.shown.cites(found.docket.procedure.acts[act.kind].cite, act.happened),
        document=document,
        findings=tuple(found.shown.finding(f, act.happened) for f in noted if f.answer is Answer.BROKEN),
        superseded_by=_superseded(found, act),
        leaf=standing.leaf if standing else "",
        proof=kept_proof(standing) if standing else None,
        milestones=milestones_of(standing) if standing else (),
        voucher_href=reverse("cases:voucher", args=[found.case.ref, n]) if standing else "",
        crumbs=_crumbs(found, f"第 {n} 步"),
    )


def _superseded(found: Opened, act: Act) -> tuple[str, str] | None:
    """The later act that ended this one's effect, as title and link."""
    live = {a.n for a in effective(found.docket).acts}
    if act.n in live:
        return None
    for later in found.docket.acts[act.n :]:
        for rule in found.docket.procedure.acts[later.kind].supersedes:
            if act.kind in rule.acts and later.has(rule.when):
                href = reverse("cases:taken", args=[found.case.ref, later.n])
                return found.docket.procedure.acts[later.kind].title, href
    return None


def _unsigned(found: Opened) -> tuple[tuple[str, str], ...]:
    """The papers that wait for a signature, each with its step."""
    rows = unsigned(found.docket, signed_steps(found.case.id), found.law.digest)
    return tuple((row["number"], row["decided"]) for row in rows)


def _range(found: Opened, asked: Asked) -> display.Range | None:
    if not {"amount", "clause"} <= set(found.docket.procedure.acts[asked.act].facts):
        return None
    act = effective(found.docket).last("explain_discretion", party=asked.party)
    item = found.law.items.get(str(act.facts.get("item"))) if act else None
    if act is None or item is None:
        return None
    return range_of(act, text_applied(found.shown.context, act, item).clause, found.shown, found.law)


def _crumbs(found: Opened, title: str) -> tuple[Choice, ...]:
    case = found.case
    return (
        Choice("案件", reverse("cases:list")),
        Choice(case.number or f"线索 {case.ref}", reverse("cases:case", args=[case.ref])),
        Choice(title, "", True),
    )
