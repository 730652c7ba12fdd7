"""One matter as a page: what it is about, its trail, what may be done next, its clocks, its papers and files."""

from mingheng.cases.queries.acted import refs_named
from mingheng.documents import queries as documents
from mingheng.documents.queries import InstrumentView
from mingheng.kit import display
from mingheng.kit.dates import both_times, day_of
from mingheng.kit.links import link
from mingheng.law.rules.clocks import Clock
from mingheng.law.rules.docket import Act, effective
from mingheng.law.rules.findings import Answer
from mingheng.law.rules.judge import judge
from mingheng.law.rules.lawbook import Status
from mingheng.organisation.rules import Duty
from mingheng.supervision.queries.matters.opened import MatterOpened
from mingheng.supervision.queries.matters.page import MatterFile, MatterLine, MatterPage, MatterPaper
from mingheng.supervision.queries.matters.papers import name_key
from mingheng.supervision.queries.matters.urging import unurged
from mingheng.supervision.rules.matters import OF_THE_OPENING, OPENING, SYSTEM, URGING, cases_in

DOUBTFUL = {Status.UNVERIFIED: "名称待核实", Status.SECOND_HAND: "名称据转载", Status.DESIGN: "名称为暂用"}
STATES = {"waiting": "正在生成", "failed": "生成失败", "rendered": "PDF", "signed": "已盖章归档"}
COPY = "copy_out"
ABOVE = frozenset((OPENING, name) for name in OF_THE_OPENING)  # told at the head of the page


def matter_page(found: MatterOpened) -> MatterPage:
    """The page of a matter for its reader."""
    matter, procedure = found.matter, found.docket.procedure
    papers = {one.source: _paper(found, one) for one in documents.of_folder(matter.pk)}
    opened = found.docket.acts[0]
    trigger = procedure.facts_of(OPENING)["trigger"].choices.get(matter.trigger, matter.trigger)
    badges = [display.Badge(procedure.title, "line"), display.Badge(trigger, "brand")]
    if found.position.closed:
        badges.append(display.Badge("已办结", "ok"))
    return MatterPage(
        title=matter.subject,
        badges=tuple(badges),
        pairs=tuple((k, v, href) for k, v, href in _pairs(found, opened) if v),
        stages=_stages(found),
        next=_next(found),
        clocks=tuple(found.shown.clock(c) for c in found.shown.clocks() if _runs(c, found)),
        trail=tuple(_line(found, act, papers) for act in reversed(found.docket.acts)),
        papers=tuple(papers.values()),
        unurged=unurged(found.shown.today).filter(pk=matter.pk).exists(),
        urge_href=_href(found, URGING) if URGING in found.mine else "",
        copies=tuple(
            (found.words.fact(procedure.facts_of(COPY)["to"], a.facts.get("to"), a), both_times(a.happened, a.at))
            for a in effective(found.docket).of([COPY])
        ) if COPY in procedure.acts else (),
    )  # fmt: skip


def _cases(typed: str) -> list[tuple[str, str]]:
    """The cases as they were named, with the reference of each that is there."""
    names = cases_in(typed)
    refs = refs_named(names)
    return [(name, refs.get(name, "")) for name in names]


def _pairs(found: MatterOpened, opened: Act) -> list[tuple[str, str, str]]:
    matter, first = found.matter, found.docket.unit
    before = f"（原为 {found.units.get(first, first)}）" if first != matter.unit else ""
    return [
        ("承办单位", found.units.get(matter.unit, matter.unit) + before, ""),
        ("立项", f"{opened.happened:%Y-%m-%d}　{found.words.officer(opened.by, opened)}", ""),
        *(("所涉案件", name, link("cases:case", ref) if ref else "") for name, ref in _cases(matter.case_ref)),
        ("由预警立项", f"第 {matter.finding_id} 条预警" if matter.finding_id else "", _finding_href(found)),
        ("由评查立项", "案卷评查结果" if matter.review_id else "", _review_href(found)),
    ]


def _finding_href(found: MatterOpened) -> str:
    return link("supervision:finding", found.matter.finding_id) if found.matter.finding_id else ""


def _review_href(found: MatterOpened) -> str:
    return link("supervision:review", str(found.matter.review_id)) if found.matter.review_id else ""


