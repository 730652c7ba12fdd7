"""Task orders with everything that befell them, and the days on which they were made."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.rules.auditing.chains import ReadChain, ReadEntry
from mingheng.ledger.rules.auditing.claims import Claim, compared, unlike
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.auditing.pairing import paired
from mingheng.ledger.rules.canonical import Json
from mingheng.supervision.models import TASKS, TaskAct, TaskDay, TaskOrder
from mingheng.supervision.rules.tasks import LEADS_TO, Doing

DAYS, MADE = "tasks", "tasks:opened"
BY_SYSTEM = frozenset({Doing.OPENED, Doing.VACATED, Doing.PASSED_ON})
TAKING = frozenset({Doing.TAKEN, Doing.REPORTED})
RESTING = frozenset({Doing.VACATED, Doing.PASSED_ON})


def task_chains() -> set[str]:
    """The chains there must be."""
    days = {DAYS} if TaskDay.objects.exists() else set[str]()
    return {f"{TASKS}{pk}" for pk in TaskOrder.objects.values_list("pk", flat=True)} | days


def as_ordered(order: TaskOrder) -> dict[str, Json]:
    """What an order is besides what each of its entries says."""
    return {
        "plan": order.plan, "title": order.title, "level": order.level, "duty": order.duty, "every": order.every,
        "begins": order.begins.isoformat(), "ends": order.ends.isoformat(), "provisional": order.provisional,
    }  # fmt: skip


def judge_orders(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between orders and what was recorded of them. Two queries."""
    ids = [int(chain.chain.removeprefix(TASKS)) for chain in chains]
    rows = TaskOrder.objects.in_bulk(ids)
    acts: dict[int, list[TaskAct]] = defaultdict(list)
    for act in TaskAct.objects.filter(order__in=ids).order_by("order", "n"):
        acts[act.order_id].append(act)
    for chain, pk in zip(chains, ids, strict=True):
        if pk not in rows:
            yield Difference("row-missing", chain.chain, 1, about="任务单")
        else:
            yield from _judged(chain, rows[pk], acts[pk])


def _judged(chain: ReadChain, order: TaskOrder, acts: Sequence[TaskAct]) -> Iterator[Difference]:
    entries = {entry.n: entry for entry in chain.entries}
    moves = [act.n for act in acts if act.kind == Doing.PASSED_ON]
    yield from compared(chain, [_claim(order, act, entries.get(act.n), moves) for act in acts])
    if not acts:
        return
    owner = None
    for act in acts:
        owner = act.by_id if act.kind in TAKING else None if act.kind in RESTING else owner
    told: dict[str, tuple[object, object]] = {
        "状态": (LEADS_TO[Doing(acts[-1].kind)].value, order.state),
        "承办人": (owner, order.owner_id),
        "开出时间": (acts[0].at, order.opened_at),
    }
    yield from unlike(chain.chain, 0, told, "任务单")


def _claim(order: TaskOrder, act: TaskAct, entry: ReadEntry | None, moves: Sequence[int]) -> Claim:
    kind = Doing(act.kind)
    if kind not in BY_SYSTEM:
        return Claim(
            act.n, f"task:{kind}", f"o:{act.by_id}", act.at, {"answers": act.answers}, personal=("text",), about="任务单"
        )
    facts: dict[str, Json] = {
        "spec": order.spec, "period": order.period, "unit": order.unit, "due": order.due.isoformat(), "items": order.items,
    }  # fmt: skip
    if not moves or act.n < moves[0]:
        facts["lies_with"] = order.unit
    elif act.n >= moves[-1]:
        facts["lies_with"] = order.lies_with
    said = str(entry.said["a"]) if entry is not None and act.by_id is None else f"o:{act.by_id}"
    return Claim(
        act.n, f"task:{kind}", said, act.at, facts, links={"lawbook": order.lawbook},
        later={"order": as_ordered(order)} if kind is Doing.OPENED else {}, whole="lies_with" in facts, about="任务单",
    )  # fmt: skip


def judge_days(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between the days and what was recorded of them. One query. Later looks of the same day leave no row."""
    rows = list(TaskDay.objects.order_by("pk"))
    days = {row.day.isoformat() for row in rows}
    for chain in chains:
        claims = []
        for row, entry in paired(chain, MADE, rows):
            if entry is None:
                yield Difference("row-unrecorded", chain.chain, 0, stored=str(row), about="开任务单的一天")
                continue
            facts: dict[str, Json] = {"day": row.day.isoformat(), "opened": row.opened, "given_back": row.given_back}
            claims.append(Claim(entry.n, MADE, str(entry.said["a"]), row.at, facts, about="开任务单的一天"))
        claimed = {claim.n for claim in claims}
        claims += [Claim.of(entry) for entry in chain.entries if entry.n not in claimed and _again(chain, entry, days)]
        yield from compared(chain, claims)


def _again(chain: ReadChain, entry: ReadEntry, days: set[str]) -> bool:
    """Whether orders were made once more on a day that has its row."""
    day = Claim.of(entry).at.astimezone(SHANGHAI).date().isoformat()
    return day in days and chain.committed(entry, "day", day) in (entry.said["d"].get("day"), None)
