"""How far the record of one step has come: received, placed, signed, seen by witnesses outside."""

from datetime import datetime

from mingheng.kit import display
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger import queries as ledger


def milestones_of(standing: ledger.EntryStanding) -> tuple[display.Milestone, ...]:
    """The four stations of an entry, those it has passed with their time."""
    seen = "、".join(f"{one.name}（{_time(one.at)}）" for one in standing.seen)
    return (
        display.Milestone(f"已提交，{_time(standing.at)} 收到", done=True),
        _station(standing.place, f"已入账，全库第 {standing.place} 条", "等待入账"),
        _station(standing.signed_size, f"已签名，{_time(standing.signed_at)} 第 {standing.signed_size} 条的检查点", "等待签名"),
        _station(standing.kept_size, f"已存证，由{seen}见证", "等待足够的外部见证"),
    )


def kept_proof(standing: ledger.EntryStanding) -> display.Proof:
    """The same in one word."""
    if standing.kept_size is not None:
        return display.Proof("intact", "已存证")
    return display.Proof("waiting", "见证不足" if standing.signed_size is not None else "待固定")


def _station(reached: int | None, done: str, waiting: str) -> display.Milestone:
    return display.Milestone(done, done=True) if reached is not None else display.Milestone(waiting, done=False)


def _time(at: datetime | None) -> str:
    return at.astimezone(SHANGHAI).strftime("%m-%d %H:%M:%S") if at else ""
