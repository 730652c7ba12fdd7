"""The case page: everything about one docket, as one reader may see it on one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from mingheng.cases.models import Case
from mingheng.cases.queries import marks
from mingheng.cases.queries.acts import Considered, blocked_acts, considered, open_acts
from mingheng.cases.queries.auditing.locks import locked
from mingheng.cases.queries.dockets import Reading, reading_of
from mingheng.cases.queries.holdings import discretion_of, documents_of, evidence_of, facts_proved, parties_shown
from mingheng.cases.queries.money import accounts
from mingheng.cases.queries.page import CaseHead, CasePage
from mingheng.cases.queries.showing import Shown
from mingheng.cases.queries.wording import Words
from mingheng.cases.rules import amount_of, grant_for
from mingheng.kit import display
from mingheng.kit.dates import both_times, day_of
from mingheng.kit.links import link
from mingheng.kit.shell import Choice
from mingheng.law import queries as law_queries
from mingheng.law.rules.clocks import clock_of
from mingheng.law.rules.docket import Act, Docket, effective
from mingheng.law.rules.findings import Answer
from mingheng.law.rules.position import Position, position
from mingheng.law.rules.reading import Lawbook
from mingheng.ledger.queries import chain_state
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority, Duty

TABS = {
    "overview": "概览", "timeline": "时间轴", "documents": "文书", "evidence": "证据", "parties": "当事人", "discretion": "裁量",
}  # fmt: skip
RECENT = 10
OTHER_KEYS = "BYUGH"
EVIDENCE = "add_evidence"
ON_SPOT = "tell_on_spot"  # told, decided and handed over in one form
STANDING_KINDS = frozenset({"after", "exists_when"})


@dataclass(frozen=True)
class Opened:
    """A case opened by a reader: row, docket, law, where it stands."""

    case: Case
    docket: Docket
    law: Lawbook
    position: Position
    at: datetime
    reader: Authority | None = None
    reading: Reading | None = None

    @property
    def units(self) -> Mapping[str, str]:
        """The short name of every unit by its key."""
        return organisation.unit_names()

    @cached_property
    def shown(self) -> Shown:
        """The docket ready to be shown on the day it was opened, with links to acts that are the reader's to take."""
        return Shown(self.docket, self.law, day_of(self.at), self.case.ref, self._open_acts())

    def _open_acts(self) -> frozenset[str] | None:
        if self.reader is None:
            return None
        reader, handles = self.reader, self.reader.officer_id in self.position.handlers
        acts = self.docket.procedure.acts.items() if not self.position.closed else ()
        return frozenset(key for key, spec in acts if grant_for(reader, self.case.unit, spec, handles=handles))

    @cached_property
    def words(self) -> Words:
        """The docket ready to be put in words."""
        return Words(self.docket, self.law)


def opened(case: Case, at: datetime, reader: Authority | None = None) -> Opened:
    """Read the docket and fold it, for a reader."""
    law = law_queries.lawbook()
    reading = reading_of(case)
    return Opened(case, reading.docket, law, position(reading.docket, law), at, reader, reading)


def case_page(found: Opened, authority: Authority, tab: str) -> CasePage:
    """The page with one tab filled; the others only counted."""
    case, shown = found.case, found.shown
    base = link("cases:case", case.ref)
    evidence = evidence_of(found.case, found.words)
    documents = documents_of(found.case, found.docket, authority.officer_id)
    timeline = tuple(entry(found, a) for a in reversed(found.docket.acts))
    counts = {"timeline": len(timeline), "documents": len(documents), "evidence": len(evidence)}
    clocks = tuple(c for c in shown.clocks() if c.shown)
    running = [c for c in clocks if c.stopped is None]
    main = next((c for c in running if c.key == "decide"), running[0] if running else None)
    overview = tab == "overview"
    return CasePage(
        head=head(found),
        tab=tab,
        tabs=tuple(
            Choice(title, base if key == "overview" else f"{base}{key}/", key == tab, counts.get(key))
            for key, title in TABS.items()
        ),
        stages=stages(found),
        clock=shown.clock(main) if main and not found.position.closed else None,
        next=next_act(found, authority),
        still=tuple(_link(found, c) for c in open_acts(found.case, found.docket, found.law, found.position, authority, found.at))
        if found.position.closed
        else (),
        blocked=tuple(_blocked(found, c) for c in blocked_acts(found.docket, found.law, found.position, found.at)),
        timeline=timeline[:RECENT] if overview else timeline,
        documents=documents[:6] if overview else documents,
        evidence=evidence[:4] if overview else evidence,
        facts=facts_proved(found.docket, found.law, evidence),
        parties=parties_shown(found.case, found.docket),
        discretion=discretion_of(found.docket, found.law, shown) if tab == "discretion" else None,
        clocks=tuple(shown.clock(c) for c in clocks if c.stopped is None),
        money=accounts(shown.context, day_of(found.at)) if overview else (),
        crumbs=(Choice("案件", link("cases:list")), Choice(case.number or case.ref, base, True)),
        timeline_href=f"{base}timeline/",
        documents_href=f"{base}documents/",
        evidence_href=f"{base}evidence/",
        parties_href=f"{base}parties/",
        add_evidence_href=_href(found, "add_evidence") if _open_to(found, authority, "add_evidence") else "",
        bundle_href=link("cases:bundle", case.ref),
        dossier_href=link("cases:dossier", case.ref) if found.position.closed else "",
    )


