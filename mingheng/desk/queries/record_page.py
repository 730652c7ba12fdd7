"""The page 存证: how the log stands with those who watch it, in numbers, words and a picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from mingheng.cases.queries.witnessed import away_for, recent_waivers, terms_on
from mingheng.cases.rules.witnessed import WitnessTerms
from mingheng.kit import display
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.ledger import queries as ledger
from mingheng.ledger.rules.tree.policies import NOBODY, Policy

FEW = 10  # leaves shown
HOUR, MINUTE = 3600, 60


@dataclass(frozen=True)
class Watcher:
    """A witness: what it saw last of all there is, and whether that is lately."""

    name: str
    size: int
    at: datetime | None
    badge: display.Badge


@dataclass(frozen=True)
class Waiver:
    """A leave that a head of the bureau gave."""

    by: str
    at: datetime
    until: datetime
    reason: str


@dataclass(frozen=True)
class RecordPage:
    """Everything the page shows. `away` is how long enough witnesses have not been there, in words; empty when they are."""

    proof: display.Proof
    told: str
    entries: int
    waiting: int
    size: int
    signed_at: datetime | None
    met_at: datetime | None
    wanted: str
    watchers: tuple[Watcher, ...]
    keys: tuple[tuple[str, str], ...]
    stamp: ledger.Stamp | None
    waivers: tuple[Waiver, ...]
    waived_until: datetime | None
    may_waive: bool


@dataclass(frozen=True)
class Notice:
    """What everybody is told at the head of every page while the witnesses are away."""

    text: str
    grave: bool


def record_page(*, may_waive: bool, at: datetime) -> RecordPage:
    """The page as it is now. Raises BadPolicy."""
    standing, terms, away = ledger.log_standing(), terms_on(law.lawbook(), day_of(at)), away_for(at)
    waivers = tuple(Waiver(row.by.name, row.at, row.until, row.reason) for row in recent_waivers(FEW))
    until = max((row.until for row in waivers), default=None)
    proof, told = _said(away, terms, named=standing.named)
    policy = ledger.believed()
    return RecordPage(
        proof=proof,
        told=told,
        entries=standing.size + standing.waiting,
        waiting=standing.waiting,
        size=standing.size,
        signed_at=standing.signed_at,
        met_at=standing.met_at,
        wanted=wanted_words(policy),
        watchers=tuple(_watcher(one, terms, at) for one in standing.witnesses),
        keys=tuple(_keys(policy)),
        stamp=ledger.latest_timestamp(),
        waivers=waivers,
        waived_until=until if until is not None and until > at else None,
        may_waive=may_waive and away is not None and away > terms.warn,
    )


def notice_at(at: datetime) -> Notice | None:
    """What everybody has to be told now, if anything."""
    terms, away = terms_on(law.lawbook(), day_of(at)), away_for(at)
    if away is None or away <= terms.warn:
        return None
    if away <= terms.limit:
        return Notice(
            f"外部见证已中断{lasting(away)}。满 {_hours(terms.limit)} 小时仍未恢复的，不能作出决定、撤销和结案", grave=False
        )
    return Notice(f"外部见证已中断{lasting(away)}，暂不能作出决定、撤销和结案；取证、笔录和草稿照常", grave=True)


def wanted_words(policy: Policy) -> str:
    """How many of which witnesses are enough, in words."""
    if policy.quorum == NOBODY or not policy.witnesses:
        return "没有指定"
    return _words(policy, policy.quorum)


def lasting(time: timedelta) -> str:
    """A length of time as one says it."""
    seconds = int(time.total_seconds())
    hours, minutes = seconds // HOUR, seconds % HOUR // MINUTE
    return f" {hours} 小时 {minutes} 分" if hours else f" {max(minutes, 1)} 分钟"


def _words(policy: Policy, name: str) -> str:
    group = policy.groups.get(name)
    if group is None:
        return name
    members = [f"（{_words(policy, one)}）" if one in policy.groups else one for one in group.members]
    few = {len(members): "全部", 1: "任一家"}.get(group.least, f"任意 {group.least} 家")
    return members[0] if len(members) == 1 else f"{'、'.join(members)}中{few}"


def _said(away: timedelta | None, terms: WitnessTerms, *, named: bool) -> tuple[display.Proof, str]:
    if not named or away is None:
        return display.Proof(
            "waiting", "见证不足"
        ), "还没有外部单位担任见证人。记录照常入账、签名，但只有本单位自己能证明没有改过。"
    if away > terms.warn:
        return display.Proof("broken", "见证中断"), f"已有{lasting(away)}没有足够的外部见证。请联系见证单位，查看网络和见证程序。"
    return display.Proof("intact", "见证正常"), "每一条记录都有外部单位见证，改动、删除、倒签都会被发现。"


def _watcher(seen: ledger.WitnessSeen, terms: WitnessTerms, at: datetime) -> Watcher:
    if seen.at is None:
        return Watcher(seen.name, 0, None, display.Badge("从未见证", "over"))
    late = at - seen.at > terms.warn
    return Watcher(seen.name, seen.size or 0, seen.at, display.Badge("中断" if late else "正常", "near" if late else "ok"))


def _keys(policy: Policy) -> Iterator[tuple[str, str]]:
    for key in policy.logs:
        yield key.name, str(key)
    for witness in policy.witnesses.values():
        yield witness.name, str(witness.key)


def _hours(time: timedelta) -> int:
    return int(time.total_seconds()) // HOUR
