"""What this room's rows claim of the chains of draws; and each outcome drawn again from what was sealed and revealed."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import TYPE_CHECKING
from uuid import UUID

from mingheng.draws.models import CHAIN, PARTY, Draw, DrawEnd, PublicValue, Reveal
from mingheng.draws.queries.draws import end_of, lots_of
from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.frame import Frame
from mingheng.draws.rules.plan import Plan
from mingheng.ledger.rules.auditing.claims import Claim, compared, shown, unlike
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.auditing.pairing import paired
from mingheng.ledger.rules.canonical import Json

if TYPE_CHECKING:
    from mingheng.ledger.rules.auditing.chains import ReadChain

SEALED, REVEALED, PUBLIC = "draw:sealed", "draw:revealed", "draw:public_value"
ENDS = {DrawEnd.Kind.DRAWN: "draw:drawn", DrawEnd.Kind.LAPSED: "draw:lapsed"}
PARTS = {"picks": "抽中的", "exemptions": "不足与豁免", "pairs": "分派", "unpaired": "未能分派"}


def draw_chains() -> set[str]:
    """The chains there must be."""
    return {f"{CHAIN}{pk}" for pk in Draw.objects.values_list("pk", flat=True)}


def judge_draws(chains: "Sequence[ReadChain]") -> Iterator[Difference]:
    """What differs between draws and what was recorded of them. Three queries whatever their number."""
    ids = [UUID(chain.chain.removeprefix(CHAIN)) for chain in chains]
    rows = Draw.objects.select_related("end", "follows").prefetch_related("reveals", "readings").in_bulk(ids)
    for chain, pk in zip(chains, ids, strict=True):
        if pk not in rows:
            yield Difference("row-missing", chain.chain, 1, about="抽取")
        else:
            yield from _judged(chain, rows[pk])


def _judged(chain: "ReadChain", draw: Draw) -> Iterator[Difference]:
    plan, frame, end = Plan.read(draw.plan), Frame.read(draw.frame), end_of(draw)
    claims = [_sealing(draw, plan, frame)]
    for kind, rows in (
        (REVEALED, list[Reveal | PublicValue](draw.reveals.all())),
        (PUBLIC, list[Reveal | PublicValue](draw.readings.all())),
    ):
        for row, entry in paired(chain, kind, rows):
            if entry is None:
                yield Difference("row-unrecorded", chain.chain, 0, stored=str(row), about="抽取的随机数")
            else:
                claims.append(_chance(entry.n, kind, row))
    for ended, entry in paired(chain, ENDS[DrawEnd.Kind(end.kind)], [end]) if end else ():
        if entry is None:
            yield Difference("row-unrecorded", chain.chain, 0, stored=ended.get_kind_display(), about="抽取的结果")
        else:
            claims.append(_ending(entry.n, draw, ended))
    yield from compared(chain, claims)
    yield from _columns(chain.chain, draw, plan)
    if end is not None and end.kind == DrawEnd.Kind.DRAWN:
        yield from _outcome(chain.chain, draw, end)


def _sealing(draw: Draw, plan: Plan, frame: Frame) -> Claim:
    facts: dict[str, Json] = {
        "plan": plan.digest, "root": frame.root, "count": len(frame.members), "terms": plan.terms.json(),
    }  # fmt: skip
    return Claim(1, SEALED, f"o:{draw.by_id}", draw.at, facts, personal=("why",), about="抽取的方案和名单")


def _chance(n: int, kind: str, row: Reveal | PublicValue) -> Claim:
    """A secret is all that its entry says; of a public value the entry also says what had been named, and who was silent."""
    told: tuple[str, ...] = ("party", "secret") if kind == REVEALED else ("value",)
    facts: dict[str, Json] = {name: getattr(row, name) for name in told}
    return Claim(n, kind, f"o:{row.by_id}" if row.by_id else PARTY, row.at, facts, whole=kind == REVEALED, about="抽取的随机数")


def _ending(n: int, draw: Draw, end: DrawEnd) -> Claim:
    kind = ENDS[DrawEnd.Kind(end.kind)]
    facts: dict[str, Json] = {"plan": draw.plan_digest}
    if end.outcome is not None and end.digests is not None:
        facts = {**end.digests, "picks": len(end.outcome["picks"])}
    return Claim(n, kind, f"o:{end.by_id}", end.at, facts, personal=("why",), about="抽取的结果")


def _columns(chain: str, draw: Draw, plan: Plan) -> Iterator[Difference]:
    """Whether what stands beside a plan is what the plan says. A blind is not told: who reads the audit may not know who reviews."""
    follows, earlier = plan.follows, draw.follows
    told: dict[str, tuple[object, object]] = {
        "方案摘要": (plan.digest, draw.plan_digest),
        "用途": (plan.purpose, draw.purpose),
        "期间": (plan.period, draw.period),
        "名称": (plan.title, draw.title),
        "承诺": ([party.commitment for party in plan.terms.parties], list(draw.commitments)),
        "分派用的随机数": ("与承诺相符", "与承诺相符" if lots_of(draw).opened else "与承诺不符"),
        "揭示期限": (plan.terms.deadline, f"{draw.deadline.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"),
        "公开数产生时间": (plan.terms.fallback_at, f"{draw.fallback_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"),
        "接续的抽取": (follows.plan if follows else "", earlier.plan_digest if earlier else ""),
        "第几次": (earlier.n + 1 if earlier else 1, draw.n),
    }
    yield from unlike(chain, 1, told, "抽取的方案和名单")


def _outcome(chain: str, draw: Draw, end: DrawEnd) -> Iterator[Difference]:
    """Whether drawing again gives what is kept, pick by pick and in everything else."""
    try:
        lots = lots_of(draw)
        again, digests = lots.outcome.json(), lots.digests()
    except BadDraw as reason:
        yield Difference("unreadable", chain, 0, "重新抽取", stored=str(reason), about="抽取的结果")
        return
    for part, came in again.items():
        kept = (end.outcome or {}).get(part)
        if kept != came:
            was, now = _first_unlike(came, kept)
            yield Difference("derived-differs", chain, 0, PARTS[part], shown(was), shown(now), "重新抽取")
    if end.digests != digests:
        yield Difference("derived-differs", chain, 0, "摘要", shown(digests), shown(end.digests), "重新抽取")


def _first_unlike(came: Json, kept: Json) -> tuple[Json, Json]:
    """Where two lists part; the whole of what is no list."""
    if not isinstance(came, list) or not isinstance(kept, list):
        return came, kept
    for was, now in zip(came, kept, strict=False):
        if was != now:
            return was, now
    return came[len(kept) :], kept[len(came) :]