def _ended(found: Opened) -> str:
    """How the case ended, in a word."""
    turned = effective(found.docket).last("turn_to_ordinary")
    return "已转普通程序" if turned else "已办结" if found.case.number else "不予立案"


def head(found: Opened) -> CaseHead:
    """The identity bar."""
    case, live = found.case, effective(found.docket)
    names = [p.name for p in found.docket.parties]
    subject = names[0] + (f" 等 {len(names)} 名" if len(names) > 1 else "") if names else "当事人待查"
    badges = [display.Badge(found.docket.procedure.title, "line")]
    if case.source:
        badges.append(display.Badge(f"从“{case.source}”带入", "line"))
    report = live.fact("report_investigation", "nature")
    if report in ("complex", "major"):
        badges.append(display.Badge({"complex": "情节复杂", "major": "重大违法"}[report], "brand"))
    if found.position.closed:
        badges.append(display.Badge(_ended(found), "ok"))
    badges += marks.badges(found.position.marks)
    decision = live.last("make_decision")
    people = [
        display.Person(found.words.officer(i), part) for i, part in zip(found.position.handlers, ("主办", "协办"), strict=False)
    ]
    source = live.first("register_lead")
    spec = found.docket.procedure.acts["register_lead"].facts["source"]
    return CaseHead(
        ref=case.ref,
        href=link("cases:case", case.ref),
        number=case.number or f"线索 {case.ref}",
        subject=subject,
        matter=case.title,
        badges=tuple(badges),
        people=tuple(people),
        unit=found.units.get(case.unit, case.unit),
        source=found.words.fact(spec, source.facts.get("source"), source) if source else "",
        amount=amount_of(live),
        amount_label="罚款" if decision else "拟罚款",
        proof=proof(found),
    )


def proof(found: Opened) -> display.Proof | None:
    """What the ledger says of this docket, recomputed now: whole and placed, waiting to be placed, or altered."""
    if not found.docket.acts:
        return None
    state = chain_state(str(found.case.id))
    check = link("cases:differences", found.case.ref)
    if not state.intact or state.entries != len(found.docket.acts) or locked(found.case):
        return display.Proof("broken", "不一致，已锁定", fingerprint_words(state.leaf), check)
    text = "待固定" if state.waiting else "存证一致"
    return display.Proof("waiting" if state.waiting else "intact", text, fingerprint_words(state.leaf), check)


def fingerprint_words(leaf: str) -> str:
    """The ends of a fingerprint, to be compared by eye: 9F3A 71C0…C21E."""
    upper = leaf.upper()
    return f"{upper[:4]} {upper[4:8]}…{upper[-4:]}"


def stages(found: Opened) -> tuple[display.Stage, ...]:
    """The legal stages with the day each was reached; stages this case does not need are left out."""
    reached, now = found.position.reached, found.position.stage
    order = list(found.docket.procedure.stages)
    optional = {"hearing", "review", "discussion", "remedy"}
    here = order.index(now)
    made = []
    for n, key in enumerate(order):
        passed = n < here or found.position.closed
        if key in optional and key not in reached and (passed or key != now):
            continue
        state: Literal["done", "now", "todo"] = (
            "now" if key == now and not found.position.closed else "done" if passed else "todo"
        )
        note = f"{reached[key]:%m-%d}" if key in reached and state != "todo" else ""
        made.append(display.Stage(found.docket.procedure.stages[key], state, note))
    return tuple(made)


def next_act(found: Opened, authority: Authority) -> display.NextAct | None:
    """The one next lawful act, what makes it lawful, whose turn it is, and what else may be done now."""
    turn = found.position.turn
    if turn is None:
        return None
    spec = found.docket.procedure.acts[turn.act]
    mine = _open_to(found, authority, turn.act) and (not turn.officers or authority.officer_id in turn.officers)
    one = considered(found.docket, found.law, turn.act, turn.party, found.at, mine=mine)
    waits = "、".join(found.words.officer(i) for i in turn.officers) or "、".join(Duty(d).label for d in turn.duties)
    party = found.docket.party(turn.party)
    others = open_acts(found.case, found.docket, found.law, found.position, authority, found.at)
    likely = _likely(found, others, found.position.stage)
    clocks = [c for c in found.shown.clocks() if c.stopped is None and c.shown]
    clock = min(clocks, key=lambda c: c.last.day if c.last else found.at.date(), default=None)
    return display.NextAct(
        title=spec.verb + (f"：{party.name}" if party and len(found.docket.parties) > 1 else ""),
        why=_why(one, found),
        preconditions=preconditions(found, one),
        button=spec.verb if mine and one.verdict.allowed else "",
        href=_href(found, turn.act, turn.party) if mine and one.verdict.allowed else "",
        whose="轮到你" if mine else f"轮到{waits}",
        clock=f"{clock.title} {found.shown.due(clock).text}" if clock else "",
        foot="" if mine else f"由{waits}办理",
        acts=tuple(_link(found, c, key) for c, key in zip(likely, OTHER_KEYS, strict=False)),
        more=tuple(_link(found, c) for c in others if c not in likely),
    )


