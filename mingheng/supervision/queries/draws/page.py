"""The page of a draw: what was sealed, where the chance came from, what came of it, and how anybody checks it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from mingheng.cases.access import cases_for
from mingheng.draws.queries import end_of, has_file, is_whole, public_of, silent_parties
from mingheng.draws.rules.frame import Frame
from mingheng.draws.rules.outcome import Outcome
from mingheng.draws.rules.pairing import UNASSIGNABLE_WORDS
from mingheng.draws.rules.plan import Plan
from mingheng.kit import display
from mingheng.kit.links import link
from mingheng.kit.shell import Choice
from mingheng.law import queries as law
from mingheng.law.rules.plans import Subject
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority
from mingheng.supervision.queries.draws.listed import badge_of
from mingheng.supervision.queries.draws.seeing import sight_of
from mingheng.supervision.queries.draws.words import chance_words, demanded, grouped, lacking
from mingheng.supervision.queries.months import PURPOSES
from mingheng.supervision.rules.complaints.columns import EVERY_COMPLAINT
from mingheng.supervision.rules.seeing import Sight

if TYPE_CHECKING:
    from mingheng.draws.models import Draw, DrawEnd


@dataclass(frozen=True)
class StepShown:
    """One step of a draw: done, now, or still to come; and when or what it waits for."""

    name: str
    look: str
    note: str | datetime


@dataclass(frozen=True)
class PartyShown:
    """A party, its commitment, and when its secret was revealed; the secret is shown once nobody can choose any more."""

    name: str
    commitment: str
    secret: str
    at: datetime | None


@dataclass(frozen=True)
class LayerShown:
    """A layer: what it demands and how many it drew."""

    title: str
    asks: str
    drawn: int


@dataclass(frozen=True)
class GroupShown:
    """A unit: how many of its members are on the list, and how many were drawn."""

    name: str
    size: int
    drawn: int


@dataclass(frozen=True)
class PickShown:
    """One that was drawn: where it is opened, if the reader may, who looks at it, and the review of it with how it stands."""

    group: str
    member: Choice
    layer: str
    chance: str
    people: tuple[str, ...]
    review: Choice | None


@dataclass(frozen=True)
class DrawPage:
    """Everything the page shows."""

    draw: "Draw"
    plan: Plan
    badge: display.Badge
    steps: tuple[StepShown, ...]
    digest: str
    root: str
    parties: tuple[PartyShown, ...]
    silent: tuple[str, ...]
    public: str
    readers: tuple[str, ...]
    seed: str
    layers: tuple[LayerShown, ...]
    groups: tuple[GroupShown, ...]
    picks: tuple[PickShown, ...]
    whole: bool
    file: bool
    exemptions: tuple[str, ...]
    sight: Sight | None
    end: "DrawEnd | None"
    before: Choice | None
    after: Choice | None


def draw_page(held: Authority, draw: "Draw", day: date, reviews: Mapping[str, Choice], *, whole: bool = True) -> DrawPage:
    """The page, as far as its reader may see it; `day` is the one the lawbook is asked for, `reviews` are his, by pick.

    `whole`: with who looks at what was drawn. `file` of the page: whether the reader may download one.
    """
    plan, frame, end = Plan.read(draw.plan), Frame.read(draw.frame), end_of(draw)
    outcome = Outcome.stored(end.outcome) if end and end.outcome else Outcome((), ())
    outcome = outcome if whole else replace(outcome, pairs=(), unpaired=())
    _, units = organisation.people_and_units(())
    earlier, later = draw.follows, getattr(draw, "followed_by", None)
    return DrawPage(
        draw=draw,
        plan=plan,
        badge=badge_of(draw),
        steps=_steps(draw, plan, end),
        digest=grouped(draw.plan_digest),
        root=grouped(plan.root),
        parties=_parties(draw, plan),
        silent=tuple(silent_parties(draw, plan)),
        public=public_of(draw),
        readers=tuple(one.by.name for one in draw.readings.select_related("by")),
        seed=grouped(end.digests["seed"]) if end and end.digests else "",
        layers=_layers(plan, outcome),
        groups=_groups(frame, outcome, units),
        picks=_picks(held, plan, frame, outcome, units, reviews),
        whole=whole,
        file=has_file(draw, whole=whole),
        exemptions=_lacking(plan, outcome, units),
        sight=sight_of(draw, plan, frame, day, law.lawbook()),
        end=end,
        before=Choice(earlier.title, link("supervision:draw", str(earlier.pk))) if earlier else None,
        after=Choice(later.title, link("supervision:draw", str(later.pk))) if later else None,
    )


def _steps(draw: "Draw", plan: Plan, end: "DrawEnd | None") -> tuple[StepShown, ...]:
    reveals, public, silent = list(draw.reveals.all()), public_of(draw), silent_parties(draw, plan)
    whole = bool(public) or not silent
    last = max([one.at for one in reveals] + [one.at for one in draw.readings.all()], default=draw.at)
    revealed = StepShown(
        "揭示随机数", "done" if whole else "now", last if whole else f"{len(reveals)}/{len(plan.terms.parties)} 方"
    )
    steps = [StepShown("封存名单和方案", "done", draw.at), StepShown("公布承诺", "done", draw.at), revealed]
    if end and end.outcome is None:
        return (*steps, StepShown("作废", "done", end.at))
    drawing = StepShown("抽取", "done" if end else "now" if whole else "", end.at if end else "待办")
    return (*steps, drawing, StepShown("公开核验", "done" if end else "", "任何人" if end else ""))


def _parties(draw: "Draw", plan: Plan) -> tuple[PartyShown, ...]:
    revealed, known = {one.party: one for one in draw.reveals.all()}, is_whole(draw, plan)
    return tuple(
        PartyShown(party.name, grouped(party.commitment), revealed[party.name].secret if known else "", revealed[party.name].at)
        if party.name in revealed
        else PartyShown(party.name, grouped(party.commitment), "", None)
        for party in plan.terms.parties
    )


def _layers(plan: Plan, outcome: Outcome) -> tuple[LayerShown, ...]:
    count = Counter(pick.layer for pick in outcome.picks)
    return tuple(LayerShown(layer.title, demanded(layer), count[number]) for number, layer in enumerate(plan.layers))


def _groups(frame: Frame, outcome: Outcome, units: Mapping[str, str]) -> tuple[GroupShown, ...]:
    group_of = {member.id: member.group for member in frame.members}
    taken = Counter(group_of[pick.member] for pick in outcome.picks)
    sizes = Counter(group_of.values())
    return tuple(
        GroupShown(units.get(group, group), size, taken[group])
        for group, size in sorted(sizes.items(), key=lambda pair: (-taken[pair[0]], pair[0]))
    )


def _picks(
    held: Authority, plan: Plan, frame: Frame, outcome: Outcome, units: Mapping[str, str], reviews: Mapping[str, Choice]
) -> tuple[PickShown, ...]:
    group_of = {member.id: member.group for member in frame.members}
    ids = [pick.member for pick in outcome.picks]
    numbers = dict(cases_for(held).filter(ref__in=ids).values_list("ref", "number")) if ids else {}
    opened = {ref: link("cases:case", ref) for ref in numbers}
    if plan.purpose == PURPOSES[Subject.COMPLAINTS] and held.holds(*EVERY_COMPLAINT):
        opened = {number: link("supervision:complaint", number) for number in ids}
    people: dict[str, list[str]] = {}
    called = organisation.names_by_number({pair.person for pair in outcome.pairs}) if outcome.pairs else {}
    for pair in outcome.pairs:
        people.setdefault(pair.member, []).append(called.get(pair.person, pair.person))
    return tuple(
        PickShown(
            group=units.get(group_of[pick.member], group_of[pick.member]),
            member=Choice(numbers.get(pick.member) or units.get(pick.member, pick.member), opened.get(pick.member, "")),
            layer=plan.layers[pick.layer].title,
            chance=chance_words(pick.chance),
            people=tuple(people.get(pick.member, ())),
            review=reviews.get(pick.member),
        )
        for pick in sorted(outcome.picks, key=lambda pick: (group_of[pick.member], pick.layer, pick.member))
    )


def _lacking(plan: Plan, outcome: Outcome, units: Mapping[str, str]) -> tuple[str, ...]:
    short: Sequence[str] = [lacking(one, plan.layers[one.layer], units) for one in outcome.exemptions]
    unpaired = [f"{one.member}：还缺 {one.shortfall} 人，{UNASSIGNABLE_WORDS[one.why]}" for one in outcome.unpaired]
    return (*short, *unpaired)