def _stages(found: MatterOpened) -> tuple[display.Stage, ...]:
    """The stages it went through or will; one it has no need of is left out."""
    reached, now, closed = found.position.reached, found.position.stage, found.position.closed
    order = list(found.docket.procedure.stages.items())
    here = [key for key, _ in order].index(now)
    optional = {"decision"}
    return tuple(
        display.Stage(title, "done" if closed or n < here else "now" if key == now else "todo", f"{day:%m-%d}" if day else "")
        for n, (key, title) in enumerate(order)
        for day in [reached.get(key)]
        if key not in optional or key == now or day is not None
    )


def _next(found: MatterOpened) -> display.NextAct | None:
    turn = found.position.turn
    if turn is None:
        return None
    spec, one = found.docket.procedure.acts[turn.act], found.considered(turn.act)
    waits = "、".join(Duty(duty).label for duty in turn.duties)
    others = [found.considered(act) for act in found.docket.procedure.acts if act in found.mine and act != turn.act]
    takes = one.mine and one.verdict.allowed
    return display.NextAct(
        title=spec.title,
        why=_why(found),
        preconditions=found.preconditions(one),
        button=spec.verb if takes else "",
        href=_href(found, turn.act) if takes else "",
        whose="轮到你" if one.mine else f"轮到{waits}",
        clock=_clock(found),
        foot="" if one.mine else f"由{waits}办理",
        acts=tuple(
            display.ActLink(found.docket.procedure.acts[o.act].title, _href(found, o.act)) for o in others if o.verdict.allowed
        ),
    )


def _why(found: MatterOpened) -> str:
    last = found.docket.acts[-1]
    return f"上一步：{both_times(last.happened_at or last.happened, last.at)} {found.docket.procedure.acts[last.kind].title}。"


def _runs(clock: Clock, found: MatterOpened) -> bool:
    """Whether it is worth showing: a right that has lapsed is over, nobody is late with it."""
    if clock.stopped is not None or found.position.closed:
        return False
    return clock.shown or (clock.last is not None and clock.last.day >= found.shown.today)


def _clock(found: MatterOpened) -> str:
    running = [c for c in found.shown.clocks() if c.stopped is None and c.shown and c.last is not None]
    first = min(running, key=lambda c: c.last.day if c.last else day_of(found.at), default=None)
    return f"{first.title} {found.shown.due(first).text}" if first else ""


def _href(found: MatterOpened, act: str) -> str:
    return link("supervision:matter_act", str(found.matter.pk), act)


def _line(found: MatterOpened, act: Act, papers: dict[str, MatterPaper]) -> MatterLine:
    spec = found.docket.procedure.acts[act.kind]
    by = found.words.officer(act.by, act) if act.by != SYSTEM else "系统"
    noted = judge(found.docket.prefix(act.n - 1), act, found.law).findings
    entry = display.Entry(
        kind="system" if act.by == SYSTEM else "warn" if act.facts.get("result") == "not_passed" else spec.tone,
        icon="sync" if act.by == SYSTEM else "file", title=spec.title, happened=act.happened_at or act.happened, recorded=act.at,
        text=found.words.sentence(act) if spec.says else "", by=by, cites=found.shown.cites(spec.cite[:1], act.happened),
    )  # fmt: skip
    said = [
        (f.title, found.words.fact(f, act.facts.get(n), act))
        for n, f in spec.facts.items()
        if f.type != "files" and (act.kind, n) not in ABOVE
    ]
    mine = papers.get(str(act.n))
    return MatterLine(
        entry=entry,
        facts=tuple((title, text) for title, text in said if text),
        papers=(mine,) if mine else (),
        files=_files(found, act),
        notes=tuple(found.shown.finding(f, act.happened) for f in noted if f.answer is Answer.BROKEN and not f.refuses),
    )


def _files(found: MatterOpened, act: Act) -> tuple[MatterFile, ...]:
    given = [f for value in act.facts.values() if isinstance(value, list) for f in value if isinstance(f, dict) and "id" in f]
    pk = str(found.matter.pk)
    return tuple(
        MatterFile(str(f.get("name", "")), link("supervision:matter_file", pk, str(f["id"])), str(f["sha256"])[:8]) for f in given
    )


def _paper(found: MatterOpened, one: InstrumentView) -> MatterPaper:
    act = found.docket.acts[int(one.source) - 1]
    key = name_key(act)
    status = found.law.value(key, act.happened).status if key else None
    return MatterPaper(
        title=one.title,
        number=one.number,
        href=link("supervision:matter_paper", str(found.matter.pk), str(one.id)),
        note=STATES.get(one.state, one.state),
        status=DOUBTFUL.get(status, "") if status else "",
        on=day_of(one.ordered_at),
    )