def _likely(found: Opened, others: list[Considered], stage: str) -> list[Considered]:
    """The acts of the stage the case is in, and no more than have a key."""
    acts = found.docket.procedure.acts
    return [c for c in others if acts[c.act].stage == stage or c.act == EVIDENCE][: len(OTHER_KEYS)]


def _link(found: Opened, one: Considered, key: str = "") -> display.ActLink:
    return display.ActLink(found.docket.procedure.acts[one.act].verb, _href(found, one.act, one.party), key=key)


def preconditions(found: Opened, one: Considered) -> tuple[display.Precondition, ...]:
    """What the law asks of the act: kept with a tick, missing with a cross, to be checked on submission."""
    made = []
    rules = found.docket.procedure.rules
    for f in one.verdict.findings:
        asks = rules[f.code].asks
        if f.answer is Answer.KEPT and not (asks and _stands(found, f.code, one.party)):
            continue
        noted = f.answer is Answer.BROKEN and not f.refuses
        kept = None if noted else {Answer.KEPT: True, Answer.BROKEN: False}.get(f.answer)
        text = f.reason if f.answer is Answer.BROKEN else asks or rules[f.code].remedy
        href = _href(found, f.remedy_act, f.party) if f.remedy_act and kept is False else ""
        made.append(display.Precondition(text, kept, found.shown.cite(f.cite[0]) if f.cite else None, href, advice=noted))
    return tuple(made)


def _stands(found: Opened, code: str, party: str | None) -> bool:
    """Whether a kept rule has something to show for it: the act it needs is there, or a period that ran."""
    rule = found.docket.procedure.rules[code]
    if rule.after_end_of is not None:
        return clock_of(found.shown.context, rule.after_end_of, party) is not None
    return rule.kind in STANDING_KINDS and bool(effective(found.docket).of(rule.needs, party=party))


def _why(one: Considered, found: Opened) -> str:
    last = found.docket.acts[-1]
    return (
        f"上一步：{both_times(last.happened_at or last.happened, last.at)} {found.docket.procedure.acts[last.kind].title}。"
        + ("可以办理。" if one.verdict.allowed else f"还差 {len(one.verdict.refusals)} 项。")
    )


def _open_to(found: Opened, authority: Authority, act: str) -> bool:
    if found.position.closed:
        return False
    handles = authority.officer_id in found.position.handlers
    spec = found.docket.procedure.acts.get(act)
    return spec is not None and grant_for(authority, found.case.unit, spec, handles=handles) is not None


def _href(found: Opened, act: str, party: str | None = None) -> str:
    if act == ON_SPOT and len(found.docket.parties) == 1:
        return link("cases:spot", found.case.ref)
    href = link("cases:step", found.case.ref, act)
    return f"{href}?party={party}" if party and found.docket.procedure.acts[act].per_party else href


def _blocked(found: Opened, one: Considered) -> display.Blocked:
    title = found.docket.procedure.acts[one.act].title
    return display.Blocked(title, tuple(found.shown.finding(f) for f in one.verdict.refusals))


def entry(found: Opened, act: Act) -> display.Entry:
    """One line of the timeline."""
    spec = found.docket.procedure.acts[act.kind]
    returned = act.facts.get("opinion") == "return" or act.facts.get("conclusion") in ("amend", "return", "reject")
    party = found.docket.party(act.party)
    name = found.words.officer(act.by, act)
    several = party is not None and len(found.docket.parties) > 1
    text = "；".join(t for t in (found.words.sentence(act) if spec.says else "", party.name if party and several else "") if t)
    return display.Entry(
        kind="warn" if returned else spec.tone,
        icon=ICONS.get(act.kind, "file"),
        title=spec.title + (f"（第 {act.round} 次）" if act.round > 1 else ""),
        happened=act.happened_at or act.happened,
        recorded=act.at,
        text=text,
        by=name,
        cites=found.shown.cites(spec.cite[:1], act.happened),
        href=link("cases:taken", found.case.ref, act.n),
    )


ICONS = {
    "register_lead": "inbox", "legal_review": "scale", "submit_review": "scale", "approve_filing": "gavel",
    "make_decision": "gavel", "serve_notice": "receipt", "serve_decision": "receipt", "hear_statement": "person",
    "record_payment": "person",
}  # fmt: skip
