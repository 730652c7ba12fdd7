"""Where a docket stands: stage, next act and whose turn it is, the nearest end of a period.

`position` is the fold of a docket. The case row stores it and nothing else (idea 1 of the design);
it depends on the docket and the law alone, never on today.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from mingheng.law.rules.clocks import Clock, clocks_of
from mingheng.law.rules.context import Context, Law
from mingheng.law.rules.docket import Act, Docket
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.kinds import ask
from mingheng.law.rules.marks import marks_of
from mingheng.law.rules.predicates import PREDICATES
from mingheng.law.rules.procedure import PathStep
from mingheng.law.rules.reserved import reserved_for

NAMES_HANDLERS = ("assign_officers", "change_handler", "establish_facts")
"""The acts that say who handles the case: by order, or by having been there."""
_EPOCH = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Turn:
    """Who acts next: these officers when the act is the handlers', else holders of a duty."""

    act: str
    party: str | None
    duties: tuple[str, ...]
    relation: str
    officers: tuple[int, ...]


@dataclass(frozen=True)
class Position:
    """The derived state of a case. `due` is the earliest running period; None when none or held.

    `reached`: the day of the first act of each stage.
    """

    stage: str
    turn: Turn | None
    due: date | None
    provisional: bool
    due_for: str | None
    held: bool
    closed: bool
    handlers: tuple[int, ...]
    reached: Mapping[str, date]
    marks: tuple[str, ...] = ()


def position(docket: Docket, law: Law) -> Position:
    """Fold a docket into its position."""
    context = Context(docket, law, prospective=True)
    closed = any(context.done(act) for kind in docket.procedure.ends for act in context.live.of([kind]))
    clocks = [] if closed else [c for c in clocks_of(context) if c.stopped is None and c.shown]
    nearest = _nearest(clocks)
    turn = None if closed else _turn(context)
    reached = {docket.procedure.acts[a.kind].stage: a.happened for a in reversed(context.whole.acts)}
    stage = docket.procedure.acts[turn.act].stage if turn else _last_stage(docket)
    return Position(
        stage=stage,
        turn=turn,
        due=nearest.last.day if nearest and nearest.last else None,
        provisional=bool(nearest and nearest.last and nearest.last.provisional),
        due_for=nearest.key if nearest else None,
        held=any(c.last is None for c in clocks),
        closed=closed,
        handlers=handlers(context),
        reached=reached,
        marks=marks_of(context),
    )


def handlers(context: Context) -> tuple[int, ...]:
    """The officers who handle the case: those last assigned, else who took up the lead (nobody once it moved on)."""
    act = context.live.last(*NAMES_HANDLERS)
    if act is not None:
        return tuple(int(o) for o in act.facts.get("officers") or ())
    lead = context.live.last("register_lead", "check_lead", "change_unit")
    return (lead.by,) if lead is not None and lead.kind != "change_unit" else ()


def next_steps(context: Context) -> Iterable[tuple[PathStep, str | None]]:
    """The milestones still ahead, in order, with the party each is still owed to."""
    for step in context.docket.procedure.path:
        per_party = any(context.docket.procedure.acts[a].per_party for a in step.any_of)
        for party in context.parties(None, per_party):
            if any(_ahead(way, step, party) for way in context.ways(step.any_of[0], party)):
                yield step, party


def _ahead(context: Context, step: PathStep, party: str | None) -> bool:
    """Whether the milestone is wanted and not reached."""
    wanted = step.when is None or PREDICATES[step.when](context, party) is True
    return wanted and (step.again or not any(context.done(a) for a in context.live.of(step.any_of, party=party)))


def _turn(context: Context) -> Turn | None:
    for step, party in next_steps(context):
        kind, who = _way(context, step.any_of, party, frozenset()) or (step.any_of[0], party)
        spec = context.docket.procedure.acts[kind]
        given = reserved_for(context, kind)
        officers = (given.officer,) if given else handlers(context) if spec.relation == "handler" else ()
        return Turn(kind, who, spec.by, spec.relation, officers)
    return None


def _way(
    context: Context, kinds: Iterable[str], party: str | None, tried: frozenset[tuple[str, str | None]]
) -> tuple[str, str | None] | None:
    """The first act no rule but time forbids; else the first way to one, by the acts its refusals name as remedy."""
    refused = []
    for kind in kinds:
        found = _obstacles(context, kind, party)
        if not found:
            return kind, party
        refused += found
    for finding in refused:
        for remedy, who in _remedies(context, finding, party):
            way = None if (remedy, who) in tried else _way(context, (remedy,), who, tried | {(remedy, who)})
            if way is not None:
                return way
    return None


def _remedies(context: Context, finding: Finding, party: str | None) -> list[tuple[str, str | None]]:
    """The act a refusal names as its remedy, for the party it speaks of or for each party in turn."""
    remedy = finding.remedy_act
    if remedy is None:
        return []
    if not context.docket.procedure.acts[remedy].per_party:
        return [(remedy, None)]
    who = finding.party or party
    return [(remedy, p) for p in context.parties(who, who is None)]


def _obstacles(context: Context, kind: str, party: str | None) -> list[Finding]:
    """What forbids the act as the docket stands, other than a period that runs or ran out."""
    last = context.docket.acts[-1] if context.docket.acts else None
    act = Act(
        n=len(context.docket.acts) + 1, kind=kind, by=0, party=party,
        at=last.at if last else _EPOCH, happened=max((a.happened for a in context.whole.acts), default=date.min),
    )  # fmt: skip
    rules = [(c, r) for c, r in context.docket.procedure.rules_of(kind).items() if r.after_end_of is None and r.clock is None]
    found: list[Finding] = []
    for way in context.ways(kind, party):
        broken = [f for code, rule in rules if (f := ask(code, rule, way, act)).answer is Answer.BROKEN and f.refuses]
        if not broken:
            return []
        found = found or broken
    return found


def _nearest(clocks: Iterable[Clock]) -> Clock | None:
    running = [c for c in clocks if c.last is not None]
    own = [c for c in running if not c.party_time] or running
    return min(own, key=lambda c: (c.last.day if c.last else date.max, c.key), default=None)


def _last_stage(docket: Docket) -> str:
    return docket.procedure.acts[docket.acts[-1].kind].stage if docket.acts else next(iter(docket.procedure.stages))
